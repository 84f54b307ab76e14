package io.planwright.workflows;

import io.planwright.workflows.plans.UndoOrder.ByHand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One step of an undo, with the steps that must be over before it begins. Every such edge leads
 * from what ended later to what ended earlier, so there is no cycle, whatever was done again.
 */
final class UndoStep {
  /** What did not succeed may still have had its effect: it counts as the last. */
  private static final Comparator<UndoRecord> COMPLETION =
      Comparator.<UndoRecord, Instant>comparing(record -> record.endedAt().orElse(Instant.MAX))
          .thenComparing(UndoRecord::startedAt);

  final UndoRecord record;
  final List<UndoStep> first = new ArrayList<>();
  boolean begun;
  boolean over;

  private UndoStep(UndoRecord record) {
    this.record = record;
  }

  boolean ready() {
    return !begun && first.stream().allMatch(step -> step.over);
  }

  /**
   * @param after for each task, those that follow from it
   */
  static List<UndoStep> of(List<UndoRecord> records, Map<String, List<String>> after) {
    List<UndoStep> latestFirst =
        records.stream().sorted(COMPLETION.reversed()).map(UndoStep::new).toList();
    Map<String, List<UndoStep>> earlierListed = new LinkedHashMap<>();
    Map<String, UndoStep> lastOfChange = new LinkedHashMap<>();
    for (UndoStep step : latestFirst) {
      String task = step.record.step().task();
      for (String follower : after.getOrDefault(task, List.of())) {
        step.first.addAll(earlierListed.getOrDefault(follower, List.of()));
      }
      List<UndoStep> same = earlierListed.computeIfAbsent(task, _ -> new ArrayList<>());
      step.first.addAll(same);
      same.add(step);
      step.record
          .changes()
          .ifPresent(
              changes ->
                  Optional.ofNullable(lastOfChange.put(changes, step)).ifPresent(step.first::add));
    }
    return latestFirst;
  }

  /** A step by hand, with what was said of it. */
  static final class Manual {
    final ByHand step;
    final io.temporal.workflow.CompletablePromise<Boolean> done =
        io.temporal.workflow.Workflow.newPromise();
    boolean waits;
    Optional<String> actor = Optional.empty();
    Optional<String> reason = Optional.empty();

    Manual(ByHand step) {
      this.step = step;
    }
  }
}
