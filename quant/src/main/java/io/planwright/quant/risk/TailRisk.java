package io.planwright.quant.risk;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import io.planwright.quant.performance.Moments;
import io.planwright.quant.performance.Quantile;
import io.planwright.quant.performance.Returns;
import io.planwright.quant.volatility.Garch;
import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Value at risk and expected shortfall of one period: losses, above 0, in the unit of the returns.
 * Both rise with the confidence, and the shortfall is never less than the value at risk.
 *
 * @param method that gave the numbers, which is another than was asked where that one does not fit
 * @param confidence such as 0.99
 * @param valueAtRisk loss that is exceeded with probability {@code 1 − confidence}; below 0 where
 *     even that is a gain
 * @param expectedShortfall mean loss in that worst share of cases (Acerbi and Tasche 2002,
 *     doi:10.1016/S0378-4266(02)00283-2)
 * @param observations that it was taken of
 * @param tailObservations of them in the worst share: below 1 the number rests on the method more
 *     than on the data
 * @param because why this method
 */
public record TailRisk(
    Method method,
    double confidence,
    double valueAtRisk,
    double expectedShortfall,
    int observations,
    double tailObservations,
    String because) {

  /** Where numbers come from. */
  public enum Method {
    /** Quantile of type 7 (linear) of the returns, and mean of the worst share of them. */
    HISTORICAL,
    /** Normal distribution with the mean and the population deviation of the returns. */
    GAUSSIAN,
    /** Normal quantile corrected by skewness and kurtosis. */
    CORNISH_FISHER,
    /** Historical, of returns over their GARCH deviation, times the deviation to come. */
    FILTERED_HISTORICAL,
    /** An assumption about the asset class; there are no data. */
    PRIOR,
    /** An assumption about the asset class and the data, each by its weight. */
    PRIOR_AND_DATA
  }

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /**
   * @param method one that needs data only
   * @param returns per period, in the order of time, as fractions or in currency
   * @throws InvalidData where the method is a prior, or it refuses the returns
   */
  public static TailRisk of(Method method, double[] returns, double confidence) {
    return switch (method) {
      case HISTORICAL -> historical(returns, confidence);
      case GAUSSIAN -> gaussian(returns, confidence);
      case CORNISH_FISHER -> cornishFisher(returns, confidence);
      case FILTERED_HISTORICAL -> filteredHistorical(returns, confidence);
      case PRIOR, PRIOR_AND_DATA ->
          throw InvalidData.of(
              InvalidData.Code.OUT_OF_RANGE, "method", "one without an asset class", method);
    };
  }

  /**
   * @param returns per period, as fractions or in currency
   * @throws InvalidData where a return is not finite, all are the same, as prices that went stale
   *     are, or there are fewer than two
   */
  public static TailRisk historical(double[] returns, double confidence) {
    requireSample(returns, confidence);
    return historical(returns, confidence, "as asked");
  }

  private static TailRisk historical(double[] returns, double confidence, String because) {
    double[] sorted = returns.clone();
    Arrays.sort(sorted);
    return new TailRisk(
        Method.HISTORICAL,
        confidence,
        -Quantile.ofSorted(sorted, 1 - confidence),
        -meanOfWorst(sorted, 1 - confidence),
        returns.length,
        returns.length * (1 - confidence),
        because);
  }

  /** Of values in ascending order: the mean of the first share, the last of them by its part. */
  static double meanOfWorst(double[] sorted, double share) {
    double count = sorted.length * share;
    int whole = Math.min((int) count, sorted.length);
    double sum = whole < sorted.length ? (count - whole) * sorted[whole] : 0;
    for (int i = 0; i < whole; i++) {
      sum += sorted[i];
    }
    // Rounding must not carry a mean beyond the values.
    return Math.clamp(sum / count, sorted[0], Quantile.ofSorted(sorted, share));
  }

  /**
   * @param returns per period, as fractions or in currency
   * @throws InvalidData as {@link #historical}
   */
  public static TailRisk gaussian(double[] returns, double confidence) {
    requireSample(returns, confidence);
    Moments moments = Moments.of("returns", returns);
    double z = NORMAL.inverseCumulativeProbability(1 - confidence);
    return new TailRisk(
        Method.GAUSSIAN,
        confidence,
        -(moments.mean() + z * moments.populationDeviation()),
        -moments.mean() + normalShortfallFactor(confidence) * moments.populationDeviation(),
        returns.length,
        returns.length * (1 - confidence),
        "as asked");
  }

  /**
   * The expected shortfall of a standard normal loss: {@code φ(z) / (1 − confidence)}.
   *
   * @param confidence 0 to 1, exclusive
   */
  public static double normalShortfallFactor(double confidence) {
    Require.between("confidence", confidence, 0, 1);
    double z = NORMAL.inverseCumulativeProbability(1 - confidence);
    return NORMAL.density(z) / (1 - confidence);
  }

  /**
   * By the expansion of Cornish and Fisher where skewness and kurtosis of the returns lie in its
   * domain, else historical.
   *
   * @param returns per period, as fractions or in currency
   * @throws InvalidData as {@link #historical}
   */
  public static TailRisk cornishFisher(double[] returns, double confidence) {
    requireSample(returns, confidence);
    Moments moments = Moments.of("returns", returns);
    CornishFisher expansion = new CornishFisher(moments.skewness(), moments.excessKurtosis());
    if (!expansion.inDomain()) {
      return historical(
          returns,
          confidence,
          "skewness %s and excess kurtosis %s are outside of the domain of Cornish-Fisher"
              .formatted(moments.skewness(), moments.excessKurtosis()));
    }
    double quantile = expansion.quantile(1 - confidence);
    return new TailRisk(
        Method.CORNISH_FISHER,
        confidence,
        -(moments.mean() + quantile * moments.populationDeviation()),
        -(moments.mean()
            + Math.min(quantile, expansion.meanBelow(1 - confidence))
                * moments.populationDeviation()),
        returns.length,
        returns.length * (1 - confidence),
        "skewness and excess kurtosis are inside of the domain of Cornish-Fisher");
  }

  /**
   * Historical simulation of what is left after GARCH(1,1), at the volatility of the next period
   * (Hull and White 1998, doi:10.21314/JOR.1998.001; Barone-Adesi, Giannopoulos and Vosper 1999).
   *
   * @param returns per period, in the order of time, at least {@link Garch#FEWEST_ROWS}
   * @throws InvalidData where a return is not finite, all are the same, or there are too few
   */
  public static TailRisk filteredHistorical(double[] returns, double confidence) {
    requireSample(returns, confidence);
    Require.atLeast("returns", returns.length, Garch.FEWEST_ROWS);
    Garch garch = Garch.fit(returns);
    double[] sorted = garch.standardised(returns);
    Arrays.sort(sorted);
    return new TailRisk(
        Method.FILTERED_HISTORICAL,
        confidence,
        -(garch.mean() + garch.next() * Quantile.ofSorted(sorted, 1 - confidence)),
        -(garch.mean() + garch.next() * meanOfWorst(sorted, 1 - confidence)),
        returns.length,
        returns.length * (1 - confidence),
        "volatility of the next period is %s by GARCH(1,1)".formatted(garch.next()));
  }

  static void requireSample(double[] returns, double confidence) {
    Require.between("confidence", confidence, 0.5, 1);
    Returns.requireModerate("returns", returns, 2);
    Require.varies("returns", returns);
  }
}
