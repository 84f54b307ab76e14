/** Tests of exchange. */
@NullMarked
package io.planwright.plan.exchange;

import org.jspecify.annotations.NullMarked;
