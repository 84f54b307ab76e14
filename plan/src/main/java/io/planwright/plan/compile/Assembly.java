package io.planwright.plan.compile;

import io.planwright.plan.Binding;
import io.planwright.plan.Catalogue;
import io.planwright.plan.Dependency;
import io.planwright.plan.Dependency.Kind;
import io.planwright.plan.Evidence;
import io.planwright.plan.Executor;
import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Rollback;
import io.planwright.plan.Source;
import io.planwright.plan.Subtask;
import io.planwright.plan.Task;
import io.planwright.plan.Undo;
import io.planwright.plan.compile.Annotation.Call;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Puts what was read together: names it, links it, binds it, and checks that it can be run. */
final class Assembly {
  private final Catalogue catalogue;
  private final Binding manual;
  private final Draft draft;
  private final Rules rules;
  private final Problems problems;
  private final Map<TaskDraft, Binding> bindings = new LinkedHashMap<>();

  /** An item of a task's checklist that runs on its own. */
  private record Promoted(TaskDraft task, TaskDraft item) {}

  Assembly(Catalogue catalogue, Executor manual, Rules rules, Draft draft, Problems problems) {
    this.catalogue = catalogue;
    this.manual = manual(manual);
    this.rules = rules;
    this.draft = draft;
    this.problems = problems;
  }

  Plan plan() {
    return plan(any -> {});
  }

  /**
   * @param stated adds edges that need not be looked for by their words
   */
  Plan plan(Consumer<Links> stated) {
    List<Promoted> promoted = promoteBoundItems();
    Keys.assign(draft, problems);
    Targets targets = new Targets(draft);
    Links links = Links.resolve(draft, targets, problems);
    stated.accept(links);
    for (Promoted item : promoted) {
      links.add(item.task(), item.item(), Kind.IMPLIED, Evidence.FIELD, item.item().source);
    }
    Ruling ruling =
        Ruling.of(
            rules,
            draft.tasks().stream().map(Assembly::subject).toList(),
            draft.phases().stream().map(Assembly::gated).toList(),
            problems);
    for (TaskDraft task : draft.tasks()) {
      bindings.put(task, binding(task, ruling, targets, links));
    }
    Map<PhaseDraft, Binding> gates = gates(ruling, targets, links);
    PhaseOrder.imply(draft, links);
    settle(links);
    draft.phases().stream()
        .filter(phase -> phase.tasks.isEmpty() && !phase.kind.isEmpty() && isLeaf(phase))
        .forEach(
            phase ->
                problems.info(
                    "phase-without-tasks",
                    phase.source,
                    phase.called() + " has no tasks and is left out"));
    return new Plan(
        draft.title(),
        draft.phases().stream()
            .filter(phase -> !phase.tasks.isEmpty())
            .map(phase -> phase(phase, links, Optional.ofNullable(gates.get(phase))))
            .toList(),
        draft.about().criteria,
        draft.about().risks,
        draft.about().undoings.stream().map(undoing -> rollback(undoing, targets)).toList(),
        draft.about().settings,
        draft.about().notes);
  }

  private boolean isLeaf(PhaseDraft phase) {
    return draft.phases().stream()
        .noneMatch(other -> other.parent.filter(phase::equals).isPresent());
  }

  /** What a rollback undoes, as far as its words name phases or tasks. */
  private static Rollback rollback(AboutPlan.Undoing undoing, Targets targets) {
    List<String> keys =
        targets.subject(undoing.of()).stream()
            .filter(target -> !(target instanceof PhaseDraft phase && phase.tasks.isEmpty()))
            .map(Target::key)
            .distinct()
            .toList();
    return new Rollback(undoing.title(), keys, undoing.steps(), undoing.source());
  }

  /** An item of a checklist that is bound runs on its own, and its task after it. */
  private List<Promoted> promoteBoundItems() {
    List<Promoted> promoted = new ArrayList<>();
    for (PhaseDraft phase : draft.phases()) {
      if (phase.tasks.stream().noneMatch(Assembly::hasBoundItem)) {
        continue;
      }
      List<TaskDraft> tasks = new ArrayList<>(phase.tasks.size());
      for (TaskDraft task : phase.tasks) {
        List<TaskDraft> bound =
            task.subtasks.stream().filter(item -> item.annotation.isPresent()).toList();
        bound.forEach(item -> promoted.add(new Promoted(task, item)));
        tasks.addAll(bound);
        tasks.add(task);
        task.subtasks.removeAll(bound);
      }
      phase.tasks.clear();
      phase.tasks.addAll(tasks);
    }
    return promoted;
  }

  private static boolean hasBoundItem(TaskDraft task) {
    for (TaskDraft item : task.subtasks) {
      if (item.annotation.isPresent()) {
        return true;
      }
    }
    return false;
  }

  private static Rule.Subject subject(TaskDraft task) {
    PhaseDraft phase = task.phase;
    return new Rule.Subject(
        task.key,
        task.id,
        task.title,
        task.owner.or(() -> phase.owner),
        task.labels,
        List.of(phase.key, phase.id, phase.title),
        task.annotation.isEmpty());
  }

  private Binding binding(TaskDraft task, Ruling ruling, Targets targets, Links links) {
    Optional<Rule> rule = ruling.of(task.key);
    if (rule.isPresent()) {
      Annotation annotation = rule.get().annotation();
      return bound(
          annotation.at(task.source),
          new References(task, targets, links, problems, rule.get().said()),
          Binding.Origin.RULE);
    }
    return task.annotation
        .flatMap(fence -> AnnotationReader.read(catalogue, fence, problems))
        .map(
            annotation ->
                bound(
                    annotation,
                    new References(task, targets, links, problems, ""),
                    Binding.Origin.ANNOTATED))
        .orElse(manual);
  }

  private static Ruling.Gated gated(PhaseDraft phase) {
    return new Ruling.Gated(
        phase.key, List.of(phase.key, phase.id, phase.title), phase.annotation.isEmpty());
  }

  /** Declared in the document, by a rule, or by the document's words. */
  private Map<PhaseDraft, Binding> gates(Ruling ruling, Targets targets, Links links) {
    Map<PhaseDraft, Binding> gates = new LinkedHashMap<>();
    for (PhaseDraft phase : draft.phases()) {
      if (phase.tasks.isEmpty()) {
        continue;
      }
      TaskDraft gate = new TaskDraft(phase, "", "", "Gate", phase.source);
      ruling
          .gate(phase.key)
          .map(
              rule ->
                  bound(
                      rule.annotation().at(phase.source),
                      new References(gate, targets, links, problems, rule.said()),
                      Binding.Origin.RULE))
          .or(
              () ->
                  phase
                      .annotation
                      .flatMap(fence -> AnnotationReader.read(catalogue, fence, problems))
                      .map(
                          said ->
                              bound(
                                  said,
                                  new References(gate, targets, links, problems, ""),
                                  Binding.Origin.ANNOTATED)))
          .or(() -> phase.annotation.isPresent() ? Optional.empty() : worded(phase))
          .ifPresent(binding -> gates.put(phase, binding));
    }
    return gates;
  }

  private Optional<Binding> worded(PhaseDraft phase) {
    return catalogue
        .find(WordedGate.EXECUTOR)
        .flatMap(executor -> WordedGate.of(phase, executor))
        .map(
            gate -> {
              problems.info(
                  "phase-gated",
                  phase.source,
                  "what follows "
                      + phase.called()
                      + " waits for a decision, since the document says: "
                      + gate.asks());
              return gate.binding();
            });
  }

  private static Binding bound(
      Annotation annotation, References references, Binding.Origin origin) {
    Call call = annotation.call();
    Undo undo =
        annotation.undo().none()
            ? new Undo.None()
            : annotation
                .undo()
                .step()
                .<Undo>map(
                    step ->
                        new Undo.Step(
                            step.executor().name(),
                            references.resolve(
                                step.executor(), step.inputs(), step.places(), true)))
                .orElseGet(Undo.Own::new);
    return new Binding(
        call.executor().name(),
        references.resolve(call.executor(), call.inputs(), call.places(), false),
        annotation.timeout(),
        annotation.attempts(),
        annotation.onFailure(),
        undo,
        origin,
        Optional.empty(),
        Optional.empty());
  }

  private static Binding manual(Executor manual) {
    SortedMap<String, Object> inputs = new TreeMap<>();
    for (Executor.Input input : manual.inputs()) {
      input.fallback().ifPresent(value -> inputs.put(input.name(), InputValue.fallback(value)));
    }
    return new Binding(
        manual.name(),
        inputs,
        manual.timeout(),
        manual.attempts(),
        Binding.OnFailure.UNDO,
        new Undo.Own(),
        Binding.Origin.MANUAL,
        Optional.empty(),
        Optional.empty());
  }

  /**
   * Edges that yield are taken where they contradict nothing; what still goes round is an error.
   */
  private void settle(Links links) {
    Graph graph = new Graph(draft);
    for (PhaseDraft phase : draft.phases()) {
      links.of(phase).keySet().forEach(to -> graph.need(phase, to));
      for (TaskDraft task : phase.tasks) {
        links.of(task).keySet().forEach(to -> graph.need(task, to));
      }
    }
    Graph.Split split = graph.split(links.soft());
    for (Links.Soft edge : split.kept()) {
      graph.need(edge.from(), edge.to());
      links.add(
          edge.from(),
          edge.to(),
          edge.dependency().kind(),
          edge.dependency().evidence(),
          edge.dependency().source());
    }
    for (Links.Soft edge : split.dropped()) {
      problems.info(
          "order-dropped",
          edge.dependency().source(),
          edge.from().called()
              + " does not wait for "
              + edge.to().called()
              + ", since what is stated elsewhere contradicts that");
    }
    graph.cycles().forEach(cycle -> report(cycle, links));
  }

  private void report(List<Target> cycle, Links links) {
    Dependency first = links.of(cycle.getFirst()).get(cycle.get(1));
    Source at = first == null ? cycle.getFirst().source() : first.source();
    List<String> path = cycle.stream().map(Target::called).toList();
    problems.error(
        "dependency-cycle",
        at,
        "tasks must not wait for each other: " + String.join(" → ", shortened(path)),
        "remove one of these dependencies");
  }

  private static List<String> shortened(List<String> path) {
    if (path.size() <= 20) {
      return path;
    }
    List<String> ends = new ArrayList<>(path.subList(0, 10));
    ends.add("…");
    ends.addAll(path.subList(path.size() - 10, path.size()));
    return ends;
  }

  private Phase phase(PhaseDraft phase, Links links, Optional<Binding> gate) {
    return new Phase(
        phase.key,
        Optional.of(phase.id).filter(id -> !id.isEmpty()),
        phase.title,
        phase.priority,
        phase.owner,
        phase.estimate,
        dependencies(phase, links),
        phase.criteria,
        phase.tasks.stream().map(task -> task(task, links)).toList(),
        gate,
        phase.source);
  }

  private Task task(TaskDraft task, Links links) {
    Binding binding = bindings.get(task);
    return new Task(
        task.key,
        Optional.of(task.id).filter(id -> !id.isEmpty()),
        task.title,
        task.state(),
        task.priority,
        task.owner,
        task.estimate,
        dependencies(task, links),
        task.criteria,
        task.subtasks.stream().map(Assembly::subtask).toList(),
        binding == null ? manual : binding,
        task.details(),
        task.source);
  }

  private static Subtask subtask(TaskDraft item) {
    return new Subtask(
        Optional.of(item.id).filter(id -> !id.isEmpty()), item.title, item.state(), item.source);
  }

  /** A phase without tasks is left out: who waits for it waits for what it waits for. */
  private static List<Dependency> dependencies(Target from, Links links) {
    Map<String, Dependency> all = new LinkedHashMap<>();
    Set<Target> passed = new LinkedHashSet<>();
    collect(from, links, all, passed);
    return List.copyOf(all.values());
  }

  private static void collect(
      Target from, Links links, Map<String, Dependency> all, Set<Target> passed) {
    List<Map.Entry<Target, Dependency>> open = new ArrayList<>(links.of(from).entrySet());
    for (int i = 0; i < open.size(); i++) {
      Target to = open.get(i).getKey();
      Dependency dependency = open.get(i).getValue();
      if (to instanceof PhaseDraft phase && phase.tasks.isEmpty()) {
        if (passed.add(phase)) {
          links
              .of(phase)
              .forEach(
                  (further, stated) ->
                      open.add(
                          Map.entry(
                              further,
                              new Dependency(
                                  further.key(),
                                  dependency.kind(),
                                  dependency.evidence(),
                                  dependency.source()))));
        }
      } else {
        all.putIfAbsent(to.key(), dependency);
      }
    }
  }
}
