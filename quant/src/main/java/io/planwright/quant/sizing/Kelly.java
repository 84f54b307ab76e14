package io.planwright.quant.sizing;

import io.planwright.quant.Require;

/**
 * The share of wealth that makes it grow fastest (Kelly 1956,
 * doi:10.1002/j.1538-7305.1956.tb03809.x). It supposes that the odds are known: with estimated ones
 * a part of it, often a half, is safer. Below 0 the bet is better taken the other way, or not.
 */
public final class Kelly {
  private Kelly() {}

  /**
   * Of a bet that is won or lost.
   *
   * @param winProbability 0 to 1
   * @param odds what is won for each unit staked, above 0; a lost bet loses the stake
   * @return the fraction of wealth to stake, {@code p − (1 − p)/b}; at most 1
   * @throws io.planwright.quant.InvalidData where an argument is not such
   */
  public static double binary(double winProbability, double odds) {
    Require.within("winProbability", winProbability, 0, 1);
    Require.positive("odds", odds);
    double fraction = winProbability - (1 - winProbability) / odds;
    return Math.max(-Double.MAX_VALUE, fraction);
  }

  /**
   * Of an asset whose returns are nearly normal (Thorp 2006, doi:10.1016/S1872-0978(06)01009-X).
   *
   * @param excess mean return above the risk-free, per period
   * @param deviation of the return, per the same period, above 0
   * @return the fraction of wealth to hold, {@code excess/deviation²}; it may be far above 1: cap
   *     it
   * @throws io.planwright.quant.InvalidData where an argument is not such, or the fraction is not
   *     finite
   */
  public static double continuous(double excess, double deviation) {
    Require.finite("excess", new double[] {excess}, 1);
    Require.positive("deviation", deviation);
    double fraction = excess / deviation / deviation;
    Require.within("excess", fraction, -Double.MAX_VALUE, Double.MAX_VALUE);
    return fraction;
  }
}
