/** What debts cost and how to be rid of them: payoff plans, amortisation, refinancing. */
@NullMarked
package io.planwright.quant.debt;

import org.jspecify.annotations.NullMarked;
