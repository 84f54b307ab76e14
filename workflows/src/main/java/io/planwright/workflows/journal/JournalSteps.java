package io.planwright.workflows.journal;

import io.planwright.plan.run.Entry;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;

/** Writing a run's journal. */
@ActivityInterface
public interface JournalSteps {
  /** Idempotent by writer and the entries' numbers. */
  @ActivityMethod(name = "journal.write")
  void write(String run, String writer, List<Entry> entries);
}
