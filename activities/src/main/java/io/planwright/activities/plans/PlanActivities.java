package io.planwright.activities.plans;

import io.planwright.plan.Criterion;
import io.planwright.plan.Plan;
import io.planwright.plan.Task;
import io.planwright.plan.assist.Growth;
import io.planwright.plan.criteria.Judgement;
import io.planwright.plan.diff.Amendment;
import io.planwright.plan.diff.Effect;
import io.planwright.plan.run.AddedTask;
import io.planwright.plan.run.Flow;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.Skeleton;
import io.planwright.plan.run.Slice;
import io.planwright.plan.run.Slices;
import io.planwright.plan.run.State;
import io.planwright.store.Plans;
import io.planwright.store.Runs;
import io.planwright.store.StepState;
import io.planwright.workflows.Executors;
import io.planwright.workflows.FailureKind;
import io.planwright.workflows.plans.AmendmentScope;
import io.planwright.workflows.plans.Assessment;
import io.planwright.workflows.plans.Kept;
import io.planwright.workflows.plans.PlanChoice;
import io.planwright.workflows.plans.PlanSteps;
import io.planwright.workflows.plans.Reopening;
import io.planwright.workflows.plans.UndoOrder;
import io.planwright.workflows.plans.UndoScope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Idempotent: reads only. */
public final class PlanActivities implements PlanSteps {
  private static final int MOST_KEPT = 64;

  private volatile Known known =
      new Known("", "", new Amendment(Plan.of("", List.of()), Plan.of("", List.of())));

  private final Growth growth = new Growth(Executors.catalogue());
  private final Plans plans;
  private final Runs runs;

  /** A plan of a hash never changes, and each of its phases asks for it. */
  private final Map<String, Cut> cuts =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Cut> eldest) {
          return size() > MOST_KEPT;
        }
      };

  public PlanActivities(Plans plans, Runs runs) {
    this.plans = plans;
    this.runs = runs;
  }

  /** A plan with what is worked out of it. */
  private record Cut(Plan plan, Slices slices, Flow flow) {
    static Cut of(Plan plan) {
      return new Cut(plan, new Slices(plan), new Flow(plan));
    }
  }

  @Override
  public Skeleton skeleton(PlanChoice choice) {
    String hash =
        choice
            .hash()
            .orElseGet(
                () ->
                    plans
                        .newestRunnable(choice.team(), choice.planId())
                        .orElseThrow(
                            () ->
                                FailureKind.PLAN_NOT_FOUND.failure(
                                    "team %s has no plan %s that can be run"
                                        .formatted(choice.team(), choice.planId())))
                        .hash());
    return slices(hash).skeleton(choice.planId(), hash);
  }

  @Override
  public Slice slice(String planHash, String part) {
    Slices slices = slices(planHash);
    try {
      return slices.slice(part);
    } catch (IllegalArgumentException e) {
      throw FailureKind.INPUT_INVALID.failure("plan " + planHash + " has no part " + part, e);
    }
  }

  @Override
  public List<Judgement> judge(List<Criterion> criteria, SortedMap<String, Double> metrics) {
    return criteria.stream().map(criterion -> Judgement.of(criterion, metrics)).toList();
  }

  @Override
  public List<Kept> kept(String planHash, String part, Reopening from) {
    Cut cut = cut(planHash);
    Map<String, StepState> before = new HashMap<>();
    for (StepState step : runs.steps(from.run())) {
      step.task().ifPresent(task -> before.put(task, step));
    }
    SequencedSet<String> again = new LinkedHashSet<>();
    cut.plan()
        .tasks()
        .map(Task::key)
        .filter(
            task ->
                !valid(before.get(task))
                    || from.redo().contains(task)
                    || from.redo().contains(cut.slices().partOf(task)))
        .forEach(again::add);
    SequencedSet<String> invalid = from.keepAll() ? again : cut.flow().downstream(again);
    return cut.slices().slice(part).steps().stream()
        .flatMap(step -> Optional.ofNullable(before.get(step.task().key())).stream())
        .map(step -> kept(step, invalid))
        .toList();
  }

  private static Kept kept(StepState before, SequencedSet<String> invalid) {
    String task = before.task().orElseThrow();
    return new Kept(
        task,
        !invalid.contains(task),
        before.state(),
        before.outcome().orElse(Outcome.NONE),
        before.execution());
  }

  /** It succeeded, or a person left it out. */
  private static boolean valid(@Nullable StepState before) {
    return before != null
        && switch (before.state()) {
          case SUCCEEDED -> true;
          case SKIPPED -> before.actor().isPresent();
          default -> false;
        };
  }

  @Override
  public SequencedMap<String, List<String>> downstream(String planHash, String task) {
    Cut cut = cut(planHash);
    SequencedMap<String, List<String>> byPart = new LinkedHashMap<>();
    for (String follower : cut.flow().downstream(List.of(task))) {
      byPart.computeIfAbsent(cut.slices().partOf(follower), _ -> new ArrayList<>()).add(follower);
    }
    return byPart;
  }

  @Override
  public AmendmentScope amendment(String planHash, String newHash) {
    Plan from = cut(planHash).plan();
    Plan wanted = cut(newHash).plan();
    Plan to = growth.carried(from, wanted);
    return scope(planHash, from, to.equals(wanted) ? newHash : plans.keepGrown(to), to);
  }

  @Override
  public AmendmentScope growth(String planHash, String task, List<AddedTask> added) {
    Plan from = cut(planHash).plan();
    Growth.Grown grown = growth.onto(from, task, added);
    if (!grown.problems().isEmpty()) {
      throw FailureKind.TASKS_INVALID.failure(String.join("; ", grown.problems()));
    }
    return scope(planHash, from, plans.keepGrown(grown.plan()), grown.plan());
  }

  private static AmendmentScope scope(String from, Plan before, String to, Plan after) {
    return new AmendmentScope(from, to, List.copyOf(new Amendment(before, after).touched()));
  }

  @Override
  public Assessment assess(
      AmendmentScope scope, String part, State at, SortedMap<String, State> tasks) {
    Amendment amendment = amendment(scope);
    return Assessment.of(amendment.effects(part, at, tasks), List.of());
  }

  @Override
  public Assessment assessClosed(AmendmentScope scope, String run, SortedMap<String, State> parts) {
    Amendment amendment = amendment(scope);
    Map<String, Map<String, State>> stood = new HashMap<>();
    for (StepState step : runs.steps(run)) {
      step.task()
          .ifPresent(
              task ->
                  stood
                      .computeIfAbsent(step.phase(), _ -> new HashMap<>())
                      .put(task, step.state()));
    }
    List<Effect> effects = new ArrayList<>();
    parts.forEach(
        (part, at) ->
            effects.addAll(amendment.effects(part, at, stood.getOrDefault(part, Map.of()))));
    return Assessment.of(effects, parts.keySet().stream().filter(amendment::joins).toList());
  }

  private Amendment amendment(AmendmentScope scope) {
    Known last = known;
    if (!last.is(scope)) {
      last =
          new Known(
              scope.from(),
              scope.to(),
              new Amendment(cut(scope.from()).plan(), cut(scope.to()).plan()));
      known = last;
    }
    return last.amendment();
  }

  /** Each phase that an amendment touches asks for it. */
  private record Known(String from, String to, Amendment amendment) {
    boolean is(AmendmentScope scope) {
      return from.equals(scope.from()) && to.equals(scope.to());
    }
  }

  @Override
  public UndoOrder undoOrder(String planHash, String run, List<String> tasks, UndoScope scope) {
    Cut cut = cut(planHash);
    return new UndoOrder(
        cut.flow().nearest(new LinkedHashSet<>(tasks)),
        new ByHand(cut.plan(), runs.steps(run), scope).steps());
  }

  private Slices slices(String hash) {
    return cut(hash).slices();
  }

  private Cut cut(String hash) {
    synchronized (cuts) {
      Cut known = cuts.get(hash);
      if (known != null) {
        return known;
      }
    }
    Cut cut =
        Cut.of(
            plans
                .byHash(hash)
                .orElseThrow(
                    () -> FailureKind.PLAN_NOT_FOUND.failure("no plan has the hash " + hash)));
    synchronized (cuts) {
      cuts.put(hash, cut);
    }
    return cut;
  }
}
