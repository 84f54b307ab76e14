package io.planwright.quant.conformal;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import java.util.Arrays;

/**
 * Intervals for a stream whose errors change: after each miss they get wider, after each hit a
 * little narrower, so that in the long run the share of misses is alpha whatever comes (adaptive
 * conformal inference, Gibbs and Candès 2021, arXiv:2106.00170): {@code alpha(t+1) = alpha(t) + γ
 * (alpha − miss(t))}. Not safe for threads.
 */
public final class AdaptiveConformal {
  private final double alpha;
  private final double step;
  private final double[] errors;
  private int size;
  private int oldest;
  private double level;

  /**
   * @param alpha share of misses in the long run
   * @param step γ, above 0, at most 1; 0.005 in the paper
   * @param window errors that are remembered, 10 to 10,000
   * @throws InvalidData where an argument is outside of its range
   */
  public AdaptiveConformal(double alpha, double step, int window) {
    Require.between("alpha", alpha, 0, 1);
    Require.between("step", step, 0, Math.nextUp(1.0));
    Require.within("window", window, 10, 10_000);
    this.alpha = alpha;
    this.step = step;
    this.errors = new double[window];
    this.level = alpha;
  }

  /**
   * The interval of the next row. It has no bounds while errors are too few or misses too many.
   *
   * @throws InvalidData where the forecast is not finite
   */
  public ConformalInterval interval(double forecast) {
    Require.moderate("forecast", new double[] {forecast}, 1);
    if (size == 0 || level <= 0) {
      return ConformalInterval.unbounded(
          size == 0
              ? "unbounded: no error is known yet"
              : "unbounded: too many of late were missed");
    }
    if (level >= 1) {
      return ConformalInterval.bounded(forecast, forecast, "a point: too few of late were missed");
    }
    return SplitConformal.quantile(Arrays.copyOf(errors, size), level).stream()
        .mapToObj(
            wide ->
                ConformalInterval.bounded(
                    forecast - wide,
                    forecast + wide,
                    "the error at level %s of the last %d".formatted(1 - level, size)))
        .findFirst()
        .orElseGet(
            () ->
                ConformalInterval.unbounded(
                    "unbounded: %d errors are too few for level %s".formatted(size, 1 - level)));
  }

  /**
   * What came true, after its interval was asked for.
   *
   * @return the interval that had been given
   * @throws InvalidData where a value is not finite
   */
  public ConformalInterval learn(double forecast, double outcome) {
    Require.moderate("outcome", new double[] {outcome}, 1);
    ConformalInterval given = interval(forecast);
    level += step * (alpha - (given.covers(outcome) ? 0 : 1));
    errors[oldest] = Math.abs(outcome - forecast);
    oldest = (oldest + 1) % errors.length;
    size = Math.min(size + 1, errors.length);
    return given;
  }

  /** The level of misses that intervals are made for now. */
  public double level() {
    return level;
  }
}
