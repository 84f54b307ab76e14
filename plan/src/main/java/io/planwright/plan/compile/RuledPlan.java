package io.planwright.plan.compile;

import io.planwright.plan.Binding;
import io.planwright.plan.Binding.Origin;
import io.planwright.plan.Compiled;
import io.planwright.plan.Dependency;
import io.planwright.plan.Diagnostic;
import io.planwright.plan.Evidence;
import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Task;
import io.planwright.plan.Undo;
import io.planwright.plan.format.Cycles;
import io.planwright.plan.format.Nearest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;

/** A plan that was read as one, with rules for the tasks that it leaves to people. */
final class RuledPlan {
  private static final Evidence RULE = new Evidence(Evidence.Form.ANNOTATION, 1);

  private final Plan plan;
  private final Ruling ruling;
  private final Problems problems;
  private final Map<String, Task> byKey = new LinkedHashMap<>();

  /** What several tasks are called is no name. */
  private final Map<String, Optional<Task>> byName = new LinkedHashMap<>();

  private RuledPlan(Plan plan, Ruling ruling, Problems problems) {
    this.plan = plan;
    this.ruling = ruling;
    this.problems = problems;
    plan.tasks()
        .forEach(
            task -> {
              byKey.put(task.key(), task);
              task.id().ifPresent(id -> name(id, task));
              name(task.title(), task);
            });
  }

  private void name(String name, Task task) {
    byName.merge(
        name, Optional.of(task), (one, other) -> one.equals(other) ? one : Optional.empty());
  }

  static Compiled of(Compiled read, Rules rules) {
    if (rules.size() == 0) {
      return read;
    }
    Problems problems = new Problems();
    List<Rule.Subject> subjects =
        read.plan().phases().stream()
            .flatMap(phase -> phase.tasks().stream().map(task -> subject(phase, task)))
            .toList();
    List<Ruling.Gated> gated = read.plan().phases().stream().map(RuledPlan::gated).toList();
    Ruling ruling = Ruling.of(rules, subjects, gated, problems);
    Plan plan =
        ruling.isEmpty() ? read.plan() : new RuledPlan(read.plan(), ruling, problems).bound();
    List<Diagnostic> diagnostics = new ArrayList<>(read.diagnostics());
    diagnostics.addAll(problems.inOrder());
    if (!ruling.isEmpty() && read.runnable()) {
      Cycles.in(plan).ifPresent(diagnostics::add);
    }
    diagnostics.sort(
        Comparator.comparingInt(Diagnostic::line).thenComparingInt(Diagnostic::column));
    return new Compiled(plan, diagnostics);
  }

  private static Ruling.Gated gated(Phase phase) {
    return new Ruling.Gated(
        phase.key(),
        List.of(phase.key(), phase.id().orElse(""), phase.title()),
        phase.gate().filter(gate -> gate.origin() != Origin.ROUTED).isEmpty());
  }

  private static Rule.Subject subject(Phase phase, Task task) {
    return new Rule.Subject(
        task.key(),
        task.id().orElse(""),
        task.title(),
        task.assignee().or(phase::assignee),
        task.details().labels(),
        List.of(phase.key(), phase.id().orElse(""), phase.title()),
        task.binding().origin() == Origin.MANUAL);
  }

  private Plan bound() {
    return new Plan(
        plan.title(),
        plan.phases().stream().map(this::phase).toList(),
        plan.criteria(),
        plan.risks(),
        plan.rollbacks(),
        plan.settings(),
        plan.notes());
  }

  private Phase phase(Phase phase) {
    return new Phase(
        phase.key(),
        phase.id(),
        phase.title(),
        phase.priority(),
        phase.assignee(),
        phase.estimate(),
        phase.dependsOn(),
        phase.criteria(),
        phase.tasks().stream()
            .map(task -> ruling.of(task.key()).map(rule -> task(phase, task, rule)).orElse(task))
            .toList(),
        ruling
            .gate(phase.key())
            .map(rule -> bound(rule, rule.annotation().call().inputs(), new Undo.Own()))
            .or(phase::gate),
        phase.source());
  }

  private static Binding bound(Rule rule, SortedMap<String, Object> inputs, Undo undo) {
    Annotation said = rule.annotation();
    return new Binding(
        said.call().executor().name(),
        inputs,
        said.timeout(),
        said.attempts(),
        said.onFailure(),
        undo,
        Origin.RULE,
        Optional.empty(),
        Optional.empty());
  }

  private Task task(Phase phase, Task task, Rule rule) {
    List<Dependency> dependsOn = new ArrayList<>(task.dependsOn());
    Annotation said = rule.annotation();
    Uses uses = new Uses(phase, task, rule, dependsOn, true);
    Uses undoing = new Uses(phase, task, rule, dependsOn, false);
    Undo undo =
        said.undo().none()
            ? new Undo.None()
            : said.undo()
                .step()
                .<Undo>map(
                    step -> new Undo.Step(step.executor().name(), undoing.resolve(step.inputs())))
                .orElseGet(Undo.Own::new);
    Binding binding = bound(rule, uses.resolve(said.call().inputs()), undo);
    return new Task(
        task.key(),
        task.id(),
        task.title(),
        task.state(),
        task.priority(),
        task.assignee(),
        task.estimate(),
        dependsOn,
        task.criteria(),
        task.subtasks(),
        binding,
        task.details(),
        task.source());
  }

  /** What the inputs of one task's rule use of other tasks. */
  private final class Uses {
    private final Phase phase;
    private final Task task;
    private final Rule rule;
    private final List<Dependency> dependsOn;
    private final boolean waits;

    private Uses(Phase phase, Task task, Rule rule, List<Dependency> dependsOn, boolean waits) {
      this.phase = phase;
      this.task = task;
      this.rule = rule;
      this.dependsOn = dependsOn;
      this.waits = waits;
    }

    private SortedMap<String, Object> resolve(SortedMap<String, Object> inputs) {
      SortedMap<String, Object> resolved = new TreeMap<>(inputs);
      resolved.replaceAll((input, value) -> resolve(value));
      return resolved;
    }

    private Object resolve(Object value) {
      return switch (value) {
        case String text ->
            References.REFERENCE
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(resolve(found)));
        case List<?> list -> list.stream().map(this::resolve).toList();
        default -> value;
      };
    }

    private String resolve(MatchResult found) {
      String name = found.group(1).strip();
      Optional<Task> whole = named(name);
      int colon = name.lastIndexOf(':');
      Optional<Task> target =
          whole.or(() -> colon < 0 ? Optional.empty() : named(name.substring(0, colon).strip()));
      boolean itself = target.filter(task::equals).isPresent();
      if (target.isEmpty() || (itself && waits)) {
        problems.error(
            "dangling-reference",
            task.source(),
            rule.said()
                + (itself
                    ? "a task cannot use its own output, came " + found.group()
                    : found.group() + " must name one task by id, key or title"),
            Nearest.hint(name, byKey.keySet()));
        return found.group();
      }
      String key = target.get().key();
      if (!itself && dependsOn.stream().noneMatch(edge -> edge.key().equals(key))) {
        dependsOn.add(new Dependency(key, Dependency.Kind.INPUT, RULE, task.source()));
      }
      return "${" + key + (whole.isPresent() ? "" : ":" + name.substring(colon + 1).strip()) + "}";
    }

    private Optional<Task> named(String name) {
      return Optional.ofNullable(byKey.get(name))
          .or(
              () ->
                  phase.tasks().stream().filter(t -> t.id().equals(Optional.of(name))).findFirst())
          .or(() -> byName.getOrDefault(name, Optional.empty()));
    }
  }
}
