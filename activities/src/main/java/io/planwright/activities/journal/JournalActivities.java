package io.planwright.activities.journal;

import io.planwright.store.Journal;
import io.planwright.workflows.journal.JournalSteps;
import io.planwright.workflows.journal.Lines;

/** Idempotent: the store takes each line of a writer once. */
public final class JournalActivities implements JournalSteps {
  private final Journal journal;

  public JournalActivities(Journal journal) {
    this.journal = journal;
  }

  @Override
  public void write(Lines lines) {
    journal.append(lines.run(), lines.writer(), lines.entries());
  }
}
