package io.planwright.quant.overfit;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.planwright.quant.method.Method;
import java.util.List;
import java.util.Optional;

/** The methods of this package by name. */
public final class OverfitMethods {
  private OverfitMethods() {}

  /**
   * @param ratio Sharpe ratio per period
   * @param periods returns that it was taken of
   * @param skewness of the returns, 0 where absent
   * @param kurtosis of the returns, 3 where absent
   * @param benchmark Sharpe ratio per period, 0 where absent
   */
  public record OfProbability(
      double ratio,
      int periods,
      @JsonProperty(defaultValue = "0.0") Optional<Double> skewness,
      @JsonProperty(defaultValue = "3.0") Optional<Double> kurtosis,
      @JsonProperty(defaultValue = "0.0") Optional<Double> benchmark) {}

  /**
   * @param trials independent strategies that were tried
   * @param variance of the trials' Sharpe ratios per period, 1 where absent
   */
  public record OfMaximum(
      double trials, @JsonProperty(defaultValue = "1.0") Optional<Double> variance) {}

  /**
   * @param ratio Sharpe ratio per period
   * @param periods returns that it was taken of
   * @param trials independent strategies that were tried
   * @param variance of the trials' Sharpe ratios per period
   * @param skewness of the returns, 0 where absent
   * @param kurtosis of the returns, 3 where absent
   */
  public record OfDeflated(
      double ratio,
      int periods,
      double trials,
      double variance,
      @JsonProperty(defaultValue = "0.0") Optional<Double> skewness,
      @JsonProperty(defaultValue = "3.0") Optional<Double> kurtosis) {}

  /**
   * @param ratio Sharpe ratio per period
   * @param benchmark Sharpe ratio per period, below it
   * @param probability 0.95 where absent
   * @param skewness of the returns, 0 where absent
   * @param kurtosis of the returns, 3 where absent
   */
  public record OfTrackRecord(
      double ratio,
      double benchmark,
      @JsonProperty(defaultValue = "0.95") Optional<Double> probability,
      @JsonProperty(defaultValue = "0.0") Optional<Double> skewness,
      @JsonProperty(defaultValue = "3.0") Optional<Double> kurtosis) {}

  /**
   * @param trials independent strategies that were tried
   * @param annualRatio annualised Sharpe ratio
   */
  public record OfBacktestLength(double trials, double annualRatio) {}

  /**
   * @param returns by row of time and strategy, as fractions
   * @param blocks an even number, 16 where absent
   */
  public record OfOverfitting(
      double[][] returns, @JsonProperty(defaultValue = "16") Optional<Integer> blocks) {}

  /**
   * @param folds 2 or more
   * @param testFolds 1 to folds − 1
   * @param purge rows, 0 where absent
   * @param embargo rows, 0 where absent
   * @param rows of the data; without it only splits and paths are counted
   */
  public record OfFolds(
      int folds,
      int testFolds,
      @JsonProperty(defaultValue = "0") Optional<Integer> purge,
      @JsonProperty(defaultValue = "0") Optional<Integer> embargo,
      @JsonProperty(defaultValue = "only splits and paths are counted") Optional<Integer> rows) {}

  /**
   * @param splits models to be trained
   * @param paths through the whole time
   * @param rows of each split, empty where the number of rows was not given
   */
  public record Folds(int splits, int paths, List<CombinatorialPurged.Split> rows) {}

  /**
   * @param full the signal on all rows
   * @param truncated the signal computed on fewer first rows
   * @param tolerance relative, 1e-9 where absent
   */
  public record OfLookAhead(
      double[] full,
      List<LookAhead.Truncated> truncated,
      @JsonProperty(defaultValue = "1e-9") Optional<Double> tolerance) {}

  /**
   * @param expectedMaximum of so many standard normal numbers
   * @param threshold Sharpe ratio per period that the best trial without skill is expected to show
   */
  public record Best(double expectedMaximum, double threshold) {}

  public static List<Method<?>> all() {
    return List.of(
        new Method<>(
            "probabilistic-sharpe",
            List.of("psr_SREF"),
            "The probability that the true Sharpe ratio per period is above a benchmark.",
            OfProbability.class,
            q ->
                new TrackRecord(
                        q.ratio(), q.periods(), q.skewness().orElse(0.0), q.kurtosis().orElse(3.0))
                    .probabilityAbove(q.benchmark().orElse(0.0))),
        new Method<>(
            "expected-maximum-sharpe",
            List.of("emax_100", "sr0_DSR"),
            "What the best of many trials without skill is expected to show, as a Sharpe ratio per period.",
            OfMaximum.class,
            q ->
                new Best(
                    TrackRecord.expectedMaximum(q.trials()),
                    TrackRecord.expectedBest(q.trials(), q.variance().orElse(1.0)))),
        new Method<>(
            "deflated-sharpe",
            List.of("dsr_paper", "dsr_paper_N46", "dsr_paper_N88"),
            "The probability that the true Sharpe ratio is above what the best of many trials without skill shows.",
            OfDeflated.class,
            q ->
                new TrackRecord(
                        q.ratio(), q.periods(), q.skewness().orElse(0.0), q.kurtosis().orElse(3.0))
                    .deflated(q.trials(), q.variance())),
        new Method<>(
            "minimum-track-record",
            List.of("minTRL_years"),
            "The periods after which a Sharpe ratio per period is above a benchmark with a probability.",
            OfTrackRecord.class,
            q ->
                new TrackRecord(q.ratio(), 2, q.skewness().orElse(0.0), q.kurtosis().orElse(3.0))
                    .minimumLength(q.benchmark(), q.probability().orElse(0.95))),
        new Method<>(
            "minimum-backtest-length",
            List.of("minBTL_years_N45_SR1"),
            "The years below which the best of many strategies without skill shows an annualised Sharpe ratio.",
            OfBacktestLength.class,
            q -> TrackRecord.minimumBacktestYears(q.trials(), q.annualRatio())),
        new Method<>(
            "backtest-overfitting",
            List.of("pbo_Y_S8", "pbo_Y_S6", "Y_def"),
            "The probability that the best strategy in the sample is not above the median out of it.",
            OfOverfitting.class,
            q -> BacktestOverfitting.of(q.returns(), q.blocks().orElse(16))),
        new Method<>(
            "combinatorial-purged",
            List.of("cpcv_6_2", "cpcv_10_2", "cpcv_10_8"),
            "Splits and paths of combinatorial purged cross-validation, with the rows of each split.",
            OfFolds.class,
            OverfitMethods::folds),
        new Method<>(
            "look-ahead",
            List.of(),
            "Whether a signal that was computed on fewer rows differs from what it was on all, so that it looked ahead.",
            OfLookAhead.class,
            q -> LookAhead.compare(q.full(), q.truncated(), q.tolerance().orElse(1e-9))));
  }

  private static Folds folds(OfFolds asked) {
    CombinatorialPurged folds =
        new CombinatorialPurged(
            asked.folds(), asked.testFolds(), asked.purge().orElse(0), asked.embargo().orElse(0));
    return new Folds(
        folds.splitCount(), folds.pathCount(), asked.rows().map(folds::splits).orElse(List.of()));
  }
}
