package io.planwright.quant.performance;

import static io.planwright.quant.InvalidData.Code.OUT_OF_RANGE;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import java.util.Arrays;
import java.util.Optional;

/**
 * A series of returns in numbers. A ratio whose denominator is 0 is absent, not infinite.
 *
 * @param periods returns
 * @param totalReturn growth over all periods, as a fraction
 * @param annualReturn the constant growth per year that gives the total, as a fraction
 * @param meanReturn arithmetic mean per period, as a fraction
 * @param volatility standard deviation (n − 1) per period, as a fraction
 * @param annualVolatility volatility times the root of periods per year
 * @param sharpe absent where all returns are the same
 * @param sortino mean excess return over the root of the mean square of excess returns below 0, per
 *     period (Sortino and Price 1994, doi:10.3905/joi.3.3.59); absent where none is below 0
 * @param annualSortino sortino times the root of periods per year
 * @param calmar annual return over depth of the drawdown; absent where wealth never fell
 * @param drawdown the deepest
 * @param winRate share of returns above 0, of those that are not 0; absent where all are 0
 * @param tailRatio the 95 % quantile over the size of the 5 % quantile (type 7); absent where the
 *     latter is not below 0
 * @param best largest return
 * @param worst smallest return
 */
public record Performance(
    int periods,
    double totalReturn,
    double annualReturn,
    double meanReturn,
    double volatility,
    double annualVolatility,
    Optional<Sharpe> sharpe,
    Optional<Double> sortino,
    Optional<Double> annualSortino,
    Optional<Double> calmar,
    Drawdown drawdown,
    Optional<Double> winRate,
    Optional<Double> tailRatio,
    double best,
    double worst) {

  private static final double CONFIDENCE = 0.95;

  /** Without a return free of risk. */
  public static Performance of(double[] returns, double periodsPerYear) {
    return of(returns, 0, periodsPerYear);
  }

  /**
   * @param returns simple returns per period, as fractions, in the order of time
   * @param riskFree return without risk per period, as a fraction, which Sharpe and Sortino take
   *     off
   * @param periodsPerYear such as 252 for trading days
   * @throws InvalidData where returns are fewer than two, not finite, below −1, or grow beyond what
   *     a number holds
   */
  public static Performance of(double[] returns, double riskFree, double periodsPerYear) {
    Returns.require("returns", returns, 2);
    Require.within("riskFree", riskFree, -1, Returns.LARGEST);
    Require.positive("periodsPerYear", periodsPerYear);
    int n = returns.length;
    double wealth = 1;
    double sum = 0;
    double below = 0;
    int wins = 0;
    int losses = 0;
    for (int t = 0; t < n; t++) {
      wealth *= 1 + returns[t];
      if (Double.isInfinite(wealth)) {
        throw InvalidData.at(OUT_OF_RANGE, "returns", t, "growth that a number holds", returns[t]);
      }
      sum += returns[t];
      double shortfall = Math.min(0, returns[t] - riskFree);
      below += shortfall * shortfall;
      wins += returns[t] > 0 ? 1 : 0;
      losses += returns[t] < 0 ? 1 : 0;
    }
    double annualReturn = StrictMath.pow(wealth, periodsPerYear / n) - 1;
    if (Double.isInfinite(annualReturn)) {
      throw InvalidData.of(
          OUT_OF_RANGE, "periodsPerYear", "growth in a year that a number holds", periodsPerYear);
    }
    Optional<Moments> moments = moments(returns);
    double mean = moments.map(Moments::mean).orElse(sum / n);
    double volatility = moments.map(Moments::deviation).orElse(0.0);
    Optional<Double> sortino =
        Optional.of(Math.sqrt(below / n)).filter(d -> d > 0).map(d -> (mean - riskFree) / d);
    Drawdown drawdown = Drawdown.of(returns);
    double[] sorted = returns.clone();
    Arrays.sort(sorted);
    double leftTail = Quantile.ofSorted(sorted, 0.05);
    return new Performance(
        n,
        wealth - 1,
        annualReturn,
        mean,
        volatility,
        volatility * Math.sqrt(periodsPerYear),
        moments.map(m -> Sharpe.of(m, riskFree, periodsPerYear, CONFIDENCE)),
        sortino,
        sortino.map(s -> s * Math.sqrt(periodsPerYear)),
        drawdown.depth() > 0 ? Optional.of(annualReturn / drawdown.depth()) : Optional.empty(),
        drawdown,
        wins + losses == 0 ? Optional.empty() : Optional.of((double) wins / (wins + losses)),
        leftTail < 0 ? Optional.of(Quantile.ofSorted(sorted, 0.95) / -leftTail) : Optional.empty(),
        sorted[n - 1],
        sorted[0]);
  }

  /** Absent where all returns are the same. */
  private static Optional<Moments> moments(double[] returns) {
    try {
      return Optional.of(Moments.of("returns", returns));
    } catch (InvalidData e) {
      if (e.code() == InvalidData.Code.CONSTANT) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
