/** Each step that runs on a CPU. */
@NullMarked
package io.planwright.activities;

import org.jspecify.annotations.NullMarked;
