/** Whether one of two arms or series is better than the other, and what that rests on. */
@NullMarked
package io.planwright.quant.experiment;

import org.jspecify.annotations.NullMarked;
