/** What can be lost, and whether what was said of it held. */
@NullMarked
package io.planwright.quant.risk;

import org.jspecify.annotations.NullMarked;
