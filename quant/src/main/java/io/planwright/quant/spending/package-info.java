/** Patterns in spending: seasons, and what comes again and again. */
@NullMarked
package io.planwright.quant.spending;

import org.jspecify.annotations.NullMarked;
