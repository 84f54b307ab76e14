package io.planwright.plan.diff;

import io.planwright.plan.Plan;
import io.planwright.plan.Progress;
import io.planwright.plan.Task;
import io.planwright.plan.diff.Change.Member;
import io.planwright.plan.diff.Change.Part;
import io.planwright.plan.diff.Consequence.Action;
import io.planwright.plan.diff.Effect.Conflict;
import io.planwright.plan.run.Skeleton;
import io.planwright.plan.run.Slice;
import io.planwright.plan.run.Slices;
import io.planwright.plan.run.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;

/**
 * What a run of one plan has to do to go on as a run of another. A task is the same where its key
 * is: keys name what has been done, so a task that was renumbered after it began is no other's.
 */
public final class Amendment {
  private final Side from;
  private final Side to;

  /** By the key of before; told by their titles. */
  private final Map<String, String> renamed = new LinkedHashMap<>();

  /** One of the two plans, cut into the parts that a run works through. */
  private record Side(
      SequencedMap<String, Skeleton.Part> parts,
      Map<String, SequencedMap<String, Slice.Step>> steps,
      Map<String, String> partOf) {
    static Side of(Plan plan) {
      Slices slices = new Slices(plan);
      Side side = new Side(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
      for (Skeleton.Part part : slices.skeleton("", "").phases()) {
        side.parts.put(part.key(), part);
        SequencedMap<String, Slice.Step> steps = new LinkedHashMap<>();
        for (Slice.Step step : slices.slice(part.key()).steps()) {
          steps.put(step.task().key(), step);
          side.partOf.put(step.task().key(), part.key());
        }
        side.steps.put(part.key(), steps);
      }
      return side;
    }

    SequencedMap<String, Slice.Step> stepsOf(String part) {
      return steps.getOrDefault(part, new LinkedHashMap<>());
    }
  }

  public Amendment(Plan from, Plan to) {
    this.from = Side.of(from);
    this.to = Side.of(to);
    for (Change change : PlanDiff.of(from, to).changes()) {
      if (change instanceof Change.Moved moved && moved.part() == Part.TASK) {
        moved.formerKey().ifPresent(former -> renamed.put(former, moved.key()));
      }
    }
  }

  /** The parts in which something differs, those that have gone included. */
  public SequencedSet<String> touched() {
    SequencedSet<String> touched = new LinkedHashSet<>();
    for (Skeleton.Part part : to.parts.values()) {
      Skeleton.Part was = from.parts.get(part.key());
      if (was == null || !sameEdges(was, part) || !sameSteps(part.key())) {
        touched.add(part.key());
      }
    }
    from.parts.keySet().stream().filter(part -> !to.parts.containsKey(part)).forEach(touched::add);
    return touched;
  }

  /** Whether tasks join a part that was there before. */
  public boolean joins(String part) {
    return from.parts.containsKey(part)
        && to.stepsOf(part).keySet().stream().anyMatch(key -> !from.stepsOf(part).containsKey(key));
  }

  private static boolean sameEdges(Skeleton.Part a, Skeleton.Part b) {
    return a.title().equals(b.title())
        && same(a.needs(), b.needs())
        && same(a.imports(), b.imports())
        && same(a.exports(), b.exports());
  }

  private boolean sameSteps(String part) {
    SequencedMap<String, Slice.Step> before = from.stepsOf(part);
    SequencedMap<String, Slice.Step> after = to.stepsOf(part);
    return same(before.keySet(), after.keySet())
        && after.values().stream()
            .allMatch(
                step -> {
                  Slice.Step was = before.get(step.task().key());
                  return was != null
                      && same(was.needs(), step.needs())
                      && members(was.task(), step.task()).isEmpty();
                });
  }

  private static boolean same(java.util.Collection<String> a, java.util.Collection<String> b) {
    return new LinkedHashSet<>(a).equals(new LinkedHashSet<>(b));
  }

  private static List<Member> members(Task was, Task now) {
    return Members.different(Members.of(was, key -> key), Members.of(now, key -> key));
  }

  /**
   * What happens in one part.
   *
   * @param at how the part stands
   * @param known how its tasks stand, by key; one that is not there has not begun
   */
  public List<Effect> effects(String part, State at, Map<String, State> known) {
    Map<String, State> tasks = new LinkedHashMap<>(known);
    if (at == State.PENDING) {
      // It is to be opened again: only what has succeeded is kept then.
      tasks.values().removeIf(state -> state != State.SUCCEEDED);
    }
    List<Effect> effects = new ArrayList<>();
    phase(part, at, effects);
    SequencedMap<String, Slice.Step> before = from.stepsOf(part);
    SequencedMap<String, Slice.Step> after = to.stepsOf(part);
    for (Slice.Step step : after.values()) {
      Slice.Step was = before.get(step.task().key());
      if (was == null) {
        effects.add(joins(step.task(), part, at));
      } else {
        stays(was, step, part, tasks, effects);
      }
    }
    for (Slice.Step step : before.values()) {
      if (!after.containsKey(step.task().key())) {
        leaves(step.task(), part, tasks, effects);
      }
    }
    return effects;
  }

  private void phase(String key, State at, List<Effect> effects) {
    Skeleton.Part was = from.parts.get(key);
    Skeleton.Part now = to.parts.get(key);
    if (was == null && now != null) {
      effects.add(phase(now, Action.ADD, "", Conflict.NONE));
    } else if (was != null && now == null) {
      effects.add(phase(was, Action.CANCEL, at.ended() ? "it " + has(at) : "", Conflict.NONE));
    } else if (was != null && now != null && !same(was.needs(), now.needs())) {
      List<String> more = new ArrayList<>(now.needs());
      more.removeAll(was.needs());
      boolean late = at != State.PENDING && !more.isEmpty();
      effects.add(
          phase(
              now,
              late ? Action.KEEP : Action.CHANGE,
              late
                  ? "it " + has(at) + " before what it now waits for: " + String.join(", ", more)
                  : waits(was.needs(), now.needs()),
              late ? Conflict.FORCIBLE : Conflict.NONE));
    }
  }

  private static Effect phase(Skeleton.Part part, Action action, String why, Conflict conflict) {
    return new Effect(Part.PHASE, part.key(), part.title(), part.key(), action, why, conflict);
  }

  private Effect joins(Task task, String part, State at) {
    String home = from.partOf.get(task.key());
    String origin =
        home != null
            ? "it comes from " + home
            : task.state() == Progress.DONE ? "the document says that it is done" : "";
    return switch (at) {
      case PENDING, READY, RUNNING, PAUSED, WAITING ->
          task(task, part, Action.ADD, origin, Conflict.NONE);
      case SUCCEEDED ->
          task(
              task,
              part,
              Action.ADD,
              "phase " + part + " has ended: it is opened again",
              Conflict.FORCIBLE);
      case FAILED, SKIPPED, UNDOING, UNDONE, CANCELLED ->
          task(task, part, Action.ADD, "phase " + part + " " + has(at), Conflict.FINAL);
    };
  }

  private void leaves(Task task, String part, Map<String, State> tasks, List<Effect> effects) {
    State at = tasks.getOrDefault(task.key(), State.PENDING);
    String other = to.partOf.get(task.key());
    String name = renamed.get(task.key());
    if (other != null) {
      if (!unbegun(at)) {
        effects.add(
            task(
                task,
                part,
                Action.KEEP,
                "it %s in %s and can't go to %s".formatted(has(at), part, other),
                Conflict.FINAL));
      }
    } else if (unbegun(at)) {
      effects.add(
          task(
              task,
              part,
              Action.CANCEL,
              name == null ? "" : "it goes on as " + name,
              Conflict.NONE));
    } else if (name != null) {
      effects.add(
          task(
              task,
              part,
              Action.KEEP,
              "it %s by this key, and is %s in the new version: keep its number there"
                  .formatted(has(at), name),
              Conflict.FINAL));
    } else if (at.ended()) {
      effects.add(
          task(
              task,
              part,
              Action.KEEP,
              "it " + has(at) + (at == State.SUCCEEDED ? "; what it did stays" : ""),
              at == State.SUCCEEDED ? Conflict.FORCIBLE : Conflict.NONE));
    } else {
      effects.add(task(task, part, Action.CANCEL, "it " + has(at), Conflict.FORCIBLE));
    }
  }

  private void stays(
      Slice.Step was, Slice.Step now, String part, Map<String, State> tasks, List<Effect> effects) {
    List<Member> members = members(was.task(), now.task());
    boolean edges = !same(was.needs(), now.needs());
    if (members.isEmpty() && !edges) {
      return;
    }
    Task task = now.task();
    State at = tasks.getOrDefault(task.key(), State.PENDING);
    if (renamed.containsKey(task.key()) && !unbegun(at)) {
      effects.add(
          task(
              task,
              part,
              Action.KEEP,
              "it %s as \"%s\", which is %s in the new version: keep its number there"
                  .formatted(has(at), was.task().title(), renamed.get(task.key())),
              Conflict.FINAL));
      return;
    }
    if (unbegun(at)) {
      effects.add(task(task, part, Action.CHANGE, words(members, was, now), Conflict.NONE));
      return;
    }
    boolean step = members.stream().anyMatch(m -> Members.OF_THE_STEP.contains(m.name()));
    List<String> unmet = new ArrayList<>(now.needs());
    unmet.removeAll(was.needs());
    unmet.removeIf(key -> tasks.get(key) == State.SUCCEEDED);
    boolean counts = at == State.SUCCEEDED || !at.ended();
    if (step && counts) {
      effects.add(
          task(
              task,
              part,
              Action.KEEP,
              "it %s as the former version has it%s"
                  .formatted(
                      has(at), at.ended() ? "; a rerun does it as the new version has it" : ""),
              Conflict.FORCIBLE));
    } else if (!unmet.isEmpty() && counts) {
      effects.add(
          task(
              task,
              part,
              Action.KEEP,
              "it %s before what it now waits for: %s".formatted(has(at), String.join(", ", unmet)),
              Conflict.FORCIBLE));
    } else {
      effects.add(task(task, part, Action.KEEP, "it " + has(at), Conflict.NONE));
    }
  }

  private static String words(List<Member> members, Slice.Step was, Slice.Step now) {
    List<String> words = new ArrayList<>(members.stream().map(Member::name).toList());
    if (!same(was.needs(), now.needs())) {
      words.add(waits(was.needs(), now.needs()));
    }
    return String.join(", ", words);
  }

  private static String waits(List<String> was, List<String> now) {
    List<String> more = new ArrayList<>(now);
    more.removeAll(was);
    List<String> fewer = new ArrayList<>(was);
    fewer.removeAll(now);
    List<String> words = new ArrayList<>();
    if (!more.isEmpty()) {
      words.add("waits for " + String.join(", ", more));
    }
    if (!fewer.isEmpty()) {
      words.add("no longer waits for " + String.join(", ", fewer));
    }
    return String.join(", ", words);
  }

  private static Effect task(Task task, String part, Action action, String why, Conflict conflict) {
    return new Effect(Part.TASK, task.key(), task.title(), part, action, why, conflict);
  }

  private static boolean unbegun(State at) {
    return switch (at) {
      case PENDING, READY, PAUSED -> true;
      case RUNNING, WAITING, SUCCEEDED, FAILED, SKIPPED, UNDOING, UNDONE, CANCELLED -> false;
    };
  }

  /** "it has succeeded", "it is running". */
  private static String has(State at) {
    String word = at.name().toLowerCase(Locale.ROOT);
    return switch (at) {
      case SUCCEEDED, FAILED -> "has " + word;
      case SKIPPED, CANCELLED, UNDONE -> "was " + word;
      case PENDING, READY, RUNNING, PAUSED, WAITING, UNDOING -> "is " + word;
    };
  }
}
