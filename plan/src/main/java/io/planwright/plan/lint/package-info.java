/** What a plan that can be run should still be asked. */
@NullMarked
package io.planwright.plan.lint;

import org.jspecify.annotations.NullMarked;
