/** How large a position to take, or why none. */
@NullMarked
package io.planwright.quant.sizing;

import org.jspecify.annotations.NullMarked;
