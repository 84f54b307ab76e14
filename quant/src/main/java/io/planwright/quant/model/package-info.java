/** Splits in time and the scores of a classifier. */
@NullMarked
package io.planwright.quant.model;

import org.jspecify.annotations.NullMarked;
