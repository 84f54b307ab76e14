/** Schedules of plans over HTTP. */
@NullMarked
package io.planwright.api.schedules;

import org.jspecify.annotations.NullMarked;
