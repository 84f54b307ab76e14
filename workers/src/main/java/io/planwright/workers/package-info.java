/** Roles: which queue runs which implementations, with which tuner. */
@NullMarked
package io.planwright.workers;

import org.jspecify.annotations.NullMarked;
