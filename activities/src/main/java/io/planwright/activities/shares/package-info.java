/** Claiming what runs share. */
@NullMarked
package io.planwright.activities.shares;

import org.jspecify.annotations.NullMarked;
