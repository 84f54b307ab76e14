package io.planwright.quant.experiment;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import io.planwright.quant.sequential.ConfidenceSequence;
import io.planwright.quant.sequential.GroupSequential;

/** How often one looks at an experiment, which decides what a look may conclude. */
public sealed interface Looks {
  /** Once, at an end that was fixed before. */
  record Once() implements Looks {}

  /**
   * Whenever one likes.
   *
   * @param tunedFor rows, both arms together, at which the interval is narrowest
   */
  record AnyTime(double tunedFor) implements Looks {
    /** Tuned as GrowthBook does. */
    public AnyTime() {
      this(ConfidenceSequence.TUNED_FOR);
    }
  }

  /**
   * A few times, planned.
   *
   * @param design with two sides
   * @param look this one, counted from 1
   */
  record Planned(GroupSequential design, int look) implements Looks {
    /**
     * @throws InvalidData where the design has one side, or not so many looks
     */
    public Planned {
      Require.within("look", look, 1, design.bounds().size());
      if (!design.twoSided()) {
        throw InvalidData.of(InvalidData.Code.OUT_OF_RANGE, "design", "two sides", "one");
      }
    }

    double bound() {
      return design.bounds().get(look - 1);
    }
  }
}
