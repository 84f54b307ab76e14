/** Telling people: through the log, or through webhooks that the configuration names. */
@NullMarked
package io.planwright.activities.notice;

import org.jspecify.annotations.NullMarked;
