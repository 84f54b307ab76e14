package io.planwright.quant.overfit;

import static io.planwright.quant.InvalidData.Code.OUT_OF_RANGE;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import io.planwright.quant.performance.Returns;
import java.util.Arrays;

/**
 * The probability of backtest overfitting by combinatorially symmetric cross-validation (Bailey,
 * Borwein, López de Prado and Zhu 2017, doi:10.21314/JCF.2016.322): rows are cut into an even
 * number of blocks; for each choice of half of them the strategy with the best Sharpe ratio there
 * is ranked by its ratio in the other half. A strategy without risk in a half has ratio 0 there.
 *
 * @param splits choices of half of the blocks
 * @param probability share of splits in which the best is not above the median outside
 * @param medianLogit median over splits of {@code ln(r / (1 − r))}, r the best's relative rank
 *     outside
 * @param probabilityOfLoss share of splits in which the best has a ratio below 0 outside
 * @param slope of the best's ratio outside on its ratio inside, least squares; 0 where the ratios
 *     inside do not vary
 */
public record BacktestOverfitting(
    int splits, double probability, double medianLogit, double probabilityOfLoss, double slope) {

  /** Most blocks: 16 are 12,870 splits. */
  public static final int MOST_BLOCKS = 16;

  /** Most strategies. */
  public static final int MOST_STRATEGIES = 10_000;

  /**
   * @param returns by row of time and strategy, as fractions
   * @param blocks an even number, 2 to {@link #MOST_BLOCKS}
   * @throws InvalidData where a return is not finite or beyond ±1e6, there are fewer than two
   *     strategies, fewer than two rows a block, or the number of blocks is odd or out of range
   */
  public static BacktestOverfitting of(double[][] returns, int blocks) {
    Require.finite("returns", returns, 4);
    int strategies = returns[0].length;
    if (strategies < 2 || strategies > MOST_STRATEGIES) {
      throw InvalidData.of(
          OUT_OF_RANGE, "returns", "2 to " + MOST_STRATEGIES + " strategies", strategies);
    }
    if (blocks < 2 || blocks > MOST_BLOCKS || blocks % 2 != 0) {
      throw InvalidData.of(OUT_OF_RANGE, "blocks", "an even number, 2 to " + MOST_BLOCKS, blocks);
    }
    Require.atLeast("returns", returns.length, 2 * blocks);
    for (int t = 0; t < returns.length; t++) {
      for (double value : returns[t]) {
        if (Math.abs(value) > Returns.LARGEST) {
          throw InvalidData.at(OUT_OF_RANGE, "returns", t, "a return of at most 1e6", value);
        }
      }
    }
    return new Blocks(returns, blocks).overfitting();
  }

  /** Sums of each strategy in each block, so that a split only adds them up. */
  private static final class Blocks {
    private final int blocks;
    private final int strategies;
    private final int[] rows;
    private final double[][] sums;
    private final double[][] squares;
    private final double[] centre;

    private Blocks(double[][] returns, int blocks) {
      this.blocks = blocks;
      this.strategies = returns[0].length;
      this.rows = new int[blocks];
      this.sums = new double[blocks][strategies];
      this.squares = new double[blocks][strategies];
      // Squares are taken about each strategy's mean, where little of them cancels.
      this.centre = new double[strategies];
      for (double[] row : returns) {
        for (int j = 0; j < strategies; j++) {
          centre[j] += row[j] / returns.length;
        }
      }
      int t = 0;
      for (int b = 0; b < blocks; b++) {
        rows[b] = returns.length / blocks + (b < returns.length % blocks ? 1 : 0);
        for (int end = t + rows[b]; t < end; t++) {
          for (int j = 0; j < strategies; j++) {
            double d = returns[t][j] - centre[j];
            sums[b][j] += d;
            squares[b][j] += d * d;
          }
        }
      }
    }

    private BacktestOverfitting overfitting() {
      int splits = choices(blocks, blocks / 2);
      double[] logits = new double[splits];
      double[] inside = new double[splits];
      double[] outside = new double[splits];
      int split = 0;
      for (int chosen = 0; chosen < 1 << blocks; chosen++) {
        if (Integer.bitCount(chosen) == blocks / 2) {
          double[] in = ratios(chosen);
          double[] out = ratios(~chosen);
          int best = 0;
          for (int j = 1; j < strategies; j++) {
            best = in[j] > in[best] ? j : best;
          }
          double rank = rank(out, best) / (strategies + 1);
          logits[split] = StrictMath.log(rank / (1 - rank));
          inside[split] = in[best];
          outside[split] = out[best];
          split++;
        }
      }
      int overfitted = 0;
      int losses = 0;
      for (int i = 0; i < splits; i++) {
        overfitted += logits[i] <= 0 ? 1 : 0;
        losses += outside[i] < 0 ? 1 : 0;
      }
      Arrays.sort(logits);
      double median = (logits[(splits - 1) / 2] + logits[splits / 2]) / 2;
      return new BacktestOverfitting(
          splits,
          (double) overfitted / splits,
          median,
          (double) losses / splits,
          slope(inside, outside));
    }

    private double[] ratios(int chosen) {
      double[] sum = new double[strategies];
      double[] square = new double[strategies];
      int n = 0;
      for (int b = 0; b < blocks; b++) {
        if ((chosen >> b & 1) != 0) {
          n += rows[b];
          for (int j = 0; j < strategies; j++) {
            sum[j] += sums[b][j];
            square[j] += squares[b][j];
          }
        }
      }
      for (int j = 0; j < strategies; j++) {
        double variance = (square[j] - sum[j] * sum[j] / n) / (n - 1);
        boolean riskless = variance <= 1e-15 * square[j] / n || variance <= 0;
        sum[j] = riskless ? 0 : (sum[j] / n + centre[j]) / Math.sqrt(variance);
      }
      return sum;
    }

    /** From 1, the smallest; values that are equal share the mean of their ranks. */
    private static double rank(double[] values, int of) {
      int smaller = 0;
      int equal = 0;
      for (double value : values) {
        smaller += value < values[of] ? 1 : 0;
        equal += value == values[of] ? 1 : 0;
      }
      return smaller + (equal + 1) / 2.0;
    }

    private static double slope(double[] x, double[] y) {
      double meanX = Arrays.stream(x).average().orElseThrow();
      double meanY = Arrays.stream(y).average().orElseThrow();
      double products = 0;
      double squares = 0;
      for (int i = 0; i < x.length; i++) {
        products += (x[i] - meanX) * (y[i] - meanY);
        squares += (x[i] - meanX) * (x[i] - meanX);
      }
      return squares == 0 ? 0 : products / squares;
    }
  }

  private static int choices(int of, int choose) {
    long result = 1;
    for (int i = 1; i <= choose; i++) {
      result = result * (of - choose + i) / i;
    }
    return (int) result;
  }
}
