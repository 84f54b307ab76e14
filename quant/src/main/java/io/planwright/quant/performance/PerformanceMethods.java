package io.planwright.quant.performance;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.planwright.quant.method.Method;
import java.util.List;
import java.util.Optional;

/** The methods of this package by name. */
public final class PerformanceMethods {
  private PerformanceMethods() {}

  /**
   * @param returns simple returns per period, as fractions
   * @param periodsPerYear 252 where absent
   * @param riskFree return without risk per period, 0 where absent
   */
  public record OfReturns(
      double[] returns,
      @JsonProperty(defaultValue = "252.0") Optional<Double> periodsPerYear,
      @JsonProperty(defaultValue = "0.0") Optional<Double> riskFree) {}

  /**
   * @param returns simple returns per period, as fractions
   * @param periodsPerYear 252 where absent
   * @param riskFree return without risk per period, 0 where absent
   * @param confidence of the interval, 0.95 where absent
   */
  public record OfSharpe(
      double[] returns,
      @JsonProperty(defaultValue = "252.0") Optional<Double> periodsPerYear,
      @JsonProperty(defaultValue = "0.0") Optional<Double> riskFree,
      @JsonProperty(defaultValue = "0.95") Optional<Double> confidence) {}

  /**
   * @param ratio Sharpe ratio per period
   * @param periods returns that it was taken of
   */
  public record OfError(double ratio, int periods) {}

  /**
   * @param returns simple returns per period, as fractions
   */
  public record OfDrawdown(double[] returns) {}

  /**
   * @param weights by row of time and asset, as fractions of wealth
   * @param periodsPerYear 252 where absent
   */
  public record OfTurnover(
      double[][] weights, @JsonProperty(defaultValue = "252.0") Optional<Double> periodsPerYear) {}

  /**
   * @param values in any order
   * @param p 0 to 1
   */
  public record OfQuantile(double[] values, double p) {}

  /**
   * @param values in any order
   */
  public record OfMoments(double[] values) {}

  public static List<Method<?>> all() {
    return List.of(
        new Method<>(
            "performance",
            List.of("perf_col0"),
            "Return, volatility, Sharpe, Sortino, Calmar, drawdown, win rate and tail ratio of simple returns, as fractions.",
            OfReturns.class,
            q ->
                Performance.of(
                    q.returns(), q.riskFree().orElse(0.0), q.periodsPerYear().orElse(252.0))),
        new Method<>(
            "sharpe",
            List.of(),
            "The Sharpe ratio per period and annualised, with its standard error and interval.",
            OfSharpe.class,
            q ->
                Sharpe.of(
                    q.returns(),
                    q.riskFree().orElse(0.0),
                    q.periodsPerYear().orElse(252.0),
                    q.confidence().orElse(0.95))),
        new Method<>(
            "sharpe-standard-error",
            List.of("lo2002_se_sr1_T60_iid"),
            "The standard error of a Sharpe ratio per period, were the returns normal and independent.",
            OfError.class,
            q -> Sharpe.normalStandardError(q.ratio(), q.periods())),
        new Method<>(
            "drawdown",
            List.of(),
            "The deepest fall from a peak as a fraction, when it was, and the longest time below a peak in periods.",
            OfDrawdown.class,
            q -> Drawdown.of(q.returns())),
        new Method<>(
            "turnover",
            List.of(),
            "The share of a portfolio that is replaced, per period and per year.",
            OfTurnover.class,
            q -> Turnover.of(q.weights(), q.periodsPerYear().orElse(252.0))),
        new Method<>(
            "moments",
            List.of(),
            "Mean, standard deviations, skewness and excess kurtosis of a series.",
            OfMoments.class,
            q -> Moments.of("values", q.values())),
        new Method<>(
            "quantile",
            List.of(),
            "The sample quantile of type 7, in the unit of the values.",
            OfQuantile.class,
            q -> Quantile.of("values", q.values(), q.p())));
  }
}
