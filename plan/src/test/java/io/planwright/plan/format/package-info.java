/** Tests of the formats. */
@NullMarked
package io.planwright.plan.format;

import org.jspecify.annotations.NullMarked;
