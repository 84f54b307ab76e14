package io.planwright.quant.sequential;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import io.planwright.quant.sequential.ConfidenceSequence.Look;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Two arms whose values come one at a time, and that may be looked at after each: adding a value
 * and looking cost the same however many came before (running sums by Welford 1962,
 * doi:10.1080/00401706.1962.10490022). Not safe for threads.
 */
public final class TwoArms {
  /** Fewer values of an arm than this tell nothing of its variance. */
  public static final int FEWEST = 30;

  private final ConfidenceSequence sequence;
  private final double[] mean = new double[2];
  private final double[] deviations = new double[2];
  private final long[] count = new long[2];

  public TwoArms(ConfidenceSequence sequence) {
    this.sequence = sequence;
  }

  /**
   * @throws InvalidData where the value is not finite or too large to be squared
   */
  public void control(double value) {
    add(0, value);
  }

  /**
   * @throws InvalidData where the value is not finite or too large to be squared
   */
  public void challenger(double value) {
    add(1, value);
  }

  private void add(int arm, double value) {
    if (!(Math.abs(value) <= Require.MOST_MAGNITUDE)) {
      throw InvalidData.at(
          Double.isFinite(value) ? InvalidData.Code.OUT_OF_RANGE : InvalidData.Code.NOT_FINITE,
          arm == 0 ? "control" : "challenger",
          (int) Math.min(Integer.MAX_VALUE, count[arm]),
          "a finite number of a magnitude of at most " + Require.MOST_MAGNITUDE,
          value);
    }
    count[arm]++;
    double d = value - mean[arm];
    mean[arm] += d / count[arm];
    deviations[arm] += d * (value - mean[arm]);
  }

  /**
   * What is known now of challenger less control; empty while an arm has fewer than {@link #FEWEST}
   * values or neither varies.
   */
  public Optional<Look> look() {
    double squared = squaredError();
    return squared > 0
        ? Optional.of(sequence.at(count[0] + count[1], mean[1] - mean[0], Math.sqrt(squared)))
        : Optional.empty();
  }

  /** Of the difference of means, or 0 where none can be told. */
  private double squaredError() {
    if (Math.min(count[0], count[1]) < FEWEST) {
      return 0;
    }
    return deviations[0] / (count[0] - 1) / count[0] + deviations[1] / (count[1] - 1) / count[1];
  }

  /**
   * Looks after each pair of values.
   *
   * @return the pair, counted from 0, after which 0 was outside for the first time
   * @throws InvalidData where lengths differ or a value is not finite
   */
  public static OptionalInt firstDecision(
      ConfidenceSequence sequence, double[] control, double[] challenger) {
    Require.atLeast("control", control.length, 1);
    Require.sameLength("challenger", challenger.length, "control", control.length);
    TwoArms arms = new TwoArms(sequence);
    // The half width is at least √(−2 ln α) errors, so most looks need neither root nor logarithm.
    double least = -2 * StrictMath.log(sequence.alpha());
    for (int i = 0; i < control.length; i++) {
      arms.control(control[i]);
      arms.challenger(challenger[i]);
      double squared = arms.squaredError();
      double effect = arms.mean[1] - arms.mean[0];
      if (squared > 0
          && effect * effect > least * squared
          && Math.abs(effect) > sequence.halfWidth(2L * i + 2, Math.sqrt(squared))) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }
}
