/** The HTTP API: plans, runs, schedules, events. */
@NullMarked
package io.planwright.api;

import org.jspecify.annotations.NullMarked;
