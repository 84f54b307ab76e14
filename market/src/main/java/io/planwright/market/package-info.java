/** Market data from files and generators. */
@NullMarked
package io.planwright.market;

import org.jspecify.annotations.NullMarked;
