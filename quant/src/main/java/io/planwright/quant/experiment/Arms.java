package io.planwright.quant.experiment;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;

/** What came of control and challenger. */
public sealed interface Arms {
  /** Values of users who are in one arm each. */
  record Means(Sample control, Sample challenger) implements Arms {}

  /** Users who are in one arm each, and who did something or not. */
  record Counts(ProportionTest.Count control, ProportionTest.Count challenger) implements Arms {}

  /**
   * Both arms on the same rows, in the order of time: two strategies on the same bars.
   *
   * @param differences challenger less control, by row
   */
  record SameRows(double[] differences) implements Arms {
    public SameRows {
      differences = differences.clone();
    }

    /**
     * @throws io.planwright.quant.InvalidData where lengths differ or a value is not finite
     */
    public static SameRows of(double[] control, double[] challenger) {
      Require.moderate("control", control, 1);
      Require.moderate("challenger", challenger, 1);
      Require.sameLength("challenger", challenger.length, "control", control.length);
      double[] differences = new double[control.length];
      for (int i = 0; i < differences.length; i++) {
        differences[i] = challenger[i] - control[i];
      }
      return new SameRows(differences);
    }

    @Override
    public double[] differences() {
      return differences.clone();
    }

    int rows() {
      return differences.length;
    }

    /** With errors by Newey and West; {@link PairedTest}'s errors as typed ones. */
    PairedTest test(int lag, double alpha) {
      Require.moderate("differences", differences, 2);
      Require.varies("differences", differences);
      Require.within("lag", lag, 0, differences.length - 1.0);
      Require.within("alpha", alpha, 1e-12, 1 - 1e-12);
      try {
        return PairedTest.of(differences, lag, alpha);
      } catch (IllegalArgumentException e) {
        throw InvalidData.of(InvalidData.Code.CONSTANT, "differences", "values that vary", e);
      }
    }
  }
}
