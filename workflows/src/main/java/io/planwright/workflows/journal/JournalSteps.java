package io.planwright.workflows.journal;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Writing a run's journal. */
@ActivityInterface
public interface JournalSteps {
  /** Idempotent by writer and the entries' numbers. */
  @ActivityMethod(name = "journal.write")
  void write(Lines lines);
}
