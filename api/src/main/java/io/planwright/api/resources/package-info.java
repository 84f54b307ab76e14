/** What runs share: who has it, and who waits for it. */
@NullMarked
package io.planwright.api.resources;

import org.jspecify.annotations.NullMarked;
