/** Tests of what a language model proposes. */
@NullMarked
package io.planwright.plan.assist;

import org.jspecify.annotations.NullMarked;
