/** All methods by their names. */
@NullMarked
package io.planwright.quant.catalogue;

import org.jspecify.annotations.NullMarked;
