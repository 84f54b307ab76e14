package io.planwright.workflows;

import io.planwright.plan.run.AddedTask;
import java.util.List;

/** The outcome of a task adds tasks to its phase. */
public record Growing(String part, String task, int execution, List<AddedTask> added) {
  public Growing {
    added = List.copyOf(added);
  }
}
