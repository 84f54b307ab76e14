package io.planwright.workflows;

import io.planwright.plan.run.ArtifactRef;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is to be done to take something back.
 *
 * @param records in the order of their starts
 * @param stored more of them, as artifacts
 */
record Effects(List<UndoRecord> records, List<ArtifactRef> stored) {
  static final Effects NONE = new Effects(List.of(), List.of());

  Effects {
    records = List.copyOf(records);
    stored = List.copyOf(stored);
  }

  boolean isEmpty() {
    return records.isEmpty() && stored.isEmpty();
  }

  Effects and(Effects more) {
    return new Effects(
        Stream.concat(records.stream(), more.records.stream()).toList(),
        Stream.concat(stored.stream(), more.stored.stream()).toList());
  }

  /** The same; where that is too much for a payload of its own, by reference. */
  Effects light(String run, String part, String team) {
    return light(Weight.MOST_ALONE, run, part, team);
  }

  /**
   * @param most characters that go on as they are
   */
  Effects light(int most, String run, String part, String team) {
    return Weight.ofRecords(records) > most && isNew() ? byReference(run, part, team) : this;
  }

  /** Runs of earlier code may have sent them whole already. */
  private static boolean isNew() {
    return Workflow.getVersion("effects-by-reference", Workflow.DEFAULT_VERSION, 1) == 1;
  }

  /** The same by reference alone. */
  Effects byReference(String run, String part, String team) {
    List<ArtifactRef> refs = new ArrayList<>(stored);
    int from = 0;
    while (from < records.size()) {
      int to = from;
      int weight = 0;
      do {
        weight += Weight.of(records.get(to++));
      } while (to < records.size() && weight + Weight.of(records.get(to)) <= Weight.MOST_ALONE);
      refs.add(keeping().keep(run, part, team, records.subList(from, to)));
      from = to;
    }
    return new Effects(List.of(), refs);
  }

  /** What came after an earlier state of this. */
  Effects since(Effects earlier) {
    return new Effects(
        records.subList(earlier.records.size(), records.size()),
        stored.subList(earlier.stored.size(), stored.size()));
  }

  String words() {
    return stored.isEmpty() ? "undo " + records.size() + " steps" : "undo many steps";
  }

  /** All of them, read from where they are. */
  List<UndoRecord> all() {
    List<UndoRecord> all = new ArrayList<>(records);
    stored.forEach(ref -> all.addAll(keeping().read(ref)));
    return all;
  }

  private static UndoKeeping keeping() {
    return LocalSteps.withoutArguments(UndoKeeping.class);
  }
}
