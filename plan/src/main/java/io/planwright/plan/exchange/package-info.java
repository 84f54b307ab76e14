/**
 * Plans in the formats of other tools, and states written back into the document they came from.
 */
@NullMarked
package io.planwright.plan.exchange;

import org.jspecify.annotations.NullMarked;
