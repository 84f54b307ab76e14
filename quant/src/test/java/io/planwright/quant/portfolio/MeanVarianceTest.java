package io.planwright.quant.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.planwright.quant.InvalidData;
import io.planwright.quant.InvalidData.Code;
import io.planwright.quant.covariance.CovarianceMatrix;
import io.planwright.quant.covariance.TwelveAssets;
import io.planwright.quant.portfolio.Constraints.Group;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The numbers are Clarabel's (cvxpy 1.9.3), as exact as it gives them. */
final class MeanVarianceTest {
  private static final Constraints LONG = Constraints.longOnly();
  private final CovarianceMatrix covariance = CovarianceMatrix.sample(TwelveAssets.returns());
  private final double[] mean = CovarianceMatrix.means(TwelveAssets.returns());
  private final double[] current =
      IntStream.rangeClosed(1, 12).mapToDouble(i -> i / 78.0).toArray();

  @Test
  void minimisesVarianceWithinBoundsAndGroups() {
    assertThat(MeanVariance.minimumVariance(covariance, LONG).objective())
        .isCloseTo(4.703861983810926e-05, within(1e-15));
    Constraints groups =
        LONG.bounded(0, 0.2)
            .with(new Group("first", List.of(0, 1, 2, 3), 0.5, 1))
            .with(new Group("second", List.of(4, 5, 6, 7), 0, 0.1));
    Optimum optimum = MeanVariance.minimumVariance(covariance, groups);
    assertThat(optimum.objective()).isCloseTo(5.037961217606699e-05, within(1e-15));
    assertThat(optimum.weights()[4]).isZero();
    assertThat(optimum.weights()[3]).isCloseTo(0.132444, within(1e-6));
  }

  @Test
  void weighsMeanAgainstVarianceCostAndTurnover() {
    Constraints bounded = LONG.bounded(0, 0.25);
    assertThat(MeanVariance.maximumUtility(covariance, mean, 5, bounded).objective())
        .isCloseTo(0.0031153725816128555, within(1e-12));
    Optimum costly =
        MeanVariance.maximumUtility(covariance, mean, 5, bounded.costing(current, 0.0005));
    assertThat(costly.objective()).isCloseTo(0.0026200763293647016, within(1e-12));
    assertThat(costly.weights()[2]).isEqualTo(current[2]);
    Optimum limited = MeanVariance.maximumUtility(covariance, mean, 5, bounded.from(current, 0.4));
    assertThat(limited.objective()).isCloseTo(0.0027872987991611697, within(1e-12));
    assertThat(limited.turnover()).isCloseTo(0.4, within(1e-12));
  }

  @Test
  void findsTheBestRatio() {
    Optimum optimum = MeanVariance.maximumSharpe(covariance, mean, 0, LONG.bounded(0, 0.2));
    assertThat(optimum.objective()).isCloseTo(0.42857856992636223, within(1e-12));
    assertThat(optimum.weights()[2]).isCloseTo(0.055054, within(1e-6));
  }

  @Test
  void meetsATargetOfMean() {
    Optimum optimum = MeanVariance.minimumVarianceAt(covariance, mean, 0.0024, LONG);
    assertThat(optimum.objective()).isCloseTo(4.736664670253825e-05, within(1e-15));
  }

  @Property(tries = 200)
  void isNeverWorseThanAnEvenPortfolioAndKeepsItsConstraints(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 25) int assets,
      @ForAll @IntRange(min = 2, max = 60) int periods) {
    Random random = new Random(seed);
    double[][] returns = returns(random, periods, assets);
    CovarianceMatrix sample = CovarianceMatrix.sample(returns);
    double[] means = CovarianceMatrix.means(returns);
    double[] even = new double[assets];
    Arrays.fill(even, 1.0 / assets);
    double low = random.nextBoolean() ? 0 : -random.nextDouble();
    double high = (1 + 2 * random.nextDouble()) / assets;
    Constraints constraints =
        LONG.bounded(low, high).with(new Group("first", List.of(0, 1), 1.0 / assets, 3.0 / assets));
    if (random.nextBoolean()) {
      constraints = constraints.from(even, random.nextDouble());
    }
    Optimum least = MeanVariance.minimumVariance(sample, constraints);
    keeps(constraints, least);
    assertThat(least.objective()).isLessThanOrEqualTo(sample.variance(even) * (1 + 1e-7) + 1e-12);
    if (random.nextBoolean()) {
      constraints = constraints.costing(even, 0.001 * random.nextDouble());
    }
    double aversion = 50 * random.nextDouble() + 0.1;
    Optimum best = MeanVariance.maximumUtility(sample, means, aversion, constraints);
    keeps(constraints, best);
    assertThat(best.objective())
        .isGreaterThanOrEqualTo(dot(means, even) - aversion * sample.variance(even) / 2 - 1e-10);
  }

  @Property(tries = 100)
  void variesNoMoreThanAnEvenPortfolioOfTheSameMean(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 20) int assets) {
    double[][] returns = returns(new Random(seed), 60, assets);
    CovarianceMatrix sample = CovarianceMatrix.sample(returns);
    double[] means = CovarianceMatrix.means(returns);
    double[] even = new double[assets];
    Arrays.fill(even, 1.0 / assets);
    Constraints constraints = LONG.bounded(0, 2.0 / assets);
    Optimum least = MeanVariance.minimumVarianceAt(sample, means, dot(means, even), constraints);
    keeps(constraints, least);
    assertThat(least.objective()).isLessThanOrEqualTo(sample.variance(even) * (1 + 1e-7));
  }

  @Property(tries = 100)
  void hasNoWorseRatioThanAnEvenPortfolio(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 20) int assets) {
    Random random = new Random(seed);
    double[][] returns = returns(random, 60, assets);
    CovarianceMatrix sample = CovarianceMatrix.sample(returns);
    double[] means = CovarianceMatrix.means(returns);
    double[] even = new double[assets];
    Arrays.fill(even, 1.0 / assets);
    double riskFree = dot(means, even) - 0.0001;
    Constraints constraints = LONG.bounded(0, 2.0 / assets);
    Optimum best = MeanVariance.maximumSharpe(sample, means, riskFree, constraints);
    keeps(constraints, best);
    assertThat(best.objective())
        .isGreaterThanOrEqualTo(0.0001 / Math.sqrt(sample.variance(even)) - 1e-12);
  }

  @Property(tries = 60)
  void doesNotDependOnTheUnit(
      @ForAll long seed, @ForAll @IntRange(min = -60, max = 100) int exponent) {
    double[][] rows = CovarianceMatrix.sample(returns(new Random(seed), 40, 8)).rows();
    double[] expected =
        MeanVariance.minimumVariance(CovarianceMatrix.of(rows), LONG.bounded(0, 0.3)).weights();
    for (double[] row : rows) {
      for (int j = 0; j < row.length; j++) {
        row[j] *= Math.pow(10, exponent);
      }
    }
    assertThat(
            MeanVariance.minimumVariance(CovarianceMatrix.of(rows), LONG.bounded(0, 0.3)).weights())
        .containsExactly(expected, within(1e-9));
  }

  @Test
  void answersForAnyAversion() {
    double last = Double.POSITIVE_INFINITY;
    for (double aversion : new double[] {1e-9, 1e-3, 1, 10, 1e3, 1e9, 1e12}) {
      Optimum best = MeanVariance.maximumUtility(covariance, mean, aversion, LONG.bounded(0, 0.3));
      keeps(LONG.bounded(0, 0.3), best);
      assertThat(best.deviation()).isLessThanOrEqualTo(last + 1e-9);
      last = best.deviation();
    }
  }

  @Test
  void holdsTheRisklessAssetWhereNothingElseIsAskedFor() {
    CovarianceMatrix cash = CovarianceMatrix.of(new double[][] {{0, 0, 0}, {0, 1, .2}, {0, .2, 1}});
    assertThat(MeanVariance.minimumVariance(cash, LONG).weights())
        .containsExactly(new double[] {1, 0, 0}, within(1e-12));
  }

  @Test
  void answersForMoreAssetsThanPeriods() {
    double[][] returns = returns(new Random(5), 20, 60);
    CovarianceMatrix sample = CovarianceMatrix.sample(returns);
    for (Constraints constraints : List.of(LONG, LONG.bounded(-0.05, 0.1))) {
      keeps(constraints, MeanVariance.minimumVariance(sample, constraints));
    }
    Optimum hedged = MeanVariance.minimumVariance(sample, LONG.bounded(-1, 1));
    assertThat(hedged.objective()).isLessThan(1e-9);
  }

  @Test
  void saysWhichConstraintCannotBeMet() {
    refuses("low", -1, LONG.bounded(0.1, 1));
    refuses("high", -1, LONG.bounded(0, 0.05));
    refuses("low", 0, LONG.bounded(0.5, 0.4));
    refuses("groups", 0, LONG.bounded(0, 0.1).with(new Group("g", List.of(0, 1), 0.5, 1)));
    refuses("groups", 0, LONG.with(new Group("g", List.of(0, 1), 0.5, 0.4)));
    Constraints three =
        LONG.with(new Group("a", IntStream.range(0, 6).boxed().toList(), 0.7, 1))
            .with(new Group("b", IntStream.range(6, 12).boxed().toList(), 0.6, 1));
    InvalidData error = refuses("groups", 1, three);
    assertThat(error.row()).isPresent();
    double[] first = new double[12];
    first[0] = 1;
    refuses("turnover", -1, LONG.bounded(0, 0.5).from(first, 0.1));
    InvalidData target =
        catchThrowableOfType(
            InvalidData.class, () -> MeanVariance.minimumVarianceAt(covariance, mean, 0.5, LONG));
    assertThat(target.code()).isEqualTo(Code.INFEASIBLE);
    assertThat(target.argument()).isEqualTo("target");
  }

  private InvalidData refuses(String argument, int row, Constraints constraints) {
    InvalidData error =
        catchThrowableOfType(
            InvalidData.class, () -> MeanVariance.minimumVariance(covariance, constraints));
    assertThat(error.code()).isEqualTo(Code.INFEASIBLE);
    assertThat(error.argument()).isEqualTo(argument);
    if (row < 0) {
      assertThat(error.row()).isEmpty();
    }
    return error;
  }

  @Test
  void refusesWhatIsNoProblem() {
    double[] lossy = new double[12];
    Arrays.fill(lossy, -0.01);
    assertThat(
            catchThrowableOfType(
                    InvalidData.class, () -> MeanVariance.maximumSharpe(covariance, lossy, 0, LONG))
                .argument())
        .isEqualTo("mean");
    lossy[3] = Double.NaN;
    InvalidData nan =
        catchThrowableOfType(
            InvalidData.class, () -> MeanVariance.maximumSharpe(covariance, lossy, 0, LONG));
    assertThat(nan.row()).hasValue(3);
    assertThat(
            catchThrowableOfType(
                    InvalidData.class, () -> MeanVariance.maximumUtility(covariance, mean, 0, LONG))
                .argument())
        .isEqualTo("riskAversion");
    assertThat(
            catchThrowableOfType(
                    InvalidData.class,
                    () -> MeanVariance.minimumVariance(covariance, LONG.costing(current, 0.001)))
                .argument())
        .isEqualTo("cost");
    assertThat(
            catchThrowableOfType(
                    InvalidData.class,
                    () ->
                        MeanVariance.minimumVariance(
                            covariance, LONG.with(new Group("g", List.of(12), 0, 1))))
                .argument())
        .isEqualTo("groups");
    CovarianceMatrix indefinite =
        CovarianceMatrix.of(new double[][] {{1, .9, -.9}, {.9, 1, .9}, {-.9, .9, 1}});
    assertThat(
            catchThrowableOfType(
                    InvalidData.class, () -> MeanVariance.minimumVariance(indefinite, LONG))
                .code())
        .isEqualTo(Code.SINGULAR);
  }

  @Test
  void oneAssetIsHeldWhole() {
    CovarianceMatrix one = CovarianceMatrix.of(new double[][] {{0.04}});
    assertThat(MeanVariance.minimumVariance(one, LONG).weights()).containsExactly(1);
    assertThat(MeanVariance.maximumSharpe(one, new double[] {0.1}, 0.02, LONG).objective())
        .isCloseTo(0.4, within(1e-12));
  }

  @Test
  void theInteriorPointAgreesWithPivoting() {
    for (Constraints constraints :
        List.of(
            LONG.bounded(0, 0.25),
            LONG.bounded(0, 0.25).costing(current, 0.0005),
            LONG.bounded(0, 0.25).from(current, 0.4),
            LONG.with(new Group("first", List.of(0, 1, 2), 0.4, 0.5)))) {
      double[][] quadratic = covariance.rows();
      for (double[] row : quadratic) {
        for (int j = 0; j < row.length; j++) {
          row[j] *= 1e4;
        }
      }
      double[] gain = new double[12];
      for (int i = 0; i < 12; i++) {
        gain[i] = 2e3 * mean[i];
      }
      QuadraticProgram program = new QuadraticProgram(quadratic, gain, 2e3, constraints.over(12));
      double[] exact = program.solve(Optional.empty()).weights();
      assertThat(InteriorPoint.solve(program)).containsExactly(exact, within(1e-6));
    }
  }

  private static void keeps(Constraints constraints, Optimum optimum) {
    double[] weights = optimum.weights();
    assertThat(Arrays.stream(weights).sum()).isCloseTo(1, within(1e-9));
    assertThat(constraints.over(weights.length).violation(weights)).isLessThan(1e-8);
    assertThat(optimum.objective()).isFinite();
    assertThat(optimum.deviation()).isFinite();
  }

  private static double[][] returns(Random random, int periods, int assets) {
    double[][] returns = new double[periods][assets];
    for (double[] row : returns) {
      double market = 0.01 * random.nextGaussian();
      for (int j = 0; j < assets; j++) {
        row[j] = 0.0005 + market * (1 + 0.05 * j) + 0.01 * random.nextGaussian();
      }
    }
    return returns;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
