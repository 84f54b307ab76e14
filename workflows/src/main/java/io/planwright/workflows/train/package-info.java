/** Training models. */
@NullMarked
package io.planwright.workflows.train;

import org.jspecify.annotations.NullMarked;
