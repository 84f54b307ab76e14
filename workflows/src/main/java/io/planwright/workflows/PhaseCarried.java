package io.planwright.workflows;

import io.planwright.plan.Priority;
import io.planwright.plan.run.Failure;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.State;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a phase takes along when it continues as new: nothing is in flight then but waits.
 *
 * @param numbered journal lines so far
 * @param handled answers to commands by their ids
 */
public record PhaseCarried(
    long numbered,
    boolean paused,
    int limit,
    SequencedMap<String, String> handled,
    List<TaskCarried> tasks) {
  public PhaseCarried {
    handled = Collections.unmodifiableSequencedMap(new java.util.LinkedHashMap<>(handled));
    tasks = List.copyOf(tasks);
  }

  /** How one task stands. */
  public record TaskCarried(
      String key,
      State state,
      int execution,
      boolean held,
      boolean satisfied,
      Priority priority,
      SortedMap<String, Object> changedInputs,
      Outcome outcome,
      Optional<Failure> broken,
      List<UndoRecord> undo,
      Optional<Gate.Standing> gate) {
    public TaskCarried {
      changedInputs = Collections.unmodifiableSortedMap(new TreeMap<>(changedInputs));
      undo = List.copyOf(undo);
    }
  }
}
