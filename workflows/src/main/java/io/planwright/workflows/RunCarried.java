package io.planwright.workflows;

import io.planwright.plan.run.ArtifactRef;
import io.planwright.plan.run.Command;
import io.planwright.plan.run.State;
import io.planwright.workflows.plans.Reopening;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * What a run takes along when it continues as new, beside its open phases.
 *
 * @param numbered journal lines so far
 * @param stored keys of more that has succeeded, whose outcomes are in the store
 * @param openings of parts that were opened, by their keys
 * @param reopenings of parts that are to be opened again
 * @param undo by part
 * @param undoStored more of it, as artifacts, by part
 * @param early verbs that phases still to open must hear
 * @param handled answers to commands by their ids
 */
public record RunCarried(
    String planHash,
    long numbered,
    boolean paused,
    int undoings,
    SequencedMap<String, State> states,
    List<End> ended,
    List<String> stored,
    SequencedMap<String, Integer> openings,
    SequencedMap<String, Reopening> reopenings,
    SequencedMap<String, List<UndoRecord>> undo,
    SequencedMap<String, List<ArtifactRef>> undoStored,
    List<Command> early,
    SequencedMap<String, String> handled) {
  public RunCarried {
    states = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(states));
    ended = List.copyOf(ended);
    // Runs that went on before there was such a thing carried all of it.
    stored = stored == null ? List.of() : List.copyOf(stored);
    undoStored =
        Collections.unmodifiableSequencedMap(
            undoStored == null ? new LinkedHashMap<>() : new LinkedHashMap<>(undoStored));
    openings = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(openings));
    reopenings = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(reopenings));
    undo = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(undo));
    early = List.copyOf(early);
    handled = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(handled));
  }
}
