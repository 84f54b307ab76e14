/** What a plan is: phases, tasks, dependencies, bindings, and where each stands in its document. */
@NullMarked
package io.planwright.plan;

import org.jspecify.annotations.NullMarked;
