package io.planwright.plan.compile;

import io.planwright.plan.Evidence;
import io.planwright.plan.Source;

/**
 * A dependency as the author wrote it.
 *
 * @param reversed the target waits, as in {@code Blocks: Task 3}
 */
record Statement(String text, boolean reversed, Evidence.Form form, Source source) {
  Evidence evidence() {
    return new Evidence(form, 1);
  }
}
