/** Tests of diff. */
@NullMarked
package io.planwright.plan.diff;

import org.jspecify.annotations.NullMarked;
