/** Numbers of a time series: bars and a seeded market that makes them. */
@NullMarked
package io.planwright.quant;

import org.jspecify.annotations.NullMarked;
