/** Training models. */
@NullMarked
package io.planwright.gpu.train;

import org.jspecify.annotations.NullMarked;
