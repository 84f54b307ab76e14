/** Loading the plan that a run follows. */
@NullMarked
package io.planwright.workflows.plans;

import org.jspecify.annotations.NullMarked;
