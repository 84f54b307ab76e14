/** Claiming what runs share. */
@NullMarked
package io.planwright.workflows.shares;

import org.jspecify.annotations.NullMarked;
