/** What happens to a plan as it runs: states, outcomes, transitions, commands. */
@NullMarked
package io.planwright.plan.run;

import org.jspecify.annotations.NullMarked;
