package io.planwright.workflows;

import static io.planwright.plan.run.State.SUCCEEDED;

import io.planwright.workflows.plans.Given;
import io.planwright.workflows.plans.PlanSteps;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.function.Consumer;

/**
 * Keys of what has succeeded and whose outcomes are not here, because together they are too much
 * for a payload: the journal has them in the store, and they are read when a task needs them.
 */
final class StoredOutcomes {
  private final SequencedSet<String> keys = new LinkedHashSet<>();

  /**
   * What can travel in one payload.
   *
   * @param ended with their outcomes
   * @param stored keys of what has succeeded besides
   */
  record Travelling(List<End> ended, List<String> stored) {}

  /** As it stands, or, where that is too much, what has succeeded by its keys alone. */
  Travelling travelling(Collection<End> ends) {
    boolean light = Weight.ofEnds(ends) <= Weight.MOST;
    List<End> whole = new ArrayList<>();
    List<String> stored = new ArrayList<>();
    for (End end : ends) {
      if (keys.contains(end.key()) || (!light && end.state() == SUCCEEDED)) {
        stored.add(end.key());
      } else {
        whole.add(end);
      }
    }
    return new Travelling(whole, stored);
  }

  void note(End end) {
    if (end.stored()) {
      keys.add(end.key());
    } else {
      keys.remove(end.key());
    }
  }

  void forget(String key) {
    keys.remove(key);
  }

  /**
   * Reads what is needed and not here; what is forgotten meanwhile stays so. Whether anything was
   * read, so that time has passed.
   */
  boolean read(PlanSteps plans, String run, Collection<String> needed, Consumer<End> learn) {
    boolean read = false;
    for (List<String> missing = missing(needed); !missing.isEmpty(); missing = missing(needed)) {
      read = true;
      for (Given given : plans.outcomes(run, missing)) {
        if (keys.contains(given.key())) {
          learn.accept(new End(given.key(), SUCCEEDED, given.outcome(), given.actor(), false));
        }
      }
    }
    return read;
  }

  private List<String> missing(Collection<String> needed) {
    return needed.stream().filter(keys::contains).distinct().toList();
  }
}
