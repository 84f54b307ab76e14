package io.planwright.activities.data;

import static io.planwright.activities.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.activities.TestingStore;
import io.planwright.plan.run.ArtifactRef;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.StepRef;
import io.planwright.workflows.FailureKind;
import io.planwright.workflows.data.DataSteps;
import io.planwright.workflows.data.FetchInputs;
import io.planwright.workflows.data.ValidateInputs;
import io.temporal.testing.TestActivityEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataActivitiesTest {
  private static final StepRef STEP = TestingStore.step("fetch");
  private static final Instant NOW = Instant.parse("2015-01-07T12:00:00Z");

  private final TestingStore store = TestingStore.get();
  private final TestActivityEnvironment environment = TestActivityEnvironment.newInstance();
  private final Path folder;
  private final DataSteps steps;

  DataActivitiesTest(@TempDir Path folder) {
    this.folder = folder;
    environment.registerActivitiesImplementations(
        new DataActivities(store.artifacts(), Optional.of(folder), InstantSource.fixed(NOW)));
    steps = environment.newActivityStub(DataSteps.class);
  }

  @AfterEach
  void close() {
    environment.close();
  }

  @Test
  void bringsAGeneratedMarketTwiceAsOneDataset() {
    Outcome outcome = steps.fetch(STEP, generated(300, 5));
    ArtifactRef dataset = TestingStore.artifact(outcome, "dataset");
    assertThat(steps.fetch(STEP, generated(300, 5))).isEqualTo(outcome);
    assertThat(steps.fetch(STEP, generated(300, 6)).artifacts()).isNotEqualTo(outcome.artifacts());
    assertThat(outcome.metrics()).containsEntry("rows", 300.0);
    assertThat(outcome.facts()).containsEntry("source", "generated market, seed 5");
    assertThat(store.content(dataset)).startsWith("time,open,high,low,close,volume\n2015-01-02T");
    assertThat(store.artifacts().details(dataset.sha256()).orElseThrow())
        .containsEntry("rows", 300)
        .containsEntry("seed", 5)
        .containsEntry("generated", true)
        .containsEntry("first", "2015-01-02T00:00:00Z")
        .hasEntrySatisfying(
            "schema",
            schema ->
                assertThat((List<?>) schema)
                    .hasToString(
                        "[{name=time, type=time}, {name=open, type=number}, {name=high, type=number},"
                            + " {name=low, type=number}, {name=close, type=number},"
                            + " {name=volume, type=number}]"));
  }

  @Test
  void bringsAFileInCanonicalForm() throws IOException {
    Files.writeString(folder.resolve("a.csv"), "day,close\r\n2015-01-02,1.50\r\n2015-01-05,2\r\n");
    Outcome outcome = steps.fetch(STEP, file("a.csv"));
    assertThat(store.content(TestingStore.artifact(outcome, "dataset")))
        .isEqualTo("day,close\n2015-01-02T00:00:00Z,1.5\n2015-01-05T00:00:00Z,2\n");
    assertThat(outcome.facts()).containsEntry("source", "file a.csv");
    assertThat(store.artifacts().scratch(STEP)).isEmptyDirectory();
  }

  @Test
  void undoDropsTheReferenceAndCanBeRepeated() {
    StepRef step = TestingStore.step("undone");
    ArtifactRef dataset = TestingStore.artifact(steps.fetch(step, generated(10, 99)), "dataset");
    assertThat(store.artifacts().visibleTo("quants", dataset.sha256())).isTrue();
    steps.undoFetch(step, generated(10, 99));
    steps.undoFetch(step, generated(10, 99));
    assertThat(store.artifacts().visibleTo("quants", dataset.sha256())).isFalse();
  }

  @Test
  void refusesInputsThatCannotBe() throws IOException {
    Files.writeString(folder.resolve("bad.csv"), "time,a\nx,1\ny,2\n");
    assertFails(() -> steps.fetch(STEP, generated(0, 1)), FailureKind.INPUT_INVALID, "was 0");
    assertFails(
        () -> steps.fetch(STEP, new FetchInputs(Optional.empty(), 5, 1, "soon")),
        FailureKind.INPUT_INVALID,
        "start must be a day like 2015-01-02, was soon");
    assertFails(
        () -> steps.fetch(STEP, file("../a.csv")), FailureKind.INPUT_INVALID, "without '..'");
    assertFails(
        () -> steps.fetch(STEP, file("none.csv")), FailureKind.INPUT_INVALID, "there is no none");
    assertFails(
        () -> steps.fetch(STEP, file("bad.csv")),
        FailureKind.DATA_INVALID,
        "bad.csv:2:1: expected a time",
        "bad.csv:3:1: expected a time");
  }

  @Test
  void readsNoFileWithoutADataFolder() {
    TestActivityEnvironment other = TestActivityEnvironment.newInstance();
    try {
      other.registerActivitiesImplementations(
          new DataActivities(store.artifacts(), Optional.empty(), InstantSource.fixed(NOW)));
      DataSteps without = other.newActivityStub(DataSteps.class);
      assertFails(
          () -> without.fetch(STEP, file("a.csv")),
          FailureKind.INPUT_INVALID,
          "file a.csv cannot be read: this worker has no data folder");
    } finally {
      other.close();
    }
  }

  @Test
  void measuresADataset() {
    Outcome outcome = steps.validate(STEP, limits(CLEAN, List.of("close"), 3, Optional.of(36)));
    assertThat(outcome.metrics())
        .containsEntry("rows", 3.0)
        .containsEntry("gaps", 0.0)
        .containsEntry("duplicates", 0.0)
        .containsEntry("staleHours", 36.0);
  }

  @Test
  void tellsEachLimitThatIsBroken() {
    ArtifactRef dataset =
        store.put(
            STEP,
            "dataset",
            "time,a\n2015-01-02,1\n2015-01-02,1\n2015-01-06T00:00:00Z,1\n2015-01-05T23:00:00Z,2\n");
    assertFails(
        () -> steps.validate(STEP, limits(dataset, List.of("close", "a"), 5, Optional.of(35))),
        FailureKind.DATA_INVALID,
        "expected column close, there are [time, a]",
        "expected at least 5 rows, was 4",
        "expected at most 0 repeated times, was 1",
        "expected a last row at most PT35H old, was PT36H (2015-01-06T00:00:00Z)",
        "expected times in order, but 2015-01-05T23:00:00Z came after 2015-01-06T00:00:00Z");
  }

  @Test
  void countsMissingWeekdaysOnly() {
    ArtifactRef dataset =
        store.put(STEP, "dataset", "time,a\n2015-01-02,1\n2015-01-07,1\n2015-02-11,1\n");
    assertFails(
        () -> steps.validate(STEP, limits(dataset, List.of(), 1, Optional.empty())),
        FailureKind.DATA_INVALID,
        "expected at most 0 missing weekdays, was 26");
  }

  @Test
  void readsOnlyWhatIsThereAndItsTeamMaySee() {
    ArtifactRef others =
        store.put(new StepRef("r", "p", "t", 1, "others"), "dataset", "time,a\n2015-01-02,77\n");
    assertFails(
        () -> steps.validate(STEP, limits(others, List.of(), 1, Optional.empty())),
        FailureKind.ARTIFACT_NOT_FOUND,
        "there is no dataset " + others.sha256() + " that team quants may see");
    ArtifactRef model = new ArtifactRef("model", "0".repeat(64), 1, "text/plain");
    assertFails(
        () -> steps.validate(STEP, limits(model, List.of(), 1, Optional.empty())),
        FailureKind.INPUT_INVALID,
        "expected an artifact of kind dataset, was model");
    ArtifactRef odd = new ArtifactRef("dataset", "../../etc/passwd", 1, "text/plain");
    assertFails(
        () -> steps.validate(STEP, limits(odd, List.of(), 1, Optional.empty())),
        FailureKind.INPUT_INVALID,
        "expected the SHA-256 of a dataset in hex");
  }

  private static final ArtifactRef CLEAN =
      TestingStore.get()
          .put(STEP, "dataset", "time,close\n2015-01-02,1\n2015-01-05,1\n2015-01-06,1\n");

  private static FetchInputs generated(int bars, long seed) {
    return new FetchInputs(Optional.empty(), bars, seed, "2015-01-02");
  }

  private static FetchInputs file(String name) {
    return new FetchInputs(Optional.of(name), 2000, 1, "2015-01-02");
  }

  private static ValidateInputs limits(
      ArtifactRef dataset, List<String> columns, long minRows, Optional<Integer> hours) {
    return new ValidateInputs(dataset, columns, minRows, 0, 0, hours.map(Duration::ofHours));
  }
}
