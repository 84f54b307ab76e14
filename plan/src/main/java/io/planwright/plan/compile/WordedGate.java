package io.planwright.plan.compile;

import io.planwright.plan.Binding;
import io.planwright.plan.Executor;
import io.planwright.plan.Undo;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The gate that a document's words put behind a phase. A no holds the run for a person, since the
 * words say nothing of what it means.
 *
 * @param asks the words
 */
record WordedGate(String asks, Binding binding) {
  static final String EXECUTOR = "gate.review";

  /** They are plain, and still words. */
  private static final double CONFIDENCE = 0.9;

  static Optional<WordedGate> of(PhaseDraft phase, Executor executor) {
    return said(phase).map(said -> new WordedGate(said.words(), binding(said, executor)));
  }

  private static Optional<GateWords.Said> said(PhaseDraft phase) {
    return phase
        .gate
        .filter(said -> said.people() || !phase.criteria.isEmpty())
        .or(
            () ->
                phase.tasks.stream()
                    .filter(task -> task.blocking && !task.criteria.isEmpty())
                    .findFirst()
                    .map(task -> new GateWords.Said("P0 BLOCKING: " + task.called(), false)));
  }

  private static Binding binding(GateWords.Said said, Executor executor) {
    SortedMap<String, Object> inputs = new TreeMap<>();
    for (Executor.Input input : executor.inputs()) {
      switch (input.name()) {
        case "asks" -> inputs.put("asks", said.words());
        case "automatic" -> inputs.put("automatic", !said.people());
        default ->
            input
                .fallback()
                .ifPresent(value -> inputs.put(input.name(), InputValue.fallback(value)));
      }
    }
    return new Binding(
        executor.name(),
        inputs,
        executor.timeout(),
        executor.attempts(),
        Binding.OnFailure.WAIT,
        new Undo.Own(),
        Binding.Origin.ROUTED,
        Optional.of(CONFIDENCE),
        Optional.empty());
  }
}
