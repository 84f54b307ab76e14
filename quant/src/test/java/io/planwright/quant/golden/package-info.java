/** The numbers of the field's reference implementations, each matched by a computed one. */
@NullMarked
package io.planwright.quant.golden;

import org.jspecify.annotations.NullMarked;
