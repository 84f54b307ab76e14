package io.planwright.quant.backtest;

import static io.planwright.quant.InvalidData.Code.LENGTH_DIFFERS;
import static io.planwright.quant.InvalidData.Code.NOT_ORDERED;
import static io.planwright.quant.InvalidData.Code.OUT_OF_RANGE;

import io.planwright.quant.Bar;
import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import java.time.Instant;
import java.util.List;

/** Bars of several instruments, row by row in the order of time. */
public final class Bars {
  private final double[][] open;
  private final double[][] high;
  private final double[][] low;
  private final double[][] close;
  private final double[][] volume;

  /**
   * @param open by row and instrument, above 0, as all prices
   * @param high not below open and close
   * @param low not above open and close
   * @param volume units traded, 0 or more
   * @throws InvalidData where a price or volume is not such a number, or shapes differ
   */
  public Bars(
      double[][] open, double[][] high, double[][] low, double[][] close, double[][] volume) {
    this.close = copied("close", close, close);
    this.open = copied("open", open, close);
    this.high = copied("high", high, close);
    this.low = copied("low", low, close);
    this.volume = copied("volume", volume, close);
    for (int t = 0; t < close.length; t++) {
      for (int i = 0; i < close[t].length; i++) {
        if (!(low[t][i] > 0)
            || low[t][i] > Math.min(open[t][i], close[t][i])
            || high[t][i] < Math.max(open[t][i], close[t][i])
            || high[t][i] > MOST_PRICE) {
          throw InvalidData.at(
              OUT_OF_RANGE,
              wrong(t, i),
              t,
              "0 < low <= open, close <= high <= 1e12 in column " + i,
              "%s %s %s %s".formatted(open[t][i], high[t][i], low[t][i], close[t][i]));
        }
        if (!(volume[t][i] >= 0)) {
          throw InvalidData.at(OUT_OF_RANGE, "volume", t, "0 or more in column " + i, volume[t][i]);
        }
      }
    }
  }

  /** Which price of a bar is at fault, as far as the close tells. */
  private String wrong(int t, int i) {
    if (!(low[t][i] > 0) || low[t][i] > close[t][i]) {
      return "low";
    }
    return high[t][i] < close[t][i] || high[t][i] > MOST_PRICE ? "high" : "open";
  }

  /** Highest price. */
  public static final double MOST_PRICE = 1e12;

  /**
   * @param instruments the bars of each, all of the same times, which rise
   * @throws InvalidData where there is no instrument, or times differ or do not rise
   */
  public static Bars of(List<List<Bar>> instruments) {
    Require.atLeast("instruments", instruments.size(), 1);
    int rows = instruments.getFirst().size();
    Require.atLeast("bars", rows, 2);
    int n = instruments.size();
    double[][][] columns = new double[5][rows][n];
    for (int i = 0; i < n; i++) {
      List<Bar> bars = instruments.get(i);
      Require.sameLength("instrument " + i, bars.size(), "the first", rows);
      Instant before = Instant.MIN;
      for (int t = 0; t < rows; t++) {
        Bar bar = bars.get(t);
        if (!bar.time().isAfter(before)
            || !bar.time().equals(instruments.getFirst().get(t).time())) {
          throw InvalidData.at(
              NOT_ORDERED, "instrument " + i, t, "times that rise, as the first's", bar.time());
        }
        before = bar.time();
        columns[0][t][i] = bar.open();
        columns[1][t][i] = bar.high();
        columns[2][t][i] = bar.low();
        columns[3][t][i] = bar.close();
        columns[4][t][i] = bar.volume();
      }
    }
    return new Bars(columns[0], columns[1], columns[2], columns[3], columns[4]);
  }

  private static double[][] copied(String argument, double[][] table, double[][] close) {
    Require.finite(argument, table, 2);
    Require.sameLength(argument, table.length, "close", close.length);
    if (table[0].length != close[0].length) {
      throw InvalidData.of(LENGTH_DIFFERS, argument, close[0].length + " columns", table[0].length);
    }
    double[][] copy = new double[table.length][];
    for (int t = 0; t < table.length; t++) {
      copy[t] = table[t].clone();
    }
    return copy;
  }

  public int rows() {
    return close.length;
  }

  public int instruments() {
    return close[0].length;
  }

  public double open(int row, int instrument) {
    return open[row][instrument];
  }

  public double high(int row, int instrument) {
    return high[row][instrument];
  }

  public double low(int row, int instrument) {
    return low[row][instrument];
  }

  public double close(int row, int instrument) {
    return close[row][instrument];
  }

  public double volume(int row, int instrument) {
    return volume[row][instrument];
  }

  /** For the vectorised backtest. */
  public Closes closes() {
    return new Closes(close);
  }
}
