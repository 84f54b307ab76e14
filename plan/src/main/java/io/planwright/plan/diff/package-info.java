/** What changed between two plans, and what that asks of a run of the first. */
@NullMarked
package io.planwright.plan.diff;

import org.jspecify.annotations.NullMarked;
