package io.planwright.quant.model;

/**
 * What a Sharpe ratio needs of returns, so that those of several folds can be added up.
 *
 * @param count of returns
 * @param sum of them, as fractions
 * @param squares sum of their squares
 */
public record ReturnSums(long count, double sum, double squares) {
  public static final ReturnSums NONE = new ReturnSums(0, 0, 0);

  /**
   * @throws IllegalArgumentException where the return is not finite
   */
  public ReturnSums and(double fraction) {
    if (!Double.isFinite(fraction)) {
      throw new IllegalArgumentException("a return must be a finite number, was " + fraction);
    }
    return new ReturnSums(count + 1, sum + fraction, squares + fraction * fraction);
  }

  public ReturnSums plus(ReturnSums other) {
    return new ReturnSums(count + other.count, sum + other.sum, squares + other.squares);
  }

  /**
   * Mean over standard deviation (n − 1), times the root of periods in a year; no rate free of risk
   * is taken off (Sharpe 1994, doi:10.3905/jpm.1994.409501).
   *
   * @param periodsPerYear 1 for a ratio that is not annualised
   * @return 0 where all returns are the same: a series without risk has no ratio
   * @throws IllegalArgumentException where there are fewer than two returns, or the number of
   *     periods is not positive
   */
  public double sharpe(double periodsPerYear) {
    if (count < 2 || !(periodsPerYear > 0)) {
      throw new IllegalArgumentException(
          "a Sharpe ratio needs two returns and a positive number of periods, was %d and %s"
              .formatted(count, periodsPerYear));
    }
    double mean = sum / count;
    double variance = (squares - sum * mean) / (count - 1);
    return variance <= 1e-15 * squares ? 0 : mean / Math.sqrt(variance) * Math.sqrt(periodsPerYear);
  }
}
