/** Which executor fits a task's words: sentence embeddings in process, calibrated; no server. */
@NullMarked
package io.planwright.routing;

import org.jspecify.annotations.NullMarked;
