package io.planwright.workflows.model;

import io.planwright.plan.Lane;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.StepRef;
import io.planwright.workflows.contract.Step;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Judging models and changing the champion. */
@ActivityInterface
public interface ModelSteps {
  /**
   * Walks forward over the rows: in each fold a model with the given one's settings is trained on
   * the past alone. Gives metrics {@code accuracy}, {@code logloss}, {@code sharpe}, {@code folds};
   * artifact {@code report}.
   */
  @Step(
      does = "scores a model out of sample, walking forward",
      lane = Lane.CPU,
      timeout = "PT30M",
      heartbeats = true,
      measures = {"accuracy", "logloss", "sharpe", "folds"})
  @ActivityMethod(name = "model.evaluate")
  Outcome evaluate(StepRef step, EvaluateInputs inputs);

  /**
   * Points a champion's name to a model, by compare-and-set. Gives facts {@code champion}, {@code
   * previous}; metric {@code revision}. Idempotent by step.
   */
  @Step(
      does = "changes the champion",
      lane = Lane.CPU,
      effect = true,
      changes = "champion",
      waits = true,
      measures = {"revision"})
  @ActivityMethod(name = "model.promote")
  Outcome promote(StepRef step, PromoteInputs inputs);

  /**
   * Gives the champion's name back to the model that had it, if this step's promotion still holds.
   */
  @ActivityMethod(name = "model.promote.undo")
  void undoPromote(StepRef step, PromoteInputs inputs);

  @ActivityMethod(name = "model.promote.undone")
  boolean isPromoteUndone(StepRef step, PromoteInputs inputs);

  /** Gives the champion's name back to the model before. Idempotent by step. */
  @Step(
      does = "takes the last change of the champion back",
      lane = Lane.CPU,
      effect = true,
      changes = "champion",
      waits = true,
      measures = {"revision"})
  @ActivityMethod(name = "model.rollback")
  Outcome rollback(StepRef step, RollbackInputs inputs);

  /** Makes the rolled-back model champion again, if this step's rollback still holds. */
  @ActivityMethod(name = "model.rollback.undo")
  void undoRollback(StepRef step, RollbackInputs inputs);

  @ActivityMethod(name = "model.rollback.undone")
  boolean isRollbackUndone(StepRef step, RollbackInputs inputs);
}
