/** Strategies compared on the same bars, two or many. */
@NullMarked
package io.planwright.quant.challenger;

import org.jspecify.annotations.NullMarked;
