/** How to divide an income among what it is spent on. */
@NullMarked
package io.planwright.quant.budget;

import org.jspecify.annotations.NullMarked;
