package io.planwright.quant.overfit;

import static io.planwright.quant.InvalidData.Code.OUT_OF_RANGE;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import io.planwright.quant.performance.Moments;
import io.planwright.quant.performance.Returns;
import io.planwright.quant.performance.Sharpe;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * What a Sharpe ratio is worth as evidence. All ratios are per period, not annualised.
 *
 * @param ratio Sharpe ratio per period
 * @param periods returns that it was taken of
 * @param skewness of the returns
 * @param kurtosis of the returns, 3 for a normal distribution
 */
public record TrackRecord(double ratio, int periods, double skewness, double kurtosis) {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final double EULER_MASCHERONI = 0.57721566490153286;

  /**
   * The best of many trials without skill, and what is left of a result beyond it.
   *
   * @param expectedMaximum of so many standard normal numbers
   * @param threshold Sharpe ratio per period that the best trial without skill is expected to show
   * @param probability that the true ratio is above the threshold
   */
  public record Deflated(double expectedMaximum, double threshold, double probability) {}

  /**
   * @throws InvalidData where there are fewer than two periods, or no distribution has such moments
   */
  public TrackRecord {
    Sharpe.standardError(ratio, periods, skewness, kurtosis);
  }

  /**
   * @param returns simple returns per period, as fractions
   * @throws InvalidData where returns are fewer than two, not finite, below −1, or all the same
   */
  public static TrackRecord of(double[] returns) {
    Returns.require("returns", returns, 2);
    Moments moments = Moments.of("returns", returns);
    return new TrackRecord(
        moments.mean() / moments.deviation(),
        moments.count(),
        moments.skewness(),
        moments.excessKurtosis() + 3);
  }

  /**
   * The probability that the true ratio is above a benchmark (Bailey and López de Prado 2012,
   * doi:10.21314/JOR.2012.255).
   *
   * @param benchmark Sharpe ratio per period
   */
  public double probabilityAbove(double benchmark) {
    Require.within("benchmark", benchmark, -1e100, 1e100);
    double error = Sharpe.standardError(ratio, periods, skewness, kurtosis);
    if (error == 0) {
      return ratio > benchmark ? 1 : ratio < benchmark ? 0 : 0.5;
    }
    return NORMAL.cumulativeProbability((ratio - benchmark) / error);
  }

  /**
   * The deflated Sharpe ratio (Bailey and López de Prado 2014, doi:10.3905/jpm.2014.40.5.094).
   *
   * @param trials independent strategies that were tried
   * @param variance of the trials' Sharpe ratios per period
   */
  public Deflated deflated(double trials, double variance) {
    double threshold = expectedBest(trials, variance);
    return new Deflated(expectedMaximum(trials), threshold, probabilityAbove(threshold));
  }

  /**
   * The least number of periods after which a ratio like this one is above the benchmark with the
   * probability (the minimum track record length, Bailey and López de Prado 2012).
   *
   * @param benchmark Sharpe ratio per period, below this one
   * @param probability 0.5 to 1
   * @return periods, not rounded
   * @throws InvalidData where the benchmark is not below this ratio: then no length is enough
   */
  public double minimumLength(double benchmark, double probability) {
    Require.within("benchmark", benchmark, -1e100, 1e100);
    Require.between("probability", probability, 0.5, 1);
    if (!(benchmark < ratio)) {
      throw InvalidData.of(OUT_OF_RANGE, "benchmark", "less than the ratio " + ratio, benchmark);
    }
    double scatter = 1 - skewness * ratio + (kurtosis - 1) / 4 * ratio * ratio;
    double z = NORMAL.inverseCumulativeProbability(probability) / (ratio - benchmark);
    double length = 1 + Math.max(0, scatter) * z * z;
    if (!Double.isFinite(length)) {
      throw InvalidData.of(
          OUT_OF_RANGE, "benchmark", "further below the ratio " + ratio, benchmark);
    }
    return length;
  }

  /**
   * What the largest of so many independent standard normal numbers is about, by extreme value
   * theory.
   *
   * @param trials 2 to 1e15
   */
  public static double expectedMaximum(double trials) {
    Require.within("trials", trials, 2, 1e15);
    return (1 - EULER_MASCHERONI) * NORMAL.inverseSurvivalProbability(1 / trials)
        + EULER_MASCHERONI * NORMAL.inverseSurvivalProbability(1 / (trials * Math.E));
  }

  /**
   * The Sharpe ratio per period that the best of so many trials without skill is expected to show.
   *
   * @param variance of the trials' Sharpe ratios per period
   */
  public static double expectedBest(double trials, double variance) {
    Require.within("variance", variance, 0, 1e100);
    return Math.sqrt(variance) * expectedMaximum(trials);
  }

  /**
   * The years of a backtest below which the best of so many strategies without skill is expected to
   * show the annualised ratio (the minimum backtest length, Bailey, Borwein, López de Prado and Zhu
   * 2014, doi:10.1090/noti1105).
   *
   * @param trials independent strategies that were tried
   * @param annualRatio annualised Sharpe ratio, above 0
   */
  public static double minimumBacktestYears(double trials, double annualRatio) {
    Require.within("annualRatio", annualRatio, 1e-9, 1e9);
    double ratio = expectedMaximum(trials) / annualRatio;
    return ratio * ratio;
  }
}
