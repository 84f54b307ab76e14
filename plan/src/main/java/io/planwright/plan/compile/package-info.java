/** Markdown in, a checked plan with diagnostics out. */
@NullMarked
package io.planwright.plan.compile;

import org.jspecify.annotations.NullMarked;
