/** Whether one of two series is better than the other. */
@NullMarked
package io.planwright.quant.experiment;

import org.jspecify.annotations.NullMarked;
