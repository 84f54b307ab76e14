/** Asking a language model what a plan document lacks. */
@NullMarked
package io.planwright.api.assist;

import org.jspecify.annotations.NullMarked;
