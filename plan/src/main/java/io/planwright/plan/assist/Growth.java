package io.planwright.plan.assist;

import io.planwright.plan.Binding;
import io.planwright.plan.Catalogue;
import io.planwright.plan.Dependency;
import io.planwright.plan.Details;
import io.planwright.plan.Evidence;
import io.planwright.plan.Executor;
import io.planwright.plan.Lane;
import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Progress;
import io.planwright.plan.Source;
import io.planwright.plan.Task;
import io.planwright.plan.run.AddedTask;
import io.planwright.plan.run.Flow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Adds to a plan the tasks that the outcome of one of its tasks asks for: they join its phase, wait
 * for it, and all that waits for it waits for them.
 */
public final class Growth {
  /** Of tasks that outcomes add to one phase. */
  public static final int MOST_IN_PHASE = 200;

  static final int LONGEST_TITLE = 500;

  private static final Pattern ID = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,59}");
  private static final String BY_HAND = "manual";

  private final Catalogue catalogue;

  public Growth(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /**
   * The plan with these tasks, or why it can't have them.
   *
   * @param problems empty where it can
   */
  public record Grown(Plan plan, List<String> problems) {
    public Grown {
      problems = List.copyOf(problems);
    }
  }

  /** Instead of those that an earlier outcome of the same task added. */
  public Grown onto(Plan plan, String parent, List<AddedTask> added) {
    Optional<Task> grower = plan.task(parent);
    Optional<Phase> phase = plan.phaseOf(parent);
    if (grower.isEmpty() || phase.isEmpty()) {
      return new Grown(plan, List.of("the plan has no task " + parent));
    }
    Plan without = without(plan, parent);
    List<String> problems = new ArrayList<>();
    long others =
        without.phase(phase.get().key()).stream()
            .flatMap(p -> p.tasks().stream())
            .filter(task -> parentOf(task.key()).isPresent())
            .count();
    if (others + added.size() > MOST_IN_PHASE) {
      problems.add(
          "outcomes may add at most %d tasks to a phase, were %d"
              .formatted(MOST_IN_PHASE, others + added.size()));
      return new Grown(plan, problems);
    }
    SequencedSet<String> siblings = new LinkedHashSet<>();
    for (AddedTask task : added) {
      if (!ID.matcher(task.id()).matches()) {
        problems.add(
            "an id must be 1 to 60 letters, digits, dots, hyphens or underscores, was "
                + shown(task.id()));
      } else if (!siblings.add(task.id())) {
        problems.add("two tasks have the id " + task.id());
      }
    }
    SequencedSet<String> after = new Flow(without).downstream(List.of(parent));
    List<Task> tasks = new ArrayList<>();
    boolean byModel =
        catalogue
            .find(grower.get().binding().executor())
            .filter(executor -> executor.lane() == Lane.GPU_LLM)
            .isPresent();
    for (AddedTask task : added) {
      tasks.add(build(without, grower.get(), task, siblings, after, byModel, problems));
    }
    if (problems.isEmpty()) {
      cycle(tasks).ifPresent(problems::add);
    }
    return problems.isEmpty()
        ? new Grown(attach(without, parent, tasks), problems)
        : new Grown(plan, problems);
  }

  /** What outcomes have added to a plan, in another version of it that still has what added it. */
  public Plan carried(Plan from, Plan to) {
    Map<String, List<Task>> byParent = new LinkedHashMap<>();
    from.tasks()
        .forEach(
            task ->
                parentOf(task.key())
                    .ifPresent(
                        parent ->
                            byParent.computeIfAbsent(parent, _ -> new ArrayList<>()).add(task)));
    Plan plan = to;
    for (Map.Entry<String, List<Task>> grown : byParent.entrySet()) {
      if (plan.task(grown.getKey()).isPresent()) {
        plan = attach(plan, grown.getKey(), grown.getValue());
      }
    }
    return plan;
  }

  /** The task whose outcome added a task. */
  static Optional<String> parentOf(String key) {
    int slash = key.lastIndexOf('/');
    return slash < 0 ? Optional.empty() : Optional.of(key.substring(0, slash));
  }

  private Task build(
      Plan plan,
      Task parent,
      AddedTask added,
      SequencedSet<String> siblings,
      SequencedSet<String> after,
      boolean byModel,
      List<String> problems) {
    String id = added.id();
    if (added.title().isBlank() || added.title().length() > LONGEST_TITLE) {
      problems.add(
          "%s: a title must have 1 to %d characters, had %d"
              .formatted(shown(id), LONGEST_TITLE, added.title().length()));
    }
    SequencedSet<String> waits = new LinkedHashSet<>(List.of(parent.key()));
    for (String need : added.needs()) {
      if (siblings.contains(need)) {
        waits.add(parent.key() + "/" + need);
      } else if (plan.task(need).isEmpty()) {
        problems.add("%s: there is no task %s".formatted(shown(id), shown(need)));
      } else if (after.contains(need) && !need.equals(parent.key())) {
        problems.add("%s: %s follows from %s".formatted(shown(id), need, parent.key()));
      } else {
        waits.add(need);
      }
    }
    return new Task(
        parent.key() + "/" + id,
        Optional.of(id),
        added.title(),
        Progress.TODO,
        parent.priority(),
        added.assignee(),
        Optional.empty(),
        waits.stream().map(Growth::edge).toList(),
        List.of(),
        List.of(),
        binding(plan, added, waits, siblings, parent.key(), byModel, problems),
        Details.NONE,
        new Source(1, 1));
  }

  private static Dependency edge(String key) {
    return new Dependency(key, Dependency.Kind.EXPLICIT, Evidence.FIELD, new Source(1, 1));
  }

  private Binding binding(
      Plan plan,
      AddedTask added,
      SequencedSet<String> waits,
      SequencedSet<String> siblings,
      String parent,
      boolean byModel,
      List<String> problems) {
    Executor byHand = catalogue.find(BY_HAND).orElseThrow();
    Optional<Executor> wanted = catalogue.find(added.executor().orElse(BY_HAND));
    if (wanted.isEmpty()) {
      problems.add(
          "%s: there is no executor %s"
              .formatted(shown(added.id()), shown(added.executor().orElse(""))));
      return Binding.by(byHand, byHand.defaults(), Binding.Origin.ANNOTATED, Optional.empty());
    }
    Executor executor = wanted.get();
    BoundInputs inputs = new BoundInputs(executor, added.inputs());
    inputs
        .unknown()
        .forEach(n -> problems.add(added.id() + ": " + executor.name() + " has no input " + n));
    inputs
        .missing()
        .forEach(n -> problems.add(added.id() + ": " + executor.name() + " needs input " + n));
    inputs.invalid().forEach(text -> problems.add(added.id() + ": input " + text));
    for (BoundInputs.Reference use : inputs.references()) {
      String key = siblings.contains(use.task()) ? parent + "/" + use.task() : use.task();
      if (!waits.contains(key)) {
        problems.add(
            "%s: %s uses a task that it does not wait for; name %s in its needs"
                .formatted(added.id(), use.text(), use.task()));
      } else if (!key.equals(use.task())) {
        problems.add("%s: %s must be written ${%s}".formatted(added.id(), use.text(), key));
      }
    }
    if (byModel && executor.effect()) {
      return Binding.by(byHand, byHand.defaults(), Binding.Origin.MANUAL, Optional.empty())
          .withProposal(
              Optional.of(
                  new Binding.Proposal(
                      executor.name(), 1, "a language model proposed an outside effect")));
    }
    return Binding.by(
        executor, new TreeMap<>(inputs.values()), Binding.Origin.ANNOTATED, Optional.empty());
  }

  private static Optional<String> cycle(List<Task> tasks) {
    List<Task> open = new ArrayList<>(tasks);
    boolean shrunk = true;
    while (shrunk) {
      SequencedSet<String> left = new LinkedHashSet<>(open.stream().map(Task::key).toList());
      shrunk =
          open.removeIf(
              task -> task.dependsOn().stream().noneMatch(edge -> left.contains(edge.key())));
    }
    return open.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "these wait for each other: "
                + String.join(", ", open.stream().map(task -> task.id().orElse("")).toList()));
  }

  private static Plan without(Plan plan, String parent) {
    SequencedSet<String> gone = new LinkedHashSet<>();
    plan.tasks().map(Task::key).filter(key -> key.startsWith(parent + "/")).forEach(gone::add);
    if (gone.isEmpty()) {
      return plan;
    }
    return plan.withPhases(
        plan.phases().stream()
            .map(
                phase ->
                    phase
                        .withDependsOn(left(phase.dependsOn(), gone))
                        .withTasks(
                            phase.tasks().stream()
                                .filter(task -> !gone.contains(task.key()))
                                .map(task -> task.withDependsOn(left(task.dependsOn(), gone)))
                                .toList()))
            .toList());
  }

  private static List<Dependency> left(List<Dependency> edges, SequencedSet<String> gone) {
    return edges.stream().filter(edge -> !gone.contains(edge.key())).toList();
  }

  /** They stand at the phase's end, where they move no other task to another part. */
  private static Plan attach(Plan plan, String parent, List<Task> added) {
    List<Dependency> more = added.stream().map(task -> edge(task.key())).toList();
    String home = plan.phaseOf(parent).map(Phase::key).orElse("");
    List<Phase> phases = new ArrayList<>();
    for (Phase phase : plan.phases()) {
      List<Task> tasks = new ArrayList<>();
      for (Task task : phase.tasks()) {
        tasks.add(task.withDependsOn(with(task.dependsOn(), parent, more)));
      }
      if (phase.key().equals(home)) {
        tasks.addAll(added);
      }
      phases.add(phase.withDependsOn(with(phase.dependsOn(), parent, more)).withTasks(tasks));
    }
    return plan.withPhases(phases);
  }

  private static List<Dependency> with(
      List<Dependency> edges, String parent, List<Dependency> more) {
    if (edges.stream().noneMatch(edge -> edge.key().equals(parent))) {
      return edges;
    }
    List<Dependency> all = new ArrayList<>(edges);
    all.addAll(more);
    return all;
  }

  private static String shown(String text) {
    return text.length() <= 60 ? text : text.substring(0, 57) + "...";
  }
}
