/** Whether and when savings reach a goal. */
@NullMarked
package io.planwright.quant.goal;

import org.jspecify.annotations.NullMarked;
