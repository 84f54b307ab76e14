/** Load drivers that measure the product beside a baseline. */
@NullMarked
package io.planwright.bench;

import org.jspecify.annotations.NullMarked;
