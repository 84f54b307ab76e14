/** How much of a result is the search that found it. */
@NullMarked
package io.planwright.quant.overfit;

import org.jspecify.annotations.NullMarked;
