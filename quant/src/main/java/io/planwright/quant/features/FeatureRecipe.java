package io.planwright.quant.features;

import io.planwright.quant.model.ForwardReturns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * How features are made of closing prices. With the one-bar log return {@code r[t] = ln(close[t] /
 * close[t−1])}, row {@code t} has
 *
 * <ul>
 *   <li>{@code return_k = r[t+1−k]} for each lag k: 1 is the return of the bar itself, which is the
 *       first one before the label's;
 *   <li>{@code volatility_w}: the standard deviation (n − 1) of the last w returns;
 *   <li>{@code momentum_w = ln(close[t] / close[t−w])}.
 * </ul>
 *
 * Nothing of row {@code t} but its label and forward return looks beyond the close of bar {@code
 * t}. All features are fractions, not annualised.
 *
 * @param lags in bars, 1 or more
 * @param windows in bars, 2 or more
 * @param horizon bars ahead that label and forward return look
 */
public record FeatureRecipe(List<Integer> lags, List<Integer> windows, int horizon) {
  /** The longest lag, window or horizon, in bars. */
  public static final int LONGEST = 2_000;

  /** Most features of one recipe. */
  public static final int MOST_FEATURES = 200;

  /**
   * @throws IllegalArgumentException where a lag, window or horizon is outside its range, one is
   *     named twice, or there is no feature
   */
  public FeatureRecipe {
    lags = List.copyOf(lags);
    windows = List.copyOf(windows);
    within("lag", lags, 1);
    within("window", windows, 2);
    within("horizon", List.of(horizon), 1);
    int features = lags.size() + 2 * windows.size();
    if (features < 1 || features > MOST_FEATURES) {
      throw new IllegalArgumentException(
          "a recipe must have 1 to " + MOST_FEATURES + " features, was " + features);
    }
  }

  private static void within(String what, List<Integer> values, int least) {
    for (int value : values) {
      if (value < least || value > LONGEST) {
        throw new IllegalArgumentException(
            "a %s must be %d to %d bars, was %d".formatted(what, least, LONGEST, value));
      }
    }
    if (new TreeSet<>(values).size() < values.size()) {
      throw new IllegalArgumentException("each " + what + " must be named once, were " + values);
    }
  }

  /** The features' names, in the order of their columns. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    lags.forEach(lag -> names.add("return_" + lag));
    for (int window : windows) {
      names.add("volatility_" + window);
      names.add("momentum_" + window);
    }
    return List.copyOf(names);
  }

  /** Bars before the first row: as many as its longest feature looks back. */
  public int warmUp() {
    return Math.max(
        lags.stream().mapToInt(Integer::intValue).max().orElse(0),
        windows.stream().mapToInt(Integer::intValue).max().orElse(0));
  }

  /**
   * @param times strictly rising, one for each close
   * @param closes positive prices
   * @return one row for each bar after the warm-up whose horizon lies within the closes
   * @throws IllegalArgumentException where times do not rise, a price is not positive and finite,
   *     or there are too few bars for one row
   */
  public FeatureTable build(List<Instant> times, double[] closes) {
    check(times, closes);
    int first = warmUp();
    int rows = closes.length - first - horizon;
    if (rows < 1) {
      throw new IllegalArgumentException(
          "these features need at least %d bars, were %d"
              .formatted(first + horizon + 1, closes.length));
    }
    double[] returns = new double[closes.length];
    for (int t = 1; t < closes.length; t++) {
      returns[t] = StrictMath.log(closes[t] / closes[t - 1]);
    }
    List<String> names = names();
    double[] values = new double[Math.multiplyExact(rows, names.size())];
    double[] forward = new double[rows];
    int at = 0;
    for (int row = 0; row < rows; row++) {
      int t = first + row;
      for (int lag : lags) {
        values[at++] = returns[t + 1 - lag];
      }
      for (int window : windows) {
        values[at++] = deviation(returns, t + 1 - window, t + 1);
        values[at++] = StrictMath.log(closes[t] / closes[t - window]);
      }
      forward[row] = closes[t + horizon] / closes[t] - 1;
    }
    return new FeatureTable(
        names, times.subList(first, first + rows), values, new ForwardReturns(horizon, forward));
  }

  private static void check(List<Instant> times, double[] closes) {
    if (times.size() != closes.length) {
      throw new IllegalArgumentException(
          "there must be one time for each close, were " + times.size() + " and " + closes.length);
    }
    for (int t = 0; t < closes.length; t++) {
      if (!(closes[t] > 0) || Double.isInfinite(closes[t])) {
        throw new IllegalArgumentException(
            "a close must be a positive number, was " + closes[t] + " at " + times.get(t));
      }
      if (t > 0 && !times.get(t).isAfter(times.get(t - 1))) {
        throw new IllegalArgumentException(
            "times must rise, but " + times.get(t) + " came after " + times.get(t - 1));
      }
    }
  }

  private static double deviation(double[] values, int from, int to) {
    double mean = 0;
    for (int i = from; i < to; i++) {
      mean += values[i];
    }
    mean /= to - from;
    double squares = 0;
    for (int i = from; i < to; i++) {
      squares += (values[i] - mean) * (values[i] - mean);
    }
    return Math.sqrt(squares / (to - from - 1));
  }
}
