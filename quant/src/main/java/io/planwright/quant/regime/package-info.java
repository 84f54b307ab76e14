/** Which hidden state a market is in, and how sure that is. */
@NullMarked
package io.planwright.quant.regime;

import org.jspecify.annotations.NullMarked;
