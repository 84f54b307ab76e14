/** Calls to Temporal within a time budget. */
@NullMarked
package io.planwright.api.temporal;

import org.jspecify.annotations.NullMarked;
