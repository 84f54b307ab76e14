/** Starting and reading runs. */
@NullMarked
package io.planwright.api.runs;

import org.jspecify.annotations.NullMarked;
