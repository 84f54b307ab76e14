package io.planwright.quant.risk;

import io.planwright.quant.Require;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The expansion of Cornish and Fisher (1938, doi:10.2307/1400905): a quantile from the normal one,
 * skewness and excess kurtosis. It is only a quantile function, rising in the probability, for
 * moderate pairs of both; where, is told by Maillard (2012, doi:10.2139/ssrn.1997178).
 *
 * @param skewness coefficient of the expansion
 * @param excessKurtosis coefficient of the expansion, 0 for a normal distribution
 */
public record CornishFisher(double skewness, double excessKurtosis) {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /**
   * @throws io.planwright.quant.InvalidData where a coefficient is not within ±1e6
   */
  public CornishFisher {
    Require.within("skewness", skewness, -1e6, 1e6);
    Require.within("excessKurtosis", excessKurtosis, -1e6, 1e6);
  }

  /**
   * Whether the expansion rises everywhere: {@code S²/9 − 4 (K/8 − S²/6) (1 − K/8 + 5 S²/36) ≤ 0}
   * and {@code |S| ≤ 6 (√2 − 1)}. A sample whose tails are thinner than a normal distribution's is
   * outside.
   */
  public boolean inDomain() {
    double s2 = skewness * skewness;
    return Math.abs(skewness) <= 6 * (Math.sqrt(2) - 1)
        && s2 / 9 - 4 * (excessKurtosis / 8 - s2 / 6) * (1 - excessKurtosis / 8 + 5 * s2 / 36) <= 0;
  }

  /**
   * The quantile in standard deviations from the mean, also outside of the domain.
   *
   * @param p 0 to 1, exclusive
   */
  public double quantile(double p) {
    Require.between("p", p, 0, 1);
    double z = NORMAL.inverseCumulativeProbability(p);
    double z2 = z * z;
    return z
        + (z2 - 1) * skewness / 6
        + (z2 - 3) * z * excessKurtosis / 24
        - (2 * z2 - 5) * z * skewness * skewness / 36;
  }

  /**
   * The mean of the quantiles below that of p, by their integral.
   *
   * @param p 0 to 1, exclusive
   */
  public double meanBelow(double p) {
    Require.between("p", p, 0, 1);
    double z = NORMAL.inverseCumulativeProbability(p);
    double z2 = z * z;
    return -NORMAL.density(z)
        / p
        * (1
            + z * skewness / 6
            + (z2 - 1) * excessKurtosis / 24
            - (2 * z2 - 1) * skewness * skewness / 36);
  }
}
