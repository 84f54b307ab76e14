package io.planwright.activities.plans;

import io.planwright.plan.Criterion;
import io.planwright.plan.Plan;
import io.planwright.plan.Task;
import io.planwright.plan.criteria.Judgement;
import io.planwright.plan.run.Flow;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.Shares;
import io.planwright.plan.run.Skeleton;
import io.planwright.plan.run.Slice;
import io.planwright.plan.run.Slices;
import io.planwright.store.Leases;
import io.planwright.store.Plans;
import io.planwright.store.Runs;
import io.planwright.store.StepState;
import io.planwright.workflows.FailureKind;
import io.planwright.workflows.TeamWeights;
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

  private final Plans plans;
  private final Runs runs;
  private final Leases leases;
  private final TeamWeights weights;

  /** A plan of a hash never changes, and each of its phases asks for it. */
  private final Map<String, Cut> cuts =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Cut> eldest) {
          return size() > MOST_KEPT;
        }
      };

  public PlanActivities(Plans plans, Runs runs, Leases leases, TeamWeights weights) {
    this.plans = plans;
    this.runs = runs;
    this.leases = leases;
    this.weights = weights;
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
    Cut cut = cut(hash);
    return cut.slices()
        .skeleton(choice.planId(), hash)
        .taking(
            shares(cut.plan())
                .weighing(weights.of(choice.team()))
                .limiting(leases.limitedExecutors()));
  }

  private static Shares shares(Plan plan) {
    try {
      return Shares.of(plan.settings());
    } catch (IllegalArgumentException e) {
      throw FailureKind.INPUT_INVALID.failure(String.valueOf(e.getMessage()), e);
    }
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
    SequencedSet<String> invalid = cut.flow().downstream(again);
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
