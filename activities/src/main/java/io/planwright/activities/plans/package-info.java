/** Loading the plan that a run follows. */
@NullMarked
package io.planwright.activities.plans;

import org.jspecify.annotations.NullMarked;
