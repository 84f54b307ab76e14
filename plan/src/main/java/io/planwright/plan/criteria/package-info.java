/** Reads criteria as people write them, and finds the metric that answers one. */
@NullMarked
package io.planwright.plan.criteria;

import org.jspecify.annotations.NullMarked;
