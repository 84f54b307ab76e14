package io.planwright.quant.volatility;

import static io.planwright.quant.InvalidData.Code.OUT_OF_RANGE;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import io.planwright.quant.likelihood.Maximum;
import io.planwright.quant.performance.Moments;
import io.planwright.quant.performance.Returns;

/**
 * GARCH(1,1) with a constant mean and normal errors (Bollerslev 1986,
 * doi:10.1016/0304-4076(86)90063-1), by quasi maximum likelihood: {@code σ²[t] = ω + α ε²[t−1] + β
 * σ²[t−1]}. Before the first row {@code ε²} and {@code σ²} are the mean of the first 75 squares,
 * weighted by 0.94 to the power of their age, as in {@code arch.arch_model}.
 *
 * @param mean of the series, in its unit
 * @param omega in the unit squared, above 0
 * @param alpha weight of the last square, 0 or more
 * @param beta weight of the last variance, 0 or more; {@code α + β < 1}
 * @param logLikelihood in nats
 * @param bic Schwarz's criterion: less is better
 * @param converged false where the limit of steps came first
 * @param conditional standard deviation of each row given those before, in the unit of the series
 * @param next standard deviation of the row after the last, in the unit of the series
 */
public record Garch(
    double mean,
    double omega,
    double alpha,
    double beta,
    double logLikelihood,
    double bic,
    boolean converged,
    double[] conditional,
    double next) {

  /** Fewest rows that it is fitted to. */
  public static final int FEWEST_ROWS = 50;

  private static final double LOG_TWO_PI = StrictMath.log(2 * Math.PI);
  private static final int MOST_STEPS = 500;

  /** Largest persistence {@code α + β}. */
  private static final double MOST_PERSISTENCE = 0.99999;

  /**
   * @param series returns or changes, in any unit, in the order of time
   * @throws InvalidData where a number is not finite, all are the same, or there are fewer than
   *     {@link #FEWEST_ROWS}
   */
  public static Garch fit(double[] series) {
    Returns.requireModerate("series", series, FEWEST_ROWS);
    Moments moments = Moments.of("series", series);
    double deviation = moments.populationDeviation();
    Likelihood likelihood = new Likelihood(series, moments.mean(), deviation);
    double[] start = {0, 0, 0, 0};
    double most = Double.NEGATIVE_INFINITY;
    for (double alpha : new double[] {0.01, 0.05, 0.1, 0.2}) {
      for (double persistence : new double[] {0.5, 0.7, 0.9, 0.98}) {
        double[] tried = {
          0, StrictMath.log(1 - persistence), logit(persistence), logit(alpha / persistence)
        };
        double value = likelihood.of(tried);
        if (value > most) {
          most = value;
          start = tried;
        }
      }
    }
    Maximum best = Maximum.of(likelihood::of, start, MOST_STEPS);
    likelihood.of(best.point());
    int n = series.length;
    double logLikelihood = best.value() - n * StrictMath.log(deviation);
    double[] conditional = new double[n];
    for (int t = 0; t < n; t++) {
      conditional[t] = deviation * Math.sqrt(likelihood.variances[t]);
    }
    return new Garch(
        moments.mean() + deviation * likelihood.mean,
        deviation * deviation * likelihood.omega,
        likelihood.alpha,
        likelihood.beta,
        logLikelihood,
        4 * StrictMath.log(n) - 2 * logLikelihood,
        best.converged(),
        conditional,
        deviation * Math.sqrt(likelihood.next));
  }

  /** The standard deviation that the conditional one returns to, in the unit of the series. */
  public double longRun() {
    return Math.sqrt(omega / (1 - alpha - beta));
  }

  /**
   * Standard deviations of the rows after the last.
   *
   * @param horizon rows ahead, 1 to 100,000
   */
  public double[] forecast(int horizon) {
    Require.within("horizon", horizon, 1, 100_000);
    double[] ahead = new double[horizon];
    double variance = next * next;
    for (int h = 0; h < horizon; h++) {
      ahead[h] = Math.sqrt(variance);
      variance = omega + (alpha + beta) * variance;
    }
    return ahead;
  }

  /**
   * Each row less the mean, in its conditional standard deviations.
   *
   * @param series that it was fitted to
   */
  public double[] standardised(double[] series) {
    Require.sameLength("series", series.length, "the fitted series", conditional.length);
    double[] z = new double[series.length];
    for (int t = 0; t < z.length; t++) {
      if (!Double.isFinite(series[t])) {
        throw InvalidData.at(OUT_OF_RANGE, "series", t, "a finite number", series[t]);
      }
      z[t] = (series[t] - mean) / conditional[t];
    }
    return z;
  }

  private static double logit(double p) {
    return StrictMath.log(p / (1 - p));
  }

  /**
   * Of the series scaled to variance 1, by parameters without bounds: mean, ln ω, the logit of
   * {@code α + β}, the logit of {@code α / (α + β)}.
   */
  private static final class Likelihood {
    private final double[] scaled;
    private final double before;
    private final double[] variances;
    private double mean;
    private double omega;
    private double alpha;
    private double beta;
    private double next;

    private Likelihood(double[] series, double mean, double deviation) {
      this.scaled = new double[series.length];
      this.variances = new double[series.length];
      double sum = 0;
      double weights = 0;
      double weight = 1;
      for (int t = 0; t < series.length; t++) {
        scaled[t] = (series[t] - mean) / deviation;
        if (t < BEFORE_ROWS) {
          sum += weight * scaled[t] * scaled[t];
          weights += weight;
          weight *= BEFORE_DECAY;
        }
      }
      this.before = Math.max(1e-8, sum / weights);
    }

    private double of(double[] parameters) {
      mean = parameters[0];
      omega = StrictMath.exp(parameters[1]);
      double persistence = MOST_PERSISTENCE / (1 + StrictMath.exp(-parameters[2]));
      double share = 1 / (1 + StrictMath.exp(-parameters[3]));
      alpha = persistence * share;
      beta = persistence * (1 - share);
      if (!(omega > 1e-12) || !(omega < 1e12) || Math.abs(mean) > 1e3) {
        return Double.NaN;
      }
      double sum = 0;
      double variance = omega + (alpha + beta) * before;
      for (int t = 0; t < scaled.length; t++) {
        double e = scaled[t] - mean;
        variances[t] = variance;
        sum += StrictMath.log(variance) + e * e / variance;
        variance = omega + alpha * e * e + beta * variance;
      }
      next = variance;
      return -0.5 * (sum + scaled.length * LOG_TWO_PI);
    }
  }

  private static final int BEFORE_ROWS = 75;
  private static final double BEFORE_DECAY = 0.94;
}
