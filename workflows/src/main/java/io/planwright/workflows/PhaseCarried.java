package io.planwright.workflows;

import io.planwright.plan.Priority;
import io.planwright.plan.run.ArtifactRef;
import io.planwright.plan.run.Failure;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.Slice;
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
 * @param planHash of the version that an amendment brought it to
 * @param former tasks that wait as a former version has them
 * @param undo of tasks that an amendment has taken out of the plan
 * @param undoStored undo records of tasks that have ended, as artifacts
 * @param awaited tasks and phases elsewhere that all of it waits for anew
 */
public record PhaseCarried(
    long numbered,
    boolean paused,
    int limit,
    SequencedMap<String, String> handled,
    List<TaskCarried> tasks,
    Optional<String> planHash,
    List<Slice.Step> former,
    List<UndoRecord> undo,
    List<ArtifactRef> undoStored,
    List<String> awaited) {
  public PhaseCarried {
    // Phases that went on before there were amendments have none.
    planHash = planHash == null ? Optional.empty() : planHash;
    former = former == null ? List.of() : List.copyOf(former);
    undo = undo == null ? List.of() : List.copyOf(undo);
    handled = Collections.unmodifiableSequencedMap(new java.util.LinkedHashMap<>(handled));
    tasks = List.copyOf(tasks);
    // Phases that went on before there was such a thing have all of it in their tasks.
    undoStored = undoStored == null ? List.of() : List.copyOf(undoStored);
    awaited = awaited == null ? List.of() : List.copyOf(awaited);
  }

  /**
   * How one task stands.
   *
   * @param stored whether its outcome is to be read from the store
   * @param actor who did it, where a person did
   */
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
      Optional<Gate.Standing> gate,
      boolean stored,
      Optional<String> actor) {
    public TaskCarried {
      // Phases that went on before this was carried have none.
      actor = actor == null ? Optional.empty() : actor;
      changedInputs = Collections.unmodifiableSortedMap(new TreeMap<>(changedInputs));
      undo = List.copyOf(undo);
    }
  }
}
