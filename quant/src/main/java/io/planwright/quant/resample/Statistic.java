package io.planwright.quant.resample;

import java.util.Arrays;

/** A number of rows drawn, with repeats, from columns of data. */
@FunctionalInterface
public interface Statistic {
  /**
   * @param columns the data
   * @param rows which rows, with repeats
   * @return the number, or NaN where these rows have none
   */
  double of(double[][] columns, int[] rows);

  /** How many columns it needs. */
  default int columns() {
    return 1;
  }

  /** Those that have a name. */
  enum Named implements Statistic {
    /** Of the first column. */
    MEAN {
      @Override
      public double of(double[][] columns, int[] rows) {
        return mean(columns[0], rows);
      }
    },
    /** Of the first column. */
    MEDIAN {
      @Override
      public double of(double[][] columns, int[] rows) {
        double[] drawn = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
          drawn[i] = columns[0][rows[i]];
        }
        Arrays.sort(drawn);
        int half = drawn.length / 2;
        return drawn.length % 2 == 1 ? drawn[half] : (drawn[half - 1] + drawn[half]) / 2;
      }
    },
    /** Of the first column, n − 1. */
    DEVIATION {
      @Override
      public double of(double[][] columns, int[] rows) {
        double m = mean(columns[0], rows);
        return Math.sqrt(product(columns[0], m, columns[0], m, rows) / (rows.length - 1));
      }
    },
    /** Mean over deviation of the first column, per row. */
    SHARPE {
      @Override
      public double of(double[][] columns, int[] rows) {
        double m = mean(columns[0], rows);
        double squares = product(columns[0], m, columns[0], m, rows);
        return squares <= 1e-24 * m * m * rows.length
            ? Double.NaN
            : m / Math.sqrt(squares / (rows.length - 1));
      }
    },
    /** Pearson's, of the first two columns. */
    CORRELATION {
      @Override
      public int columns() {
        return 2;
      }

      @Override
      public double of(double[][] columns, int[] rows) {
        double x = mean(columns[0], rows);
        double y = mean(columns[1], rows);
        double xx = product(columns[0], x, columns[0], x, rows);
        double yy = product(columns[1], y, columns[1], y, rows);
        double scale = 1e-24 * rows.length;
        return xx <= scale * x * x || yy <= scale * y * y
            ? Double.NaN
            : product(columns[0], x, columns[1], y, rows) / Math.sqrt(xx) / Math.sqrt(yy);
      }
    };

    private static double mean(double[] column, int[] rows) {
      double sum = 0;
      for (int row : rows) {
        sum += column[row];
      }
      return sum / rows.length;
    }

    private static double product(double[] x, double meanX, double[] y, double meanY, int[] rows) {
      double sum = 0;
      for (int row : rows) {
        sum += (x[row] - meanX) * (y[row] - meanY);
      }
      return sum;
    }
  }
}
