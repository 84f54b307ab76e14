package io.planwright.quant.performance;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The Sharpe ratio of one period, not annualised, with what is known of its error.
 *
 * @param ratio mean excess return over standard deviation (n − 1), per period
 * @param annualised the ratio times the root of periods per year
 * @param standardError of the ratio, per period, from skewness and kurtosis of the returns (Mertens
 *     2002; Bailey and López de Prado 2012, doi:10.21314/JOR.2012.255)
 * @param normalStandardError of the ratio, per period, were the returns normal and independent (Lo
 *     2002, doi:10.2469/faj.v58.n4.2453)
 * @param low of the interval of the ratio, per period, at the asked confidence
 * @param high of the interval
 * @param periods returns that it was taken of
 * @param skewness of the returns
 * @param excessKurtosis of the returns
 */
public record Sharpe(
    double ratio,
    double annualised,
    double standardError,
    double normalStandardError,
    double low,
    double high,
    int periods,
    double skewness,
    double excessKurtosis) {

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /**
   * @param returns simple returns per period, as fractions
   * @param riskFree return without risk per period, as a fraction
   * @param periodsPerYear such as 252 for trading days
   * @param confidence of the interval, 0 to 1
   * @throws InvalidData where returns are fewer than two, not finite, below −1, or all the same
   */
  public static Sharpe of(
      double[] returns, double riskFree, double periodsPerYear, double confidence) {
    Returns.require("returns", returns, 2);
    Require.within("riskFree", riskFree, -1, Returns.LARGEST);
    Require.positive("periodsPerYear", periodsPerYear);
    Require.between("confidence", confidence, 0, 1);
    return of(Moments.of("returns", returns), riskFree, periodsPerYear, confidence);
  }

  static Sharpe of(Moments moments, double riskFree, double periodsPerYear, double confidence) {
    double ratio = (moments.mean() - riskFree) / moments.deviation();
    if (!(Math.abs(ratio) <= 1e100)) {
      throw InvalidData.of(InvalidData.Code.CONSTANT, "returns", "returns that vary", ratio);
    }
    int n = moments.count();
    double error = standardError(ratio, n, moments.skewness(), moments.excessKurtosis() + 3);
    double half = -NORMAL.inverseCumulativeProbability((1 - confidence) / 2) * error;
    return new Sharpe(
        ratio,
        ratio * Math.sqrt(periodsPerYear),
        error,
        normalStandardError(ratio, n),
        ratio - half,
        ratio + half,
        n,
        moments.skewness(),
        moments.excessKurtosis());
  }

  /**
   * {@code √((1 + ratio²/2) / periods)}.
   *
   * @param ratio per period
   * @throws InvalidData where there is no period
   */
  public static double normalStandardError(double ratio, int periods) {
    Require.within("ratio", ratio, -1e100, 1e100);
    Require.atLeast("periods", periods, 1);
    return Math.sqrt((1 + 0.5 * ratio * ratio) / periods);
  }

  /**
   * {@code √((1 − skewness·ratio + (kurtosis − 1)/4·ratio²) / (periods − 1))}.
   *
   * @param ratio per period
   * @param kurtosis 3 for a normal distribution
   * @throws InvalidData where there are fewer than two periods, or no distribution has such
   *     moments: kurtosis is at least {@code 1 + skewness²}
   */
  public static double standardError(double ratio, int periods, double skewness, double kurtosis) {
    Require.within("ratio", ratio, -1e100, 1e100);
    Require.atLeast("periods", periods, 2);
    Require.within("skewness", skewness, -1e100, 1e100);
    // Two values that occur equally often lie on the bound itself, so rounding is allowed for.
    Require.within("kurtosis", kurtosis, (1 + skewness * skewness) * (1 - 1e-9), Double.MAX_VALUE);
    double scatter = 1 - skewness * ratio + (kurtosis - 1) / 4 * ratio * ratio;
    return Math.sqrt(Math.max(0, scatter) / (periods - 1));
  }
}
