package io.planwright.workflows.plans;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * In what order a run is undone.
 *
 * @param after for each task that is undone, those of them that follow from it: they are first
 * @param byHand what the document says must be done by people
 * @param rest how many of the tasks this tells of, where the rest is to be asked for; else 0
 */
public record UndoOrder(SequencedMap<String, List<String>> after, List<ByHand> byHand, int rest) {
  public UndoOrder(SequencedMap<String, List<String>> after, List<ByHand> byHand) {
    this(after, byHand, 0);
  }

  public UndoOrder {
    after = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(after));
    byHand = List.copyOf(byHand);
  }

  /**
   * One rollback step of the document, that waits for a person.
   *
   * @param key of the step in the run
   * @param part the phase that it is shown in
   * @param title of the document's section
   * @param what is to be done
   * @param undoes the tasks that were done
   */
  public record ByHand(String key, String part, String title, String what, List<String> undoes) {
    public ByHand {
      undoes = List.copyOf(undoes);
    }
  }
}
