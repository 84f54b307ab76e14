/** Many tests at once, and how their p-values are held together. */
@NullMarked
package io.planwright.quant.multiple;

import org.jspecify.annotations.NullMarked;
