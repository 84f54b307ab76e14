/** Tests of lint. */
@NullMarked
package io.planwright.plan.lint;

import org.jspecify.annotations.NullMarked;
