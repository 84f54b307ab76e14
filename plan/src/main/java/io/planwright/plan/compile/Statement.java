package io.planwright.plan.compile;

import io.planwright.plan.Source;

/**
 * A dependency as the author wrote it.
 *
 * @param reversed the target waits, as in {@code Blocks: Task 3}
 */
record Statement(String text, boolean reversed, Source source) {}
