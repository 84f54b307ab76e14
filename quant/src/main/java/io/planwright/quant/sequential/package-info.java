/** Tests that may be looked at before their end. */
@NullMarked
package io.planwright.quant.sequential;

import org.jspecify.annotations.NullMarked;
