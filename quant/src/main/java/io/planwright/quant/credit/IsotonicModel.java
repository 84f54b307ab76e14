package io.planwright.quant.credit;

import static io.planwright.quant.InvalidData.Code.OUT_OF_RANGE;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rates of default over one feature in steps that only rise or only fall: least squares by pooling
 * adjacent violators (Ayer et al. 1955), as {@code sklearn.isotonic.IsotonicRegression} at the
 * observed values. Between two of them the rate is the lower one's, beyond them the nearest one's.
 *
 * @param direction RAISES or LOWERS
 * @param from least value of each step
 * @param rates of default, by step
 */
public record IsotonicModel(Direction direction, List<Double> from, List<Double> rates)
    implements CreditModel {
  public IsotonicModel {
    from = List.copyOf(from);
    rates = List.copyOf(rates);
  }

  @Override
  public List<Direction> directions() {
    return List.of(direction);
  }

  /**
   * @param feature by row
   * @param defaults 1 for default, 0 for none, by row
   * @throws InvalidData where there is no row, a number is not finite, an outcome is not 0 or 1, or
   *     the direction is ANY
   */
  public static IsotonicModel fit(double[] feature, int[] defaults, Direction direction) {
    Require.finite("feature", feature, 1);
    Require.sameLength("defaults", defaults.length, "feature", feature.length);
    if (direction == Direction.ANY) {
      throw InvalidData.of(OUT_OF_RANGE, "direction", "RAISES or LOWERS", direction);
    }
    for (int i = 0; i < defaults.length; i++) {
      if (defaults[i] != 0 && defaults[i] != 1) {
        throw InvalidData.at(OUT_OF_RANGE, "defaults", i, "0 or 1", defaults[i]);
      }
    }
    int[] byFeature =
        IntStream.range(0, feature.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> feature[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    List<Step> steps = new ArrayList<>();
    int next = 0;
    while (next < byFeature.length) {
      double value = feature[byFeature[next]];
      Step step = new Step(value, 0, 0);
      while (next < byFeature.length && feature[byFeature[next]] == value) {
        step = step.and(defaults[byFeature[next]]);
        next++;
      }
      while (!steps.isEmpty() && steps.getLast().violates(step, direction)) {
        step = steps.removeLast().and(step);
      }
      steps.add(step);
    }
    return new IsotonicModel(
        direction,
        steps.stream().map(Step::from).toList(),
        steps.stream().map(Step::rate).toList());
  }

  @Override
  public double probabilityOfDefault(double[] features) {
    Require.finite("features", features, 1);
    Require.sameLength("features", features.length, "directions", 1);
    double[] steps = from.stream().mapToDouble(Double::doubleValue).toArray();
    int place = Arrays.binarySearch(steps, features[0]);
    return rates.get(Math.max(0, place >= 0 ? place : -place - 2));
  }

  private record Step(double from, int rows, int bads) {
    double rate() {
      return (double) bads / rows;
    }

    Step and(int outcome) {
      return new Step(from, rows + 1, bads + outcome);
    }

    Step and(Step later) {
      return new Step(from, rows + later.rows, bads + later.bads);
    }

    boolean violates(Step later, Direction direction) {
      return direction == Direction.RAISES ? rate() >= later.rate() : rate() <= later.rate();
    }
  }
}
