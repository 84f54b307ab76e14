/** Scores of credit: scaling, evidence by bin, monotone models. */
@NullMarked
package io.planwright.quant.credit;

import org.jspecify.annotations.NullMarked;
