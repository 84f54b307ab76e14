package io.planwright.quant.backtest;

import io.planwright.quant.Require;
import java.util.Arrays;

/**
 * A simple strategy by its parameters, for walk-forward choices and as a benchmark to beat. All
 * instruments that a rule wants share the wealth equally, those it is against are sold short.
 *
 * @param kind of rule
 * @param shorter rows of the shorter window: of MOMENTUM and REVERSAL the latest rows that are left
 *     out, 0 or more; of CROSSOVER 1 or more; else 0
 * @param longer rows of the longer window, more than the shorter; 1 to 100,000
 */
public record Rule(Kind kind, int shorter, int longer) {
  /** What decides. */
  public enum Kind {
    /** All instruments alike. */
    HOLD,
    /**
     * For what rose over the window (Moskowitz, Ooi and Pedersen 2012,
     * doi:10.1016/j.jfineco.2011.11.003).
     */
    MOMENTUM,
    /** For what fell over the window. */
    REVERSAL,
    /** For what has a shorter mean price above the longer one. */
    CROSSOVER
  }

  /**
   * @throws io.planwright.quant.InvalidData where a window is out of range
   */
  public Rule {
    Require.within("longer", longer, 1, 100_000);
    Require.within("shorter", shorter, kind == Kind.CROSSOVER ? 1 : 0, longer - 1.0);
  }

  /** The rule's weights; 0 for all in the rows before its longer window is full. */
  public Weights on(Closes closes) {
    return switch (kind) {
      case HOLD -> (row, into) -> Arrays.fill(into, 1.0 / into.length);
      case MOMENTUM -> (row, into) -> trend(closes, row, into, 1);
      case REVERSAL -> (row, into) -> trend(closes, row, into, -1);
      case CROSSOVER -> new Means(closes)::at;
    };
  }

  private void trend(Closes closes, int row, double[] into, int sign) {
    if (row < longer) {
      return;
    }
    double[] last = closes.prices(row - shorter);
    double[] first = closes.prices(row - longer);
    double share = (double) sign / into.length;
    for (int i = 0; i < into.length; i++) {
      // Without a branch, which chance would mislead half of the time.
      into[i] = share * Math.signum(last[i] - first[i]);
    }
  }

  /** Sums of the windows, carried from row to row; another row than the next starts anew. */
  private final class Means {
    private final Closes closes;
    private final double[] shortSum;
    private final double[] longSum;
    private int at = -1;

    private Means(Closes closes) {
      this.closes = closes;
      this.shortSum = new double[closes.instruments()];
      this.longSum = new double[closes.instruments()];
    }

    private void at(int row, double[] into) {
      if (row < longer - 1) {
        return;
      }
      // Anew from time to time too, so that rounding does not add up.
      if (row == at + 1 && row % 256 != 0 && row >= longer) {
        slide(row);
      } else {
        fill(row);
      }
      at = row;
      double share = 1.0 / into.length;
      double scale = (double) longer / shorter;
      for (int i = 0; i < into.length; i++) {
        double difference = shortSum[i] * scale - longSum[i];
        // A price that stands still is neither above nor below, whatever the rounding.
        boolean flat = Math.abs(difference) <= 1e-12 * longSum[i];
        into[i] = flat ? 0 : share * Math.signum(difference);
      }
    }

    private void slide(int row) {
      double[] comes = closes.prices(row);
      double[] leavesShort = closes.prices(row - shorter);
      double[] leavesLong = closes.prices(row - longer);
      for (int i = 0; i < comes.length; i++) {
        shortSum[i] += comes[i] - leavesShort[i];
        longSum[i] += comes[i] - leavesLong[i];
      }
    }

    private void fill(int row) {
      Arrays.fill(shortSum, 0);
      Arrays.fill(longSum, 0);
      for (int t = row - longer + 1; t <= row; t++) {
        double[] prices = closes.prices(t);
        for (int i = 0; i < prices.length; i++) {
          longSum[i] += prices[i];
          shortSum[i] += t > row - shorter ? prices[i] : 0;
        }
      }
    }
  }
}
