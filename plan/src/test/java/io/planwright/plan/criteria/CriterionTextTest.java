package io.planwright.plan.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.plan.Criterion;
import io.planwright.plan.Measure;
import io.planwright.plan.Measure.Comparator;
import io.planwright.plan.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CriterionTextTest {
  private static final Source SOURCE = new Source(3, 5);

  private static Optional<Measure> measure(String text) {
    return CriterionText.of(text, SOURCE).measure();
  }

  /** {@code metric|comparator value[..upper] unit[ from baseline]}. */
  private static String shown(Measure measure) {
    return "%s | %s %s%s %s%s"
        .formatted(
            measure.metric(),
            measure.comparator(),
            number(measure.value()),
            measure.upper().map(upper -> ".." + number(upper)).orElse(""),
            measure.unit(),
            measure.baseline().map(baseline -> " from " + number(baseline)).orElse(""))
        .strip();
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.valueOf((long) value)
        : String.format(Locale.ROOT, "%s", value);
  }

  private static Stream<Arguments> lines(String resource) throws IOException {
    try (InputStream in = CriterionTextTest.class.getResourceAsStream(resource)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines().map(line -> Arguments.of((Object[]) line.split(" => ", 2))).toList().stream();
    }
  }

  static Stream<Arguments> measurable() throws IOException {
    return lines("measurable.txt");
  }

  static Stream<Arguments> attested() throws IOException {
    return lines("attested.txt");
  }

  @ParameterizedTest
  @MethodSource("measurable")
  void readsWhatIsAsked(String text, String asked) {
    assertThat(measure(text).map(CriterionTextTest::shown)).contains(asked);
  }

  @ParameterizedTest
  @MethodSource("attested")
  void leavesToAPersonWhatStatesNoOneFigure(String text) {
    assertThat(measure(text)).isEmpty();
  }

  @Test
  void keepsTextAndPlace() {
    assertThat(CriterionText.of("p95 < 400 ms", SOURCE))
        .isEqualTo(
            new Criterion(
                "p95 < 400 ms",
                Optional.of(
                    new Measure(
                        "p95", Comparator.LESS, 400, Optional.empty(), "ms", Optional.empty())),
                SOURCE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,000 | 1000",
        "1,000,000 | 1000000",
        "1.000.000 | 1000000",
        "1,234.5 | 1234.5",
        "1.234,5 | 1234.5",
        "99,9 | 99.9",
        "0,125 | 0.125",
        "1.250 | 1.25",
        "１２ | 12"
      })
  void readsNumbersAsTheirSeparatorsSay(String text, double value) {
    assertThat(measure("throughput >= " + text + " rps"))
        .hasValueSatisfying(measure -> assertThat(measure.value()).isEqualTo(value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.2.3", "1.2.3.4", "12,34,56", "1.23,45.6"})
  void takesNoVersionForANumber(String text) {
    assertThat(measure("throughput >= " + text)).isEmpty();
  }

  @Test
  void takesLongProseForNoCriterion() {
    assertThat(measure("p95 < 400 ms " + "x".repeat(CriterionText.LONGEST - 13))).isPresent();
    assertThat(measure("p95 < 400 ms " + "x".repeat(CriterionText.LONGEST - 12))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<",
        "< 1 ",
        "1-",
        "1,",
        "no ",
        "reduce ",
        "less than ",
        "无",
        "以上",
        "(",
        "95% coverage ",
        "from 1 to 2 ",
        "→",
        "1.",
        "sub-",
        "p95 <",
        "at least one ",
        "1 per "
      })
  @Timeout(value = 5, unit = TimeUnit.SECONDS)
  void readsHostileTextInTime(String piece) {
    String text = piece.repeat(10_000 / piece.length());
    for (int i = 0; i < 200; i++) {
      measure(text.substring(0, CriterionText.LONGEST));
      measure(text);
    }
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.SECONDS)
  void survivesAnyText() {
    Random random = new Random(7);
    String alphabet = "0159.,%<>=+-–→±$ ()/:abnopsx「以上未満无降까지 ",
        signs = "\uD83D\uDE80\u200D\uFE0F\u00A0\t";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(60); j >= 0; j--) {
        String from = random.nextInt(20) == 0 ? signs : alphabet;
        text.append(from.charAt(random.nextInt(from.length())));
      }
      assertThat(CriterionText.of(text.toString(), SOURCE).text()).isEqualTo(text.toString());
    }
  }
}
