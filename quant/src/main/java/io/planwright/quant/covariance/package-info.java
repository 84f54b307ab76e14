/** How returns vary together: sample covariances, shrunk ones, and their factors. */
@NullMarked
package io.planwright.quant.covariance;

import org.jspecify.annotations.NullMarked;
