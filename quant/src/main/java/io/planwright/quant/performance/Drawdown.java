package io.planwright.quant.performance;

import java.util.Optional;

/**
 * The deepest fall of wealth from a peak, and the longest time below one. Wealth starts at 1 before
 * the first return, which may be the peak.
 *
 * @param depth loss from the peak, as a fraction of it; 0 where wealth never fell
 * @param peak returns until the peak, 0 for the start
 * @param trough returns until the lowest point
 * @param recovery returns until the peak was reached again; empty where it was not, or nothing fell
 * @param longest most returns in succession with wealth below an earlier peak
 */
public record Drawdown(
    double depth, int peak, int trough, Optional<Integer> recovery, int longest) {

  /**
   * @param returns simple returns per period, as fractions
   * @throws io.planwright.quant.InvalidData where there is none, or one is not finite or below −1
   */
  public static Drawdown of(double[] returns) {
    Returns.require("returns", returns, 1);
    double fromPeak = 1;
    double deepest = 1;
    int peak = 0;
    int deepestPeak = 0;
    int trough = 0;
    int longest = 0;
    int recovery = -1;
    for (int t = 0; t < returns.length; t++) {
      // Wealth as a share of the peak, so that it never overflows.
      fromPeak *= 1 + returns[t];
      if (fromPeak >= 1) {
        fromPeak = 1;
        if (deepestPeak == peak && recovery < 0 && deepest < 1) {
          recovery = t + 1;
        }
        peak = t + 1;
      } else {
        longest = Math.max(longest, t + 1 - peak);
        if (fromPeak < deepest) {
          deepest = fromPeak;
          deepestPeak = peak;
          trough = t + 1;
          recovery = -1;
        }
      }
    }
    return new Drawdown(
        1 - deepest,
        deepestPeak,
        trough,
        recovery < 0 ? Optional.empty() : Optional.of(recovery),
        longest);
  }
}
