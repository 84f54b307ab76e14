/** Asking a language model what a plan lacks. */
@NullMarked
package io.planwright.workflows.assist;

import org.jspecify.annotations.NullMarked;
