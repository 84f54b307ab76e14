/** Watching a run as server-sent events. */
@NullMarked
package io.planwright.api.events;

import org.jspecify.annotations.NullMarked;
