package io.planwright.temporal.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.planwright.plan.Priority;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ScheduleSpecificationTest {
  private static final ObjectMapper JSON =
      JacksonJsonPayloadConverter.newDefaultObjectMapper()
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS);

  @Test
  void hasDefaultsForWhatIsLeftOut() throws JsonProcessingException {
    ScheduleSpecification read =
        JSON.readValue(
            "{\"id\":\"hourly\",\"plan\":\"retrain\",\"cron\":\"0 * * * *\"}",
            ScheduleSpecification.class);

    assertThat(read)
        .isEqualTo(
            new ScheduleSpecification(
                "hourly",
                "retrain",
                Optional.empty(),
                Optional.of("0 * * * *"),
                Optional.empty(),
                "UTC",
                Duration.ZERO,
                Overlap.SKIP,
                Duration.ofMinutes(10),
                Priority.P2,
                false));
    assertThat(JSON.readValue(JSON.writeValueAsString(read), ScheduleSpecification.class))
        .isEqualTo(read);
  }

  @Test
  void tellsEverythingThatIsWrong() {
    assertThatThrownBy(
            () ->
                JSON.readValue(
                    "{\"id\":\"Not A Slug\",\"cron\":\"* *\",\"every\":\"PT0.1S\","
                        + "\"timeZone\":\"Mars/Base\",\"jitter\":\"-PT1S\",\"catchUp\":\"PT1S\","
                        + "\"version\":0}",
                    ScheduleSpecification.class))
        .hasCauseInstanceOf(ScheduleInvalid.class)
        .cause()
        .isInstanceOfSatisfying(
            ScheduleInvalid.class,
            invalid ->
                assertThat(invalid.problems())
                    .containsExactly(
                        "id must be up to 100 lower-case letters, digits, '-', '_' and '.', was"
                            + " 'Not A Slug'",
                        "plan must be up to 100 lower-case letters, digits, '-', '_' and '.', was"
                            + " ''",
                        "version must be at least 1, was 0",
                        "exactly one of cron and every must be given, both were: '* *' and PT0.1S",
                        "cron must have 5 fields (minute hour day month weekday), '* *' has 2",
                        "every must be PT1S to PT8784H, was PT0.1S",
                        "timeZone must be a zone like UTC or Europe/Berlin, was 'Mars/Base'",
                        "jitter must be PT0S to PT8784H, was PT-1S",
                        "catchUp must be PT10S to PT8784H, was PT1S"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "* * * * *",
        "*/1 * * * *",
        "0,30 9-17/2 1-15 jan-MAR mon-fri",
        "59 23 31 12 7",
        "5/15 0 * * sun"
      })
  void takesCronExpressionsOfFiveFields(String cron) {
    assertThat(ScheduleSpecification.cron("s", "p", cron).cron()).contains(cron);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "60 * * * *|minute must be *, 0 to 59, a range or a step, was '60'",
        "* 24 * * *|hour must be",
        "* * 0 * *|day of month must be",
        "* * * 13 *|month must be",
        "* * * * fry|day of week must be",
        "5-1 * * * *|was '5-1'",
        "*/0 * * * *|was '*/0'",
        "1, * * * *|was ''",
        "@daily|cron must have 5 fields",
        "0 0 * * * *|has 6"
      })
  void refusesACronExpression(String cron, String reason) {
    assertThatThrownBy(() -> ScheduleSpecification.cron("s", "p", cron))
        .isInstanceOf(ScheduleInvalid.class)
        .hasMessageContaining(reason);
  }

  @Test
  void readsTheDeclaredExample() {
    List<DeclaredSchedule> declared =
        DeclaredSchedule.read(Path.of("src/main/resources/temporal-config/schedules"));

    assertThat(declared).hasSize(1);
    assertThat(declared.getFirst().team()).isEqualTo("default");
    assertThat(declared.getFirst().specification().paused()).isTrue();
    assertThat(declared.getFirst().specification().cron()).contains("0 6 * * 1");
  }

  @Test
  void refusesAFileThatDeclaresNoSchedule(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("s.yaml");
    Files.writeString(file, "id: s\nplan: p\nteam: t\ncorn: '* * * * *'\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeclaredSchedule.read(folder))
        .withMessageContaining("s.yaml")
        .withMessageContaining("it has [corn]");
    Files.writeString(file, "id: s\nplan: p\ncron: '* * * * *'\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeclaredSchedule.read(file))
        .withMessageContaining("s.yaml must name its team");
    Files.writeString(file, "id: s\nplan: p\nteam: t\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeclaredSchedule.read(file))
        .withMessageContaining("exactly one of cron and every must be given, neither was");
    Files.writeString(file, "a: b: c");
    assertThatIllegalArgumentException().isThrownBy(() -> DeclaredSchedule.read(file));
  }
}
