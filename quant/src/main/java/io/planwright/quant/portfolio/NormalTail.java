package io.planwright.quant.portfolio;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The tail of a portfolio whose return is normal; there the portfolio of least variance at a mean
 * is that of least shortfall too (Rockafellar and Uryasev 2000, doi:10.21314/JOR.2000.038).
 *
 * @param valueAtRisk the loss that is exceeded with probability {@code 1 − level}; a fraction
 * @param shortfall the mean loss beyond it
 */
public record NormalTail(double valueAtRisk, double shortfall) {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /**
   * @param mean return
   * @param deviation of the return, 0 or more
   * @param level 0 to 1, as 0.95
   * @throws InvalidData where an argument is not such
   */
  public static NormalTail of(double mean, double deviation, double level) {
    Require.finite("mean", new double[] {mean}, 1);
    Require.within("deviation", deviation, 0, Double.MAX_VALUE);
    Require.between("level", level, 0, 1);
    double quantile = NORMAL.inverseCumulativeProbability(level);
    return new NormalTail(
        quantile * deviation - mean, NORMAL.density(quantile) / (1 - level) * deviation - mean);
  }
}
