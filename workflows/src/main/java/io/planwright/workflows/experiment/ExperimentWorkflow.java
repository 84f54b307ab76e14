package io.planwright.workflows.experiment;

import io.planwright.plan.Lane;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.StepRef;
import io.planwright.workflows.contract.Step;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Scores two models on the same rows at once, then compares the scores in pairs. */
@WorkflowInterface
public interface ExperimentWorkflow {
  @Step(
      does = "A/B test of two models with a verdict",
      lane = Lane.PLAN,
      timeout = "PT2H",
      attempts = 1,
      measures = {"meanDifference", "standardError", "t", "p", "low", "high", "rows", "lag"})
  @WorkflowMethod(name = "experiment.run")
  Outcome run(StepRef step, ExperimentInputs inputs);
}
