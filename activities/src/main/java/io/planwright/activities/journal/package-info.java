/** Writing a run's journal. */
@NullMarked
package io.planwright.activities.journal;

import org.jspecify.annotations.NullMarked;
