package io.planwright.plan.run;

import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;

/**
 * Cuts a plan into the parts that its phase workflows work through. Pure: the same plan is always
 * cut in the same way, so a part can be loaded by its key alone.
 */
public final class Slices {
  /** A Temporal workflow stays small with this many tasks; larger phases are cut. */
  public static final int MOST_TASKS = 200;

  /** So that a part travels as one payload, which takes at most 256 KiB. */
  static final int MOST_BYTES = 224 * 1024;

  /** So many steps of other parts a gate hears of by themselves, so that it can judge them. */
  private static final int MOST_MEASURED = 100;

  private static final String LATER = "~~";
  private static final String MANUAL = "manual";

  private final Plan plan;
  private final Map<String, List<String>> partsOfPhase = new LinkedHashMap<>();
  private final Map<String, List<Task>> tasksOfPart = new LinkedHashMap<>();
  private final Map<String, Phase> phaseOfPart = new LinkedHashMap<>();
  private final Map<String, String> partOfTask = new LinkedHashMap<>();
  private final GateOrder gates;

  public Slices(Plan plan) {
    this.plan = plan;
    this.gates = new GateOrder(plan);
    for (Phase phase : plan.phases()) {
      List<String> parts = new ArrayList<>();
      for (List<Task> tasks : cut(phase.steps())) {
        String key = parts.isEmpty() ? phase.key() : phase.key() + LATER + (parts.size() + 1);
        parts.add(key);
        tasksOfPart.put(key, tasks);
        phaseOfPart.put(key, phase);
        tasks.forEach(task -> partOfTask.put(task.key(), key));
      }
      partsOfPhase.put(phase.key(), parts);
    }
  }

  private static List<List<Task>> cut(List<Task> tasks) {
    List<List<Task>> parts = new ArrayList<>();
    int from = 0;
    while (from < tasks.size()) {
      int to = from;
      int bytes = 0;
      do {
        bytes += TaskSize.of(tasks.get(to++));
      } while (to < Math.min(from + MOST_TASKS, tasks.size())
          && bytes + TaskSize.of(tasks.get(to)) <= MOST_BYTES);
      parts.add(tasks.subList(from, to));
      from = to;
    }
    return parts;
  }

  /** The part whose workflow owns a task. */
  public String partOf(String taskKey) {
    String part = partOfTask.get(taskKey);
    if (part == null) {
      throw new IllegalArgumentException("the plan has no task " + taskKey);
    }
    return part;
  }

  /** Whether a task belongs to a part. */
  public boolean owns(String partKey, String taskKey) {
    return partKey.equals(partOfTask.get(taskKey));
  }

  /** These tasks, and for the key of a part all of its tasks. */
  public List<String> tasks(List<String> keys) {
    SequencedSet<String> tasks = new LinkedHashSet<>();
    for (String key : keys) {
      List<Task> part = tasksOfPart.get(key);
      if (part == null) {
        tasks.add(key);
      } else {
        part.forEach(task -> tasks.add(task.key()));
      }
    }
    return List.copyOf(tasks);
  }

  /** Tasks by the part that owns them. */
  public SequencedMap<String, List<String>> byPart(SequencedSet<String> tasks) {
    SequencedMap<String, List<String>> byPart = new LinkedHashMap<>();
    for (String task : tasks) {
      byPart.computeIfAbsent(partOf(task), _ -> new ArrayList<>()).add(task);
    }
    return byPart;
  }

  public Skeleton skeleton(String planId, String planHash) {
    SequencedSet<String> awaited = new LinkedHashSet<>();
    tasksOfPart.forEach(
        (key, tasks) -> {
          awaited.addAll(imports(key, tasks));
          awaited.addAll(needs(phase(key)));
        });
    List<Skeleton.Part> parts = new ArrayList<>();
    tasksOfPart.forEach((key, tasks) -> parts.add(part(key, tasks, awaited)));
    return new Skeleton(planId, planHash, plan.title(), parts, plan.rollbacks().size());
  }

  public Slice slice(String partKey) {
    List<Task> tasks = tasksOfPart.get(partKey);
    if (tasks == null) {
      throw new IllegalArgumentException("the plan has no phase " + partKey);
    }
    // Exports matter to the parent alone, which has them from the skeleton.
    return new Slice(
        skeleton("", "").phases().stream()
            .filter(p -> p.key().equals(partKey))
            .findFirst()
            .orElseThrow(),
        tasks.stream().map(task -> new Slice.Step(task, needs(task))).toList());
  }

  private Skeleton.Part part(String key, List<Task> tasks, SequencedSet<String> awaited) {
    Phase phase = phase(key);
    return new Skeleton.Part(
        key,
        phase.key(),
        phase.title(),
        needs(phase),
        imports(key, tasks),
        tasks.stream().map(Task::key).filter(awaited::contains).toList(),
        tasks.size());
  }

  private Phase phase(String partKey) {
    Phase phase = phaseOfPart.get(partKey);
    if (phase == null) {
      throw new IllegalArgumentException("the plan has no phase " + partKey);
    }
    return phase;
  }

  private List<String> needs(Phase phase) {
    return needs(gates.needs(phase));
  }

  private List<String> needs(Task task) {
    String part = partOf(task.key());
    Phase phase = phase(part);
    return phase.gateKey().equals(task.key()) && part.contains(LATER)
        ? needsOfGate(phase, part)
        : needs(gates.needs(task));
  }

  /** The gate of a phase that was cut waits for the parts before its own, as wholes. */
  private List<String> needsOfGate(Phase phase, String part) {
    SequencedSet<String> needs =
        new LinkedHashSet<>(partsOfPhase.getOrDefault(phase.key(), List.of()));
    needs.remove(part);
    phase.tasks().stream()
        .filter(task -> !task.binding().executor().equals(MANUAL))
        .filter(task -> !partOf(task.key()).equals(part))
        .limit(MOST_MEASURED)
        .forEach(task -> needs.add(task.key()));
    tasksOfPart.getOrDefault(part, List.of()).stream()
        .map(Task::key)
        .filter(key -> !key.equals(phase.gateKey()))
        .forEach(needs::add);
    return List.copyOf(needs);
  }

  private List<String> imports(String partKey, List<Task> tasks) {
    SequencedSet<String> own = new LinkedHashSet<>();
    tasks.forEach(task -> own.add(task.key()));
    SequencedSet<String> imports = new LinkedHashSet<>();
    tasks.forEach(task -> imports.addAll(needs(task)));
    imports.removeAll(own);
    imports.remove(partKey);
    return List.copyOf(imports);
  }

  /** A phase that was cut, or that has no task, is stood for by its parts. */
  private List<String> needs(SequencedSet<String> needed) {
    SequencedSet<String> keys = new LinkedHashSet<>();
    needed.forEach(key -> keys.addAll(partsOfPhase.getOrDefault(key, List.of(key))));
    return List.copyOf(keys);
  }
}
