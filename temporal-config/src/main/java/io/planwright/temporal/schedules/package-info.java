/** Runs that start by the clock, as Temporal Schedules. */
@NullMarked
package io.planwright.temporal.schedules;

import org.jspecify.annotations.NullMarked;
