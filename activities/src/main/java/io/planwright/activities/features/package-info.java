/** Computing feature sets. */
@NullMarked
package io.planwright.activities.features;

import org.jspecify.annotations.NullMarked;
