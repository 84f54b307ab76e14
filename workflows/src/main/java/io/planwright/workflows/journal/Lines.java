package io.planwright.workflows.journal;

import io.planwright.plan.run.Entry;
import java.util.List;

/**
 * Consecutive lines of one writer.
 *
 * @param writer a workflow's id, or a step's and its attempt
 */
public record Lines(String run, String writer, List<Entry> entries) {
  public Lines {
    entries = List.copyOf(entries);
  }
}
