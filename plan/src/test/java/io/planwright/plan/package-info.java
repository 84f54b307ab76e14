/** What the tests of several packages share. */
@NullMarked
package io.planwright.plan;

import org.jspecify.annotations.NullMarked;
