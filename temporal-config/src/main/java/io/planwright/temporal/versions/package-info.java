/** Which builds of the workers there are, and which one takes what is not pinned. */
@NullMarked
package io.planwright.temporal.versions;

import org.jspecify.annotations.NullMarked;
