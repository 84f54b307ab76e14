/** Computing feature sets. */
@NullMarked
package io.planwright.workflows.features;

import org.jspecify.annotations.NullMarked;
