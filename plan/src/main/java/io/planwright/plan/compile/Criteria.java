package io.planwright.plan.compile;

import io.planwright.plan.Criterion;
import io.planwright.plan.Source;

/** Reads criteria. */
final class Criteria {
  private Criteria() {}

  static Criterion read(String text, Source at) {
    return Criterion.attested(text, at);
  }
}
