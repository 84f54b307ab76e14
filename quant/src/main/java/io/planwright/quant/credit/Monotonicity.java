package io.planwright.quant.credit;

import static io.planwright.quant.InvalidData.Code.OUT_OF_RANGE;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import io.planwright.quant.credit.CreditModel.Direction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Whether a model keeps what it promises: in each row each feature is moved over a grid of the
 * values that it has in the rows, all others being the same.
 *
 * @param checked pairs of neighbours on the grid
 * @param broken the first {@link #MOST_SHOWN} that go the wrong way
 */
public record Monotonicity(int checked, List<Broken> broken) {
  /** Most of what is broken that is told. */
  public static final int MOST_SHOWN = 20;

  private static final int GRID = 20;
  private static final double ROUNDING = 1e-12;

  /**
   * One promise that is broken.
   *
   * @param row whose other features were kept
   * @param feature that was moved, counted from 0
   * @param from its value
   * @param to a greater value
   * @param before probability of default at the first
   * @param after probability of default at the second
   */
  public record Broken(int row, int feature, double from, double to, double before, double after) {}

  public Monotonicity {
    broken = List.copyOf(broken);
  }

  /** Whether all promises are kept. */
  public boolean kept() {
    return broken.isEmpty();
  }

  /**
   * @param rows features as the model will see them
   * @throws InvalidData where a number is not finite, the rows are not as wide as the model's
   *     directions, or the model answers no probability
   */
  public static Monotonicity of(CreditModel model, double[][] rows) {
    Require.finite("rows", rows, 1);
    Require.sameLength("rows", rows[0].length, "directions", model.directions().size());
    int checked = 0;
    List<Broken> broken = new ArrayList<>();
    for (int j = 0; j < rows[0].length; j++) {
      Direction direction = model.directions().get(j);
      if (direction == Direction.ANY) {
        continue;
      }
      double[] grid = grid(rows, j);
      for (int i = 0; i < rows.length; i++) {
        double[] row = rows[i].clone();
        row[j] = grid[0];
        double before = probability(model, row, i);
        for (int k = 1; k < grid.length; k++) {
          row[j] = grid[k];
          double after = probability(model, row, i);
          checked++;
          boolean wrong =
              direction == Direction.RAISES ? after < before - ROUNDING : after > before + ROUNDING;
          if (wrong && broken.size() < MOST_SHOWN) {
            broken.add(new Broken(i, j, grid[k - 1], grid[k], before, after));
          }
          before = after;
        }
      }
    }
    return new Monotonicity(checked, broken);
  }

  private static double probability(CreditModel model, double[] row, int at) {
    double probability = model.probabilityOfDefault(row.clone());
    if (!(probability >= 0 && probability <= 1)) {
      throw InvalidData.at(OUT_OF_RANGE, "model", at, "a probability of 0 to 1", probability);
    }
    return probability;
  }

  /** Quantiles of a column, in rising order. */
  private static double[] grid(double[][] rows, int column) {
    double[] values = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      values[i] = rows[i][column];
    }
    Arrays.sort(values);
    double[] grid = new double[Math.min(GRID, values.length)];
    for (int k = 0; k < grid.length; k++) {
      grid[k] =
          values[grid.length == 1 ? 0 : (int) ((long) k * (values.length - 1) / (grid.length - 1))];
    }
    return Arrays.stream(grid).distinct().toArray();
  }
}
