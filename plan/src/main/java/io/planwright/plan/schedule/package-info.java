/**
 * When a plan's work can end: critical path, slack, forecast, one task at a time for each owner.
 */
@NullMarked
package io.planwright.plan.schedule;

import org.jspecify.annotations.NullMarked;
