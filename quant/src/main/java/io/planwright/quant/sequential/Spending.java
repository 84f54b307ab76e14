package io.planwright.quant.sequential;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How much of alpha may be spent up to a share of the planned information (Lan and DeMets 1983,
 * doi:10.1093/biomet/70.3.659).
 */
public enum Spending {
  /** Little at first: {@code 2 − 2 Φ(z(1 − α/2)/√t)}. */
  OBRIEN_FLEMING,
  /** Nearly evenly: {@code α ln(1 + (e − 1) t)}. */
  POCOCK,
  /** {@code α t}. */
  LINEAR;

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /**
   * @param alpha in all
   * @param fraction of the planned information, above 0; from 1 on all is spent
   */
  public double spent(double alpha, double fraction) {
    double t = Math.min(1, fraction);
    return switch (this) {
      case OBRIEN_FLEMING ->
          2
              * NORMAL.survivalProbability(
                  NORMAL.inverseSurvivalProbability(alpha / 2) / Math.sqrt(t));
      case POCOCK -> alpha * StrictMath.log1p((Math.E - 1) * t);
      case LINEAR -> alpha * t;
    };
  }
}
