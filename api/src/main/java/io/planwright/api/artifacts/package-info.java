/** The bytes of stored results. */
@NullMarked
package io.planwright.api.artifacts;

import org.jspecify.annotations.NullMarked;
