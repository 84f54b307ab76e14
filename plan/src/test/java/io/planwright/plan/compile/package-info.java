/** Tests of the compiler, each with small documents of its own. */
@NullMarked
package io.planwright.plan.compile;

import org.jspecify.annotations.NullMarked;
