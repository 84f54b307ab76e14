/** What a language model proposes for a plan: checked here, and applied where a person says yes. */
@NullMarked
package io.planwright.plan.assist;

import org.jspecify.annotations.NullMarked;
