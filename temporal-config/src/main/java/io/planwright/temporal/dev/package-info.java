/** A Temporal server of one's own, for development and tests. */
@NullMarked
package io.planwright.temporal.dev;

import org.jspecify.annotations.NullMarked;
