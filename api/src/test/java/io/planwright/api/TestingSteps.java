package io.planwright.api;

import io.planwright.plan.Criterion;
import io.planwright.plan.Plan;
import io.planwright.plan.criteria.Judgement;
import io.planwright.plan.criteria.Measured;
import io.planwright.plan.diff.Amendment;
import io.planwright.plan.run.AddedTask;
import io.planwright.plan.run.Flow;
import io.planwright.plan.run.Skeleton;
import io.planwright.plan.run.Slice;
import io.planwright.plan.run.Slices;
import io.planwright.plan.run.State;
import io.planwright.store.Journal;
import io.planwright.store.Plans;
import io.planwright.workflows.journal.JournalSteps;
import io.planwright.workflows.journal.Lines;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;

/** The steps that the run's own workflows need, on the real store. */
final class TestingSteps implements PlanSteps, JournalSteps {
  private final Plans plans;
  private final Journal journal;

  TestingSteps(Plans plans, Journal journal) {
    this.plans = plans;
    this.journal = journal;
  }

  @Override
  public Skeleton skeleton(PlanChoice choice) {
    String hash = choice.hash().orElseThrow();
    return new Slices(plans.byHash(hash).orElseThrow()).skeleton(choice.planId(), hash);
  }

  @Override
  public Slice slice(String planHash, String part) {
    return new Slices(plans.byHash(planHash).orElseThrow()).slice(part);
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
    Plan plan = plans.byHash(planHash).orElseThrow();
    Slices slices = new Slices(plan);
    return slices.byPart(new Flow(plan).downstream(slices.tasks(from)));
  }

  /** Nothing is: here all is done again. */
  @Override
  public List<Kept> kept(String planHash, String part, Reopening from) {
    return List.of();
  }

  @Override
  public SequencedMap<String, List<String>> downstream(String planHash, String task) {
    Plan plan = plans.byHash(planHash).orElseThrow();
    SequencedMap<String, List<String>> byPart = new LinkedHashMap<>();
    for (String follower : new Flow(plan).downstream(List.of(task))) {
      byPart
          .computeIfAbsent(new Slices(plan).partOf(follower), _ -> new ArrayList<>())
          .add(follower);
    }
    return byPart;
  }

  @Override
  public UndoOrder undoOrder(String planHash, String run, List<String> tasks, UndoScope scope) {
    return new UndoOrder(new LinkedHashMap<>(), List.of());
  }

  @Override
  public UndoOrder undoOrderRest(String planHash, List<String> tasks, int from) {
    return new UndoOrder(new LinkedHashMap<>(), List.of());
  }

  @Override
  public List<Given> outcomes(String run, List<String> keys) {
    throw new IllegalStateException("these runs are small");
  }

  @Override
  public AmendmentScope amendment(String planHash, String newHash) {
    AmendmentScope scope = new AmendmentScope(planHash, newHash, List.of());
    return new AmendmentScope(planHash, newHash, List.copyOf(amendment(scope).touched()));
  }

  /** No outcome of these tests adds tasks. */
  @Override
  public AmendmentScope growth(String planHash, String task, List<AddedTask> added) {
    return new AmendmentScope(planHash, planHash, List.of());
  }

  @Override
  public Assessment assess(
      AmendmentScope scope, String part, State at, SortedMap<String, State> tasks) {
    return Assessment.of(amendment(scope).effects(part, at, tasks), List.of());
  }

  /** What is closed has not begun in these tests. */
  @Override
  public Assessment assessClosed(AmendmentScope scope, String run, SortedMap<String, State> parts) {
    return Assessment.of(
        parts.keySet().stream()
            .flatMap(part -> amendment(scope).effects(part, State.PENDING, Map.of()).stream())
            .toList(),
        List.of());
  }

  private Amendment amendment(AmendmentScope scope) {
    return new Amendment(
        plans.byHash(scope.from()).orElseThrow(), plans.byHash(scope.to()).orElseThrow());
  }

  @Override
  public void write(Lines lines) {
    journal.append(lines.run(), lines.writer(), lines.entries());
  }
}
