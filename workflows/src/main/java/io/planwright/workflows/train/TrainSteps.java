package io.planwright.workflows.train;

import io.planwright.plan.Lane;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.StepRef;
import io.planwright.workflows.contract.Step;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Training models. */
@ActivityInterface
public interface TrainSteps {
  /**
   * Gives artifact {@code model}; metrics {@code rounds}, {@code resumedFrom}, {@code
   * trainLogloss}. A successor of a lost worker goes on from the last checkpoint.
   */
  @Step(
      does = "trains or retrains a model",
      lane = Lane.GPU_TRAIN,
      effect = true,
      timeout = "PT6H",
      attempts = 5,
      heartbeats = true,
      measures = {"rounds", "resumedFrom", "trainedRounds", "trainLogloss"})
  @ActivityMethod(name = "model.train")
  Outcome train(StepRef step, TrainInputs inputs);

  /** Drops the run's reference to the model, and its checkpoints. */
  @ActivityMethod(name = "model.train.undo")
  void undoTrain(StepRef step, TrainInputs inputs);

  @ActivityMethod(name = "model.train.undone")
  boolean isTrainUndone(StepRef step, TrainInputs inputs);
}
