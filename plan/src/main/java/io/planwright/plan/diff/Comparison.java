package io.planwright.plan.diff;

import io.planwright.plan.Dependency;
import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Task;
import io.planwright.plan.diff.Change.Member;
import io.planwright.plan.diff.Change.Part;
import io.planwright.plan.diff.Consequence.Action;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Function;

/**
 * Pairs the parts of two plans and says of each pair what differs. A part is told by key and title
 * first, so that after an insertion that renumbers, tasks go with their titles and not with the
 * numbers.
 */
final class Comparison {
  private static final Consequence CHANGED = new Consequence(Action.CHANGE, "");

  private final Plan from;
  private final Plan to;
  private final RunStates run;
  private final Pairs<Phase> phases;
  private final Pairs<Task> tasks;
  private final Map<String, String> phaseOf = new LinkedHashMap<>();
  private final Map<String, String> formerPhaseOf = new LinkedHashMap<>();
  private final Map<String, String> keys = new LinkedHashMap<>();
  private final Map<String, String> formerKeys = new LinkedHashMap<>();
  private final List<Change> changes = new ArrayList<>();

  Comparison(Plan from, Plan to, RunStates run) {
    this.from = from;
    this.to = to;
    this.run = run;
    this.phases =
        new Pairs<>(from.phases(), to.phases())
            .by(phase -> List.of(phase.key(), phase.title()))
            .by(Phase::title)
            .by(Phase::key);
    from.phases().forEach(p -> p.tasks().forEach(task -> formerPhaseOf.put(task.key(), p.key())));
    to.phases().forEach(p -> p.tasks().forEach(task -> phaseOf.put(task.key(), p.key())));
    from.phases().forEach(p -> phases.second(p).ifPresent(now -> pair(p.key(), now.key())));
    Function<Task, Object> formerHome = task -> keys.getOrDefault(former(task), former(task));
    Function<Task, Object> home = this::phase;
    this.tasks =
        new Pairs<>(from.tasks().toList(), to.tasks().toList())
            .by(task -> List.of(task.key(), task.title()))
            .by(
                task -> List.of(content(task), formerHome.apply(task)),
                task -> List.of(content(task), home.apply(task)))
            .by(Comparison::content)
            .by(
                task -> List.of(task.title(), formerHome.apply(task)),
                task -> List.of(task.title(), home.apply(task)))
            .by(Task::title)
            .by(Task::key);
    from.tasks().forEach(t -> tasks.second(t).ifPresent(now -> pair(t.key(), now.key())));
  }

  private void pair(String former, String now) {
    keys.put(former, now);
    formerKeys.put(now, former);
  }

  private static Object content(Task task) {
    return List.of(
        task.title(),
        task.binding().executor(),
        task.details().description(),
        task.criteria().stream().map(criterion -> criterion.text()).toList(),
        task.subtasks().stream().map(subtask -> subtask.title()).toList());
  }

  private String phase(Task task) {
    return phaseOf.getOrDefault(task.key(), "");
  }

  private String former(Task task) {
    return formerPhaseOf.getOrDefault(task.key(), "");
  }

  List<Change> changes() {
    members(Part.PLAN, "", to.title(), Members.different(Members.of(from), Members.of(to)));
    List<Phase> reordered = phases.reordered(from.phases(), to.phases());
    for (Phase phase : to.phases()) {
      phases
          .first(phase)
          .ifPresentOrElse(
              former -> compare(former, phase, reordered.contains(phase)), () -> added(phase));
      SequencedSet<Task> moved =
          new LinkedHashSet<>(
              phases
                  .first(phase)
                  .map(former -> tasks.reordered(former.tasks(), phase.tasks()))
                  .orElseGet(List::of));
      for (Task task : phase.tasks()) {
        tasks
            .first(task)
            .ifPresentOrElse(
                former -> compare(former, task, moved.contains(task)), () -> added(task));
      }
    }
    for (Phase phase : phases.removed()) {
      changes.add(
          new Change.Removed(Part.PHASE, phase.key(), phase.title(), "", run.removed(phase)));
    }
    for (Task task : tasks.removed()) {
      changes.add(
          new Change.Removed(Part.TASK, task.key(), task.title(), former(task), run.removed(task)));
    }
    return changes;
  }

  private void added(Phase phase) {
    changes.add(
        new Change.Added(
            Part.PHASE, phase.key(), phase.title(), "", new Consequence(Action.ADD, "")));
  }

  private void added(Task task) {
    changes.add(
        new Change.Added(Part.TASK, task.key(), task.title(), phase(task), run.added(task)));
  }

  private void compare(Phase former, Phase now, boolean reordered) {
    if (reordered || !former.key().equals(now.key())) {
      changes.add(
          new Change.Moved(
              Part.PHASE,
              now.key(),
              now.title(),
              Optional.of(former.key()).filter(key -> !key.equals(now.key())),
              "",
              Optional.empty(),
              CHANGED));
    }
    members(
        Part.PHASE, now.key(), now.title(), Members.different(Members.of(former), Members.of(now)));
    List<String> added = waitsNow(former.dependsOn(), now.dependsOn());
    List<String> removed = waitsNoMore(former.dependsOn(), now.dependsOn());
    if (!added.isEmpty() || !removed.isEmpty()) {
      changes.add(
          new Change.Dependencies(
              Part.PHASE, now.key(), now.title(), added, removed, run.waits(former, added)));
    }
  }

  private void members(Part part, String key, String title, List<Member> members) {
    if (!members.isEmpty()) {
      changes.add(new Change.Changed(part, key, title, members, CHANGED));
    }
  }

  private void compare(Task former, Task now, boolean reordered) {
    boolean rehomed = !keys.getOrDefault(former(former), "").equals(phase(now));
    if (reordered || rehomed || !former.key().equals(now.key())) {
      changes.add(
          new Change.Moved(
              Part.TASK,
              now.key(),
              now.title(),
              Optional.of(former.key()).filter(key -> !key.equals(now.key())),
              phase(now),
              Optional.of(former(former)).filter(key -> rehomed),
              run.moved(former)));
    }
    List<Member> members =
        Members.different(
            Members.of(former, key -> keys.getOrDefault(key, key)), Members.of(now, key -> key));
    if (!members.isEmpty()) {
      changes.add(
          new Change.Changed(
              Part.TASK, now.key(), now.title(), members, run.changed(former, members)));
    }
    List<String> added = waitsNow(former.dependsOn(), now.dependsOn());
    List<String> removed = waitsNoMore(former.dependsOn(), now.dependsOn());
    if (!added.isEmpty() || !removed.isEmpty()) {
      changes.add(
          new Change.Dependencies(
              Part.TASK,
              now.key(),
              now.title(),
              added,
              removed,
              run.waits(former, added, formerKeys)));
    }
  }

  private List<String> waitsNow(List<Dependency> former, List<Dependency> now) {
    SequencedSet<String> known = new LinkedHashSet<>();
    former.forEach(edge -> known.add(keys.getOrDefault(edge.key(), "")));
    return now.stream().map(Dependency::key).filter(key -> !known.contains(key)).toList();
  }

  private List<String> waitsNoMore(List<Dependency> former, List<Dependency> now) {
    SequencedSet<String> known = new LinkedHashSet<>();
    now.forEach(edge -> known.add(edge.key()));
    return former.stream()
        .map(Dependency::key)
        .filter(key -> !known.contains(keys.getOrDefault(key, "")))
        .toList();
  }
}
