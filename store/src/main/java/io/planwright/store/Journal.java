package io.planwright.store;

import io.planwright.plan.run.Entry;
import jakarta.inject.Singleton;
import java.util.List;

/** The journals of all runs: every line once, in an order that watchers can rely on. */
@Singleton
public class Journal {
  /**
   * Writes lines that are not there yet (by writer and number), brings the run's row and its steps
   * to the state that they tell, and wakes the run's watchers.
   */
  public void append(String run, String writer, List<Entry> entries) {
    throw new UnsupportedOperationException();
  }

  /** Lines after a stream number, in order. */
  public List<JournalLine> read(String run, long after, int limit) {
    throw new UnsupportedOperationException();
  }
}
