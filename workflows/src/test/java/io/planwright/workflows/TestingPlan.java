package io.planwright.workflows;

import io.planwright.plan.Binding;
import io.planwright.plan.Binding.OnFailure;
import io.planwright.plan.Dependency;
import io.planwright.plan.Details;
import io.planwright.plan.Evidence;
import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Progress;
import io.planwright.plan.Source;
import io.planwright.plan.Task;
import io.planwright.plan.Undo;
import io.planwright.plan.criteria.CriterionText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Builds small plans for tests. */
final class TestingPlan {
  private static final Source HERE = new Source(1, 1);
  private final List<Phase> phases = new ArrayList<>();

  static TaskSpec task(String key, String executor, String... needs) {
    return new TaskSpec(
        key, executor, List.of(needs), Map.of(), OnFailure.UNDO, Progress.TODO, 1, List.of());
  }

  TestingPlan phase(String key, List<String> needs, TaskSpec... tasks) {
    phases.add(
        new Phase(
            key,
            Optional.of(key),
            "Phase " + key,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            dependencies(needs),
            List.of(),
            Arrays.stream(tasks).map(TestingPlan::build).toList(),
            HERE));
    return this;
  }

  /** The phase before gets a gate, and criteria. */
  TestingPlan gated(Map<String, Object> inputs, OnFailure onFailure, String... criteria) {
    Phase phase = phases.removeLast();
    Binding gate = build(task("gate", "gate.review").inputs(inputs).onFailure(onFailure)).binding();
    phases.add(
        phase
            .withGate(Optional.of(gate))
            .withCriteria(
                Arrays.stream(criteria).map(text -> CriterionText.of(text, HERE)).toList()));
    return this;
  }

  Plan plan() {
    return Plan.of("Test", phases);
  }

  private static Task build(TaskSpec spec) {
    return new Task(
        spec.key,
        Optional.of(spec.key),
        "Task " + spec.key,
        spec.state,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        dependencies(spec.needs),
        spec.criteria.stream().map(text -> CriterionText.of(text, HERE)).toList(),
        List.of(),
        new Binding(
            spec.executor,
            new TreeMap<>(spec.inputs),
            Duration.ofSeconds(10),
            spec.attempts,
            spec.onFailure,
            new Undo.Own(),
            Binding.Origin.ANNOTATED,
            Optional.empty(),
            Optional.empty()),
        Details.NONE,
        HERE);
  }

  private static List<Dependency> dependencies(List<String> keys) {
    return keys.stream()
        .map(key -> new Dependency(key, Dependency.Kind.EXPLICIT, Evidence.FIELD, HERE))
        .toList();
  }

  record TaskSpec(
      String key,
      String executor,
      List<String> needs,
      Map<String, Object> inputs,
      OnFailure onFailure,
      Progress state,
      int attempts,
      List<String> criteria) {
    TaskSpec criteria(String... texts) {
      return new TaskSpec(key, executor, needs, inputs, onFailure, state, attempts, List.of(texts));
    }

    TaskSpec inputs(Map<String, Object> more) {
      return new TaskSpec(key, executor, needs, more, onFailure, state, attempts, criteria);
    }

    TaskSpec onFailure(OnFailure policy) {
      return new TaskSpec(key, executor, needs, inputs, policy, state, attempts, criteria);
    }

    TaskSpec done() {
      return new TaskSpec(
          key, executor, needs, inputs, onFailure, Progress.DONE, attempts, criteria);
    }

    TaskSpec attempts(int most) {
      return new TaskSpec(key, executor, needs, inputs, onFailure, state, most, criteria);
    }
  }
}
