/** Payloads of Temporal made readable, for its Web UI and its command. */
@NullMarked
package io.planwright.api.codec;

import org.jspecify.annotations.NullMarked;
