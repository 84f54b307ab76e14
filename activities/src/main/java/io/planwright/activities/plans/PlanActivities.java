package io.planwright.activities.plans;

import io.planwright.plan.Criterion;
import io.planwright.plan.Plan;
import io.planwright.plan.Task;
import io.planwright.plan.assist.Growth;
import io.planwright.plan.criteria.Judgement;
import io.planwright.plan.criteria.Measured;
import io.planwright.plan.diff.Amendment;
import io.planwright.plan.diff.Effect;
import io.planwright.plan.run.AddedTask;
import io.planwright.plan.run.Flow;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.Shares;
import io.planwright.plan.run.Skeleton;
import io.planwright.plan.run.Slice;
import io.planwright.plan.run.Slices;
import io.planwright.plan.run.State;
import io.planwright.store.Leases;
import io.planwright.store.Plans;
import io.planwright.store.Runs;
import io.planwright.store.StepState;
import io.planwright.workflows.Executors;
import io.planwright.workflows.FailureKind;
import io.planwright.workflows.TeamWeights;
import io.planwright.workflows.plans.AmendmentScope;
import io.planwright.workflows.plans.Assessment;
import io.planwright.workflows.plans.Given;
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
  public List<Judgement> judgeTasks(List<Criterion> shared, List<Measured> tasks) {
    return Measured.judge(shared, tasks);
  }

  @Override
  public SequencedMap<String, List<String>> downstreamOfAll(String planHash, List<String> from) {
    Cut cut = cut(planHash);
    return cut.slices().byPart(cut.flow().downstream(cut.slices().tasks(from)));
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
        .steps()
        .map(Task::key)
        .filter(
            task ->
                !valid(before.get(task))
                    || from.redo().contains(task)
                    || from.redo().contains(cut.slices().partOf(task)))
        .forEach(again::add);
    SequencedSet<String> invalid = from.keepAll() ? again : cut.flow().downstream(again);
    List<Kept> kept =
        cut.slices().slice(part).steps().stream()
            .flatMap(step -> Optional.ofNullable(before.get(step.task().key())).stream())
            .map(step -> kept(step, invalid))
            .toList();
    return Payloads.fits(kept) ? kept : kept.stream().map(PlanActivities::byReference).toList();
  }

  private static Kept byReference(Kept kept) {
    return new Kept(kept.task(), kept.valid(), kept.state(), Outcome.NONE, kept.execution(), true);
  }

  @Override
  public List<Given> outcomes(String run, List<String> keys) {
    Map<String, StepState> ended = new HashMap<>();
    for (StepState step : runs.steps(run, keys)) {
      if (step.state().ended()) {
        ended.put(step.task().orElse(step.phase()), step);
      }
    }
    List<Given> given = new ArrayList<>();
    for (String key : keys) {
      StepState step = ended.get(key);
      if (step == null) {
        throw FailureKind.UNAVAILABLE.failure(
            "expected the journal to tell of the end of " + key + " in run " + run);
      }
      given.add(new Given(key, step.outcome().orElse(Outcome.NONE), step.actor()));
    }
    return Payloads.beginning(given);
  }

  private static Kept kept(StepState before, SequencedSet<String> invalid) {
    String task = before.task().orElseThrow();
    return new Kept(
        task,
        !invalid.contains(task),
        before.state(),
        before.outcome().orElse(Outcome.NONE),
        before.execution(),
        false);
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
    return cut.slices().byPart(cut.flow().downstream(List.of(task)));
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
    return page(
        cut.flow().nearest(new LinkedHashSet<>(tasks)),
        tasks,
        0,
        new ByHand(cut.plan(), runs.steps(run), scope).steps());
  }

  @Override
  public UndoOrder undoOrderRest(String planHash, List<String> tasks, int from) {
    return page(cut(planHash).flow().nearest(new LinkedHashSet<>(tasks)), tasks, from, List.of());
  }

  private static UndoOrder page(
      Map<String, List<String>> after,
      List<String> tasks,
      int from,
      List<UndoOrder.ByHand> byHand) {
    List<Map.Entry<String, List<String>>> rest = new ArrayList<>();
    for (String task : tasks.subList(from, tasks.size())) {
      rest.add(Map.entry(task, after.getOrDefault(task, List.of())));
    }
    SequencedMap<String, List<String>> page = new LinkedHashMap<>();
    Payloads.beginning(rest).forEach(entry -> page.put(entry.getKey(), entry.getValue()));
    int to = from + page.size();
    return new UndoOrder(page, byHand, to < tasks.size() ? to : 0);
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
