package io.planwright.plan.run;

import io.planwright.plan.Dependency;
import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Task;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/**
 * What waits for a gate, and what a gate waits for, beyond what the plan's dependencies say. The
 * gate of a phase waits for all its tasks; what elsewhere waits for one of them waits for the gate
 * too, unless the phase itself waits for that. A review that names nothing of its phase waits for
 * what stands before it there, since the review before.
 */
final class GateOrder {
  private static final String REVIEW = "gate.review";

  private final Map<String, SequencedSet<String>> extra = new LinkedHashMap<>();

  GateOrder(Plan plan) {
    Flow stated = Flow.stated(plan);
    SequencedSet<String> awaited = new LinkedHashSet<>();
    plan.tasks()
        .forEach(task -> task.dependsOn().forEach(dependency -> awaited.add(dependency.key())));
    plan.phases().forEach(phase -> reviews(phase, stated, awaited));
    for (Phase phase : plan.phases()) {
      if (phase.gate().isPresent()) {
        SequencedSet<String> own = new LinkedHashSet<>();
        phase.tasks().forEach(task -> own.add(task.key()));
        more(phase.gateKey()).addAll(own);
        SequencedSet<String> before = stated.upstream(own);
        plan.phases().stream()
            .filter(other -> other != phase)
            .forEach(other -> passes(other, phase, own, before));
      }
    }
  }

  private SequencedSet<String> more(String key) {
    return extra.computeIfAbsent(key, _ -> new LinkedHashSet<>());
  }

  private void reviews(Phase phase, Flow stated, SequencedSet<String> awaited) {
    SequencedSet<String> own = new LinkedHashSet<>();
    phase.tasks().forEach(task -> own.add(task.key()));
    SequencedSet<String> before = new LinkedHashSet<>();
    for (Task task : phase.tasks()) {
      if (task.binding().executor().equals(REVIEW)) {
        if (!waits(task.dependsOn(), own)) {
          SequencedSet<String> after =
              awaited.contains(task.key())
                  ? stated.downstream(List.of(task.key()))
                  : new LinkedHashSet<>();
          before.stream().filter(key -> !after.contains(key)).forEach(more(task.key())::add);
        }
        before.clear();
      }
      before.add(task.key());
    }
  }

  /** What of a phase waits for the gate of another. */
  private void passes(
      Phase other, Phase gated, SequencedSet<String> own, SequencedSet<String> before) {
    if (waits(other.dependsOn(), own)
        && other.tasks().stream().noneMatch(task -> before.contains(task.key()))) {
      more(other.key()).add(gated.gateKey());
    }
    for (Task task : other.tasks()) {
      if (waits(task.dependsOn(), own) && !before.contains(task.key())) {
        more(task.key()).add(gated.gateKey());
      }
    }
  }

  private static boolean waits(List<Dependency> dependencies, SequencedSet<String> own) {
    return dependencies.stream().map(Dependency::key).anyMatch(own::contains);
  }

  SequencedSet<String> needs(Phase phase) {
    return needs(phase.key(), phase.dependsOn());
  }

  SequencedSet<String> needs(Task task) {
    return needs(task.key(), task.dependsOn());
  }

  private SequencedSet<String> needs(String key, List<Dependency> dependencies) {
    SequencedSet<String> keys = new LinkedHashSet<>();
    dependencies.forEach(dependency -> keys.add(dependency.key()));
    keys.addAll(extra.getOrDefault(key, new LinkedHashSet<>()));
    return keys;
  }
}
