/** When markets trade, and whether a price is fresh. */
@NullMarked
package io.planwright.quant.calendar;

import org.jspecify.annotations.NullMarked;
