package io.planwright.quant.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.planwright.quant.InvalidData;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class MeanTestTest {
  private static final Sample A = Sample.ofSums(3407, 1396.87, 52377.9767);
  private static final Sample B = Sample.ofSums(3461, 2422.7, 134698.29);

  /** {@code growthbook:packages/stats/tests/frequentist/test_tests.py}, printed to five digits. */
  @Test
  void agreesWithGrowthBook() {
    MeanTest absolute = MeanTest.welch(A, B, 0.05);
    assertThat(absolute.difference()).isCloseTo(0.29, within(5e-6));
    assertThat(absolute.low()).isCloseTo(0.04538, within(5e-6));
    assertThat(absolute.high()).isCloseTo(0.53462, within(5e-6));
    assertThat(absolute.p()).isCloseTo(0.02016, within(5e-6));
    MeanTest relative = MeanTest.relative(A, B, 0.05);
    assertThat(relative.difference()).isCloseTo(0.70732, within(5e-6));
    assertThat(relative.low()).isCloseTo(-0.03526, within(5e-6));
    assertThat(relative.high()).isCloseTo(1.44989, within(5e-6));
    assertThat(relative.p()).isCloseTo(0.06191, within(5e-6));
  }

  @Test
  void sumsAndValuesAreOneSample() {
    double[] values = IntStream.range(0, 40).mapToDouble(i -> 3 + Math.sin(i)).toArray();
    Sample whole = Sample.of("values", values);
    Sample sums =
        Sample.ofSums(
            40,
            IntStream.range(0, 40).mapToDouble(i -> values[i]).sum(),
            IntStream.range(0, 40).mapToDouble(i -> values[i] * values[i]).sum());
    assertThat(sums.mean()).isCloseTo(whole.mean(), within(1e-14));
    assertThat(sums.variance()).isCloseTo(whole.variance(), within(1e-12));
  }

  @Property(tries = 200)
  void partsAddUpToTheWhole(
      @ForAll @Size(min = 2, max = 50) List<@DoubleRange(min = -1e6, max = 1e6) Double> of,
      @ForAll @IntRange(min = 1, max = 49) int cut) {
    double[] values = of.stream().mapToDouble(v -> v).toArray();
    int at = Math.min(cut, values.length - 1);
    Sample whole = Sample.of("values", values);
    Sample parts =
        Sample.of("first", Arrays.copyOf(values, at))
            .plus(Sample.of("second", Arrays.copyOfRange(values, at, values.length)));
    assertThat(parts.count()).isEqualTo(whole.count());
    assertThat(parts.mean()).isCloseTo(whole.mean(), within(1e-8));
    assertThat(parts.deviations())
        .isCloseTo(whole.deviations(), within(1e-8 * (1 + whole.deviations())));
    assertThat(Sample.NONE.plus(whole)).isEqualTo(whole);
    assertThat(whole.plus(Sample.NONE)).isEqualTo(whole);
  }

  @Property(tries = 200)
  void theIntervalExcludesZeroWherePIsLessThanAlpha(
      @ForAll @DoubleRange(min = -3, max = 3) double shift,
      @ForAll @DoubleRange(min = 0.001, max = 0.5) @Scale(4) double alpha) {
    double[] a = IntStream.range(0, 25).mapToDouble(Math::sin).toArray();
    double[] b = IntStream.range(0, 31).mapToDouble(i -> shift + 2 * Math.cos(i)).toArray();
    MeanTest test = MeanTest.welch(Sample.of("a", a), Sample.of("b", b), alpha);
    assertThat(test.low() > 0 || test.high() < 0).isEqualTo(test.p() < alpha);
    MeanTest wider = MeanTest.welch(Sample.of("a", a), Sample.of("b", b), alpha / 2);
    assertThat(wider.low()).isLessThan(test.low());
    assertThat(wider.high()).isGreaterThan(test.high());
    MeanTest turned = MeanTest.welch(Sample.of("b", b), Sample.of("a", a), alpha);
    assertThat(turned.t()).isEqualTo(-test.t());
  }

  @Test
  void refusesWhatHasNoError() {
    Sample constant = Sample.of("constant", new double[] {2, 2, 2});
    assertThatThrownBy(() -> MeanTest.welch(constant, constant, 0.05))
        .isInstanceOfSatisfying(
            InvalidData.class, e -> assertThat(e.code()).isEqualTo(InvalidData.Code.CONSTANT));
    assertThatThrownBy(() -> MeanTest.welch(Sample.of("one", new double[] {1}), A, 0.05))
        .hasMessage("control: expected at least 2 values, was 1");
    assertThatThrownBy(() -> MeanTest.welch(A, B, 0))
        .hasMessageContaining("alpha: expected more than 0.0");
    assertThatThrownBy(() -> MeanTest.paired(new double[3], new double[2], 0.05))
        .hasMessageContaining("as many rows as control, 3");
    assertThatThrownBy(() -> Sample.of("values", new double[] {1, Double.NaN}))
        .hasMessage("values row 1: expected a finite number, was NaN");
    assertThatThrownBy(() -> Sample.of("values", new double[] {1, 1, 1e200}))
        .hasMessageContaining("values row 2: expected a magnitude");
    assertThatThrownBy(() -> Sample.ofSums(10, 100, 1)).hasMessageContaining("sumOfSquares");
  }

  /** Their sums leave a variance of 1e-15 and less, which would make any difference significant. */
  @Test
  void whatRoundingLeavesIsNoVariance() {
    double[] tenths = new double[1000];
    Arrays.fill(tenths, 0.1);
    double[] others = new double[1000];
    Arrays.fill(others, 0.1001);
    assertThatThrownBy(() -> MeanTest.welch(Sample.of("a", tenths), Sample.of("b", others), 0.05))
        .hasMessageContaining("values that vary in an arm");
    double sum = Arrays.stream(tenths).reduce(0, Double::sum);
    double squares = Arrays.stream(tenths).map(x -> x * x).reduce(0, Double::sum);
    assertThat(Sample.ofSums(1000, sum, squares).deviations()).isZero();
  }

  @Test
  void aRatioToNothingIsRefused() {
    Sample around0 = Sample.of("control", new double[] {-1, 1, -1, 1, 0.1});
    assertThatThrownBy(() -> MeanTest.relative(around0, B, 0.05))
        .hasMessageContaining("control: expected a mean at least 2 standard errors away from 0");
  }
}
