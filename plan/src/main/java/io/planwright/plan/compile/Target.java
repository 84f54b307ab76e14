package io.planwright.plan.compile;

import io.planwright.plan.Source;

/** What a dependency can name. */
sealed interface Target permits PhaseDraft, TaskDraft {
  String key();

  /** For messages. */
  String called();

  Source source();
}
