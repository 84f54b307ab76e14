/** The maximum of a smooth function, as estimation by maximum likelihood needs it. */
@NullMarked
package io.planwright.quant.likelihood;

import org.jspecify.annotations.NullMarked;
