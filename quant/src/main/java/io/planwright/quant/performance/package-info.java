/** What a series of returns was worth, and at what risk. */
@NullMarked
package io.planwright.quant.performance;

import org.jspecify.annotations.NullMarked;
