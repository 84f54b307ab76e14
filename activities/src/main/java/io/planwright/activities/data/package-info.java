/** Bringing data in and checking it. */
@NullMarked
package io.planwright.activities.data;

import org.jspecify.annotations.NullMarked;
