package io.planwright.quant.drift;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.apache.commons.statistics.inference.PValueMethod;

/**
 * Whether two samples of numbers come from one distribution, by the largest distance of their
 * shares below a value (Smirnov 1939); {@code scipy.stats.ks_2samp}. With equal values the p-value
 * is too large rather than too small.
 *
 * @param d the largest distance, 0 to 1
 * @param p two-sided
 * @param exact whether p counts all ways to mix the samples; else it is the limit's for many rows
 */
public record KolmogorovSmirnov(double d, double p, boolean exact) {
  /** Samples whose sizes multiply to no more are counted exactly. */
  public static final long MOST_EXACT = 4_000_000;

  /**
   * @throws InvalidData where a sample has fewer than 2 values, or one is not finite
   */
  public static KolmogorovSmirnov of(double[] expected, double[] actual) {
    Require.finite("expected", expected, 2);
    Require.finite("actual", actual, 2);
    boolean exact = (long) expected.length * actual.length <= MOST_EXACT;
    KolmogorovSmirnovTest.TwoResult result =
        KolmogorovSmirnovTest.withDefaults()
            .with(exact ? PValueMethod.EXACT : PValueMethod.ASYMPTOTIC)
            .test(expected, actual);
    return new KolmogorovSmirnov(
        result.getStatistic(), Math.min(1, Math.max(0, result.getPValue())), exact);
  }
}
