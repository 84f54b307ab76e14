package io.planwright.plan.compile;

import io.planwright.plan.Dependency;
import io.planwright.plan.Dependency.Kind;
import io.planwright.plan.Evidence;
import io.planwright.plan.Source;
import io.planwright.plan.compile.DependencyText.Mention;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The edges of the plan: what was stated, resolved. */
final class Links {
  private final Map<Target, Map<Target, Dependency>> edges = new LinkedHashMap<>();
  private final List<Soft> soft = new ArrayList<>();
  private final Targets targets;
  private final Problems problems;
  private int count;

  /** An edge that yields where it would close a cycle. */
  record Soft(Target from, Target to, Dependency dependency) {}

  private Links(Targets targets, Problems problems) {
    this.targets = targets;
    this.problems = problems;
  }

  static Links resolve(Draft draft, Targets targets, Problems problems) {
    Links links = new Links(targets, problems);
    for (PhaseDraft phase : draft.phases()) {
      phase.statements.forEach(statement -> links.state(phase, statement));
      for (TaskDraft task : phase.tasks) {
        task.statements.forEach(statement -> links.state(task, statement));
        for (TaskDraft item : task.subtasks) {
          item.statements.forEach(statement -> links.raise(task, statement));
        }
      }
    }
    for (Draft.Note note : draft.orderNotes()) {
      for (Target subject : targets.subject(note.subject())) {
        links.note(subject, note.statement());
      }
    }
    return links;
  }

  Map<Target, Dependency> of(Target from) {
    return edges.getOrDefault(from, Collections.emptyMap());
  }

  List<Soft> soft() {
    return soft;
  }

  boolean has(Target from) {
    return edges.containsKey(from);
  }

  void add(Target from, Target to, Kind kind, Evidence evidence, Source source) {
    edges
        .computeIfAbsent(from, any -> new LinkedHashMap<>())
        .putIfAbsent(to, new Dependency(to.key(), kind, evidence, source));
  }

  void addSoft(Target from, Target to, Kind kind, Evidence evidence, Source source) {
    if (!of(from).containsKey(to)) {
      soft.add(new Soft(from, to, new Dependency(to.key(), kind, evidence, source)));
    }
  }

  private void state(Target from, Statement statement) {
    for (Mention mention : DependencyText.parse(statement.text())) {
      for (Target to : found(from, mention, statement)) {
        if (statement.reversed()) {
          add(to, from, Kind.EXPLICIT, statement.evidence(), statement.source());
        } else if (from instanceof TaskDraft task && task.phase == to) {
          problems.warning(
              "dependency-on-own-phase",
              statement.source(),
              task.called() + " cannot wait for its own phase " + to.called(),
              "name the tasks that must come before it");
        } else {
          add(from, to, Kind.EXPLICIT, statement.evidence(), statement.source());
        }
      }
    }
  }

  /** What an item of a checklist waits for, its task waits for. */
  private void raise(TaskDraft task, Statement statement) {
    for (Mention mention : DependencyText.parse(statement.text())) {
      for (Target to : found(task, mention, statement)) {
        if (to != task && to != task.phase && !statement.reversed()) {
          addSoft(task, to, Kind.EXPLICIT, statement.evidence(), statement.source());
        }
      }
    }
  }

  /** Prose is read for what it surely says, and left alone for the rest. */
  private void note(Target from, Statement statement) {
    for (Mention mention : DependencyText.parse(statement.text())) {
      if (count < Limits.MOST_DEPENDENCIES
          && targets.find(mention, from) instanceof Targets.Some some
          && some.confidence() == 1) {
        count += some.targets().size();
        for (Target to : some.targets()) {
          boolean own = to == from || (from instanceof TaskDraft task && task.phase == to);
          if (!own && statement.reversed()) {
            add(to, from, Kind.EXPLICIT, statement.evidence(), statement.source());
          } else if (!own) {
            add(from, to, Kind.EXPLICIT, statement.evidence(), statement.source());
          }
        }
      }
    }
  }

  private List<Target> found(Target from, Mention mention, Statement statement) {
    if (count > Limits.MOST_DEPENDENCIES) {
      return List.of();
    }
    return switch (targets.find(mention, from)) {
      case Targets.Some some -> counted(some.targets(), statement);
      case Targets.Dangling dangling -> {
        problems.warning(
            "dangling-reference",
            statement.source(),
            from.called() + " depends on " + dangling.name() + ", which is no task or phase here",
            "name a task's id or title, or a phase");
        yield List.of();
      }
      case Targets.Ambiguous ambiguous -> {
        problems.warning(
            "ambiguous-reference",
            statement.source(),
            ambiguous.name()
                + " must name one task or phase, it names "
                + ambiguous.candidates().size(),
            "name it with its phase, or by its title");
        yield List.of();
      }
      case Targets.Outside outside -> {
        problems.info(
            "dependency-outside",
            statement.source(),
            "\"" + outside.words() + "\" names nothing in the plan and is not waited for");
        yield List.of();
      }
    };
  }

  private List<Target> counted(List<Target> found, Statement statement) {
    count += found.size();
    if (count > Limits.MOST_DEPENDENCIES) {
      problems.error(
          "too-many-dependencies",
          statement.source(),
          "a plan must have at most " + Limits.MOST_DEPENDENCIES + " dependencies",
          "let phases depend on phases instead of tasks on tasks");
      return List.of();
    }
    return found;
  }
}
