/** Tests of schedules against closed forms and worked examples. */
@NullMarked
package io.planwright.plan.schedule;

import org.jspecify.annotations.NullMarked;
