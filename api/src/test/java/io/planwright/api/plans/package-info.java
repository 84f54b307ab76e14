/** Posting and reading plans. */
@NullMarked
package io.planwright.api.plans;

import org.jspecify.annotations.NullMarked;
