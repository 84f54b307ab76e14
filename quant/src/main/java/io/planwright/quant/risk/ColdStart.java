package io.planwright.quant.risk;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import io.planwright.quant.performance.Returns;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Tail risk where there are no or few data: an assumption about the volatility of the asset class,
 * which counts as so many observations and gives way as data come (the conjugate prior of a normal
 * variance, Gelman et al., Bayesian Data Analysis, 2013, section 2.6; the forecast is Student's).
 * It is never 0, also not where all data are 0.
 *
 * @param risk whose method says that an assumption is in it
 * @param assetClass that was assumed
 * @param annualVolatility of the class that was assumed, as a fraction
 * @param volatility per period, assumption and data together, as a fraction
 * @param priorWeight share of the assumption in the variance, 1 without data
 * @param low of the value at risk by what is not known of the volatility, 90 % interval
 * @param high of the interval
 */
public record ColdStart(
    TailRisk risk,
    AssetClass assetClass,
    double annualVolatility,
    double volatility,
    double priorWeight,
    double low,
    double high) {

  /** Observations that the assumption counts as. */
  public static final double PRIOR_OBSERVATIONS = 10;

  /** A kind of asset with the volatility that is assumed of it: a setting, not an estimate. */
  public enum AssetClass {
    CASH(0.01),
    GOVERNMENT_BOND(0.07),
    CORPORATE_BOND(0.09),
    CURRENCY(0.10),
    EQUITY_INDEX(0.20),
    REAL_ESTATE(0.22),
    COMMODITY(0.30),
    EQUITY(0.40),
    CRYPTO(0.90);

    private final double annualVolatility;

    AssetClass(double annualVolatility) {
      this.annualVolatility = annualVolatility;
    }

    /** Standard deviation of a year's return, as a fraction. */
    public double annualVolatility() {
      return annualVolatility;
    }
  }

  /**
   * With the class's volatility and {@link #PRIOR_OBSERVATIONS}.
   *
   * @param returns per period, as fractions; may be empty
   */
  public static ColdStart of(
      AssetClass assetClass, double[] returns, double periodsPerYear, double confidence) {
    return of(
        assetClass,
        assetClass.annualVolatility(),
        PRIOR_OBSERVATIONS,
        returns,
        periodsPerYear,
        confidence);
  }

  /**
   * @param annualVolatility assumed, as a fraction
   * @param priorObservations that the assumption counts as, 3 to 1,000,000
   * @param returns per period, as fractions; may be empty
   * @param periodsPerYear such as 252 for trading days
   * @throws InvalidData where a number is not finite or out of range
   */
  public static ColdStart of(
      AssetClass assetClass,
      double annualVolatility,
      double priorObservations,
      double[] returns,
      double periodsPerYear,
      double confidence) {
    Require.within("annualVolatility", annualVolatility, 1e-6, 1e6);
    Require.within("priorObservations", priorObservations, 3, 1_000_000);
    Require.within("periodsPerYear", periodsPerYear, 1e-3, 1e9);
    Require.between("confidence", confidence, 0.5, 1);
    Returns.require("returns", returns, 0);
    int n = returns.length;
    double squares = 0;
    for (double value : returns) {
      squares += value * value;
    }
    double freedom = priorObservations + n;
    double assumed = annualVolatility * annualVolatility / periodsPerYear;
    // Student's variance is its squared scale times ν / (ν − 2).
    double prior = assumed * (priorObservations - 2);
    double scale = Math.sqrt((prior + squares) / freedom);
    TDistribution student = TDistribution.of(freedom);
    double t = student.inverseSurvivalProbability(1 - confidence);
    double valueAtRisk = scale * t;
    double shortfall =
        scale * student.density(t) / (1 - confidence) * (freedom + t * t) / (freedom - 1);
    ChiSquaredDistribution chi = ChiSquaredDistribution.of(freedom);
    double priorWeight = priorObservations / freedom;
    String because =
        n == 0
            ? "no data: volatility of the asset class %s is assumed".formatted(assetClass)
            : "%d observations beside an assumption about %s worth %s"
                .formatted(n, assetClass, priorObservations);
    return new ColdStart(
        new TailRisk(
            n == 0 ? TailRisk.Method.PRIOR : TailRisk.Method.PRIOR_AND_DATA,
            confidence,
            valueAtRisk,
            Math.max(valueAtRisk, shortfall),
            n,
            n * (1 - confidence),
            because),
        assetClass,
        annualVolatility,
        scale * Math.sqrt(freedom / (freedom - 2)),
        priorWeight,
        valueAtRisk * Math.sqrt(freedom / chi.inverseSurvivalProbability(0.05)),
        valueAtRisk * Math.sqrt(freedom / chi.inverseCumulativeProbability(0.05)));
  }
}
