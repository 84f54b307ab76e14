package io.planwright.workflows.experiment;

import io.planwright.plan.run.ArtifactRef;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.StepRef;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** The two halves of an experiment. */
@ActivityInterface
public interface ExperimentSteps {
  /** The model's loss on each row that it was not trained on, as artifact {@code losses}. */
  @ActivityMethod(name = "experiment.score")
  ArtifactRef score(StepRef step, ArtifactRef model, ArtifactRef features);

  /**
   * The paired difference control − challenger of the losses, with Newey-West errors. Gives metrics
   * {@code meanDifference}, {@code standardError}, {@code t}, {@code p}, {@code low}, {@code high},
   * {@code rows}, {@code lag}; fact {@code verdict}: challenger, control or undecided. Fails with
   * CHALLENGER_NOT_BETTER where it must win and does not.
   */
  @ActivityMethod(name = "experiment.compare")
  Outcome compare(
      StepRef step, ArtifactRef control, ArtifactRef challenger, double alpha, boolean mustWin);
}
