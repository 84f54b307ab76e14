/** Bringing data in and checking it. */
@NullMarked
package io.planwright.workflows.data;

import org.jspecify.annotations.NullMarked;
