/** Whether data still come from where they came from. */
@NullMarked
package io.planwright.quant.drift;

import org.jspecify.annotations.NullMarked;
