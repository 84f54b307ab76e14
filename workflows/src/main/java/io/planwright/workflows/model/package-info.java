/** Judging models and changing the champion. */
@NullMarked
package io.planwright.workflows.model;

import org.jspecify.annotations.NullMarked;
