/** Writing a run's journal. */
@NullMarked
package io.planwright.workflows.journal;

import org.jspecify.annotations.NullMarked;
