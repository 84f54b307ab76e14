/** Who calls, and what they may do. */
@NullMarked
package io.planwright.api.access;

import org.jspecify.annotations.NullMarked;
