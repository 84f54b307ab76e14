/** Tests of reading criteria and of matching them with metrics. */
@NullMarked
package io.planwright.plan.criteria;

import org.jspecify.annotations.NullMarked;
