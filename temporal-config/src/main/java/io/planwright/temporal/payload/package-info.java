/** How values travel through Temporal: as JSON, compressed, and encrypted under a key ring. */
@NullMarked
package io.planwright.temporal.payload;

import org.jspecify.annotations.NullMarked;
