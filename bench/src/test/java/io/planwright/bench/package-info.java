/** What drivers measure, small. */
@NullMarked
package io.planwright.bench;

import org.jspecify.annotations.NullMarked;
