/** Killing what the product runs on, at random, and counting what it loses. */
@NullMarked
package io.planwright.bench.chaos;

import org.jspecify.annotations.NullMarked;
