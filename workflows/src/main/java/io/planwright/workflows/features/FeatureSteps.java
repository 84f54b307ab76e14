package io.planwright.workflows.features;

import io.planwright.plan.Lane;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.StepRef;
import io.planwright.workflows.contract.Step;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Computing feature sets. */
@ActivityInterface
public interface FeatureSteps {
  /** Gives artifact {@code features}; metrics {@code rows}, {@code columns}. Idempotent. */
  @Step(
      does = "computes a feature set from a dataset",
      lane = Lane.CPU,
      effect = true,
      timeout = "PT10M",
      heartbeats = true,
      measures = {"rows", "columns"})
  @ActivityMethod(name = "features.build")
  Outcome build(StepRef step, FeatureInputs inputs);

  /** Drops the run's reference to the feature set. */
  @ActivityMethod(name = "features.build.undo")
  void undoBuild(StepRef step, FeatureInputs inputs);

  @ActivityMethod(name = "features.build.undone")
  boolean isBuildUndone(StepRef step, FeatureInputs inputs);
}
