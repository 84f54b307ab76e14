package io.planwright.workflows.plans;

import io.planwright.plan.Criterion;
import io.planwright.plan.criteria.Judgement;
import io.planwright.plan.criteria.Measured;
import io.planwright.plan.run.AddedTask;
import io.planwright.plan.run.Skeleton;
import io.planwright.plan.run.Slice;
import io.planwright.plan.run.State;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;
import java.util.SequencedMap;
import java.util.SortedMap;

/** Loading the plan that a run follows: local activities, read only. */
@ActivityInterface
public interface PlanSteps {
  /** Fails with PLAN_NOT_FOUND. */
  @ActivityMethod(name = "plan.skeleton")
  Skeleton skeleton(PlanChoice choice);

  @ActivityMethod(name = "plan.slice")
  Slice slice(String planHash, String part);

  /** What the metrics of earlier tasks say of criteria. */
  @ActivityMethod(name = "plan.judge")
  List<Judgement> judge(List<Criterion> criteria, SortedMap<String, Double> metrics);

  /**
   * What earlier tasks measured, held against the criteria that they share and against those of
   * each.
   */
  @ActivityMethod(name = "plan.judge-tasks")
  List<Judgement> judgeTasks(List<Criterion> shared, List<Measured> tasks);

  /** What is known of a part's tasks from before: what can be kept of them, and what cannot. */
  @ActivityMethod(name = "plan.kept")
  List<Kept> kept(String planHash, String part, Reopening from);

  /**
   * What tasks of a run gave that have ended, by their keys: as many of them as a payload takes, at
   * least one. Fails, and is tried again, where the journal does not tell of their end yet.
   */
  @ActivityMethod(name = "plan.outcomes")
  List<Given> outcomes(String run, List<String> keys);

  /** The tasks that follow from a task, itself included, by the part that owns them. */
  @ActivityMethod(name = "plan.downstream")
  SequencedMap<String, List<String>> downstream(String planHash, String task);

  /**
   * What a run of one plan meets when it goes on as one of another; fails with PLAN_NOT_FOUND. What
   * outcomes have added to the first stays: the plan to follow may be another than was named.
   */
  @ActivityMethod(name = "plan.amendment")
  AmendmentScope amendment(String planHash, String newHash);

  /** The same for a plan with the tasks that an outcome adds; fails with TASKS_INVALID. */
  @ActivityMethod(name = "plan.growth")
  AmendmentScope growth(String planHash, String task, List<AddedTask> added);

  /** What an amendment does to a part whose tasks stand as is said. */
  @ActivityMethod(name = "plan.assess")
  Assessment assess(
      AmendmentScope amendment, String part, State at, SortedMap<String, State> tasks);

  /** The same for parts that no workflow works on: their tasks stand as the journal says. */
  @ActivityMethod(name = "plan.assess-closed")
  Assessment assessClosed(AmendmentScope amendment, String run, SortedMap<String, State> parts);

  /** The tasks that follow from several, or from all of a part, by the part that owns them. */
  @ActivityMethod(name = "plan.downstream-of-all")
  SequencedMap<String, List<String>> downstreamOfAll(String planHash, List<String> from);

  /** In what order these tasks of a run are undone, and what of it is done by hand. */
  @ActivityMethod(name = "plan.undo-order")
  UndoOrder undoOrder(String planHash, String run, List<String> tasks, UndoScope scope);

  /** The rest of an order that is too long for one payload. */
  @ActivityMethod(name = "plan.undo-order-rest")
  UndoOrder undoOrderRest(String planHash, List<String> tasks, int from);
}
