package io.planwright.workflows.data;

import io.planwright.plan.Lane;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.StepRef;
import io.planwright.workflows.contract.Step;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Bringing data in and checking it. */
@ActivityInterface
public interface DataSteps {
  /** Gives artifact {@code dataset}; metric {@code rows}. Idempotent: content-addressed. */
  @Step(
      does = "brings market or tabular data into a dataset version",
      lane = Lane.CPU,
      effect = true,
      timeout = "PT10M",
      heartbeats = true,
      measures = {"rows"})
  @ActivityMethod(name = "data.fetch")
  Outcome fetch(StepRef step, FetchInputs inputs);

  /** Drops the run's reference to the dataset. */
  @ActivityMethod(name = "data.fetch.undo")
  void undoFetch(StepRef step, FetchInputs inputs);

  @ActivityMethod(name = "data.fetch.undone")
  boolean isFetchUndone(StepRef step, FetchInputs inputs);

  /**
   * Gives metrics {@code rows}, {@code gaps}, {@code duplicates}, {@code staleHours}; fails with
   * DATA_INVALID where a limit is broken.
   */
  @Step(
      does = "checks a dataset: schema, gaps, duplicates, staleness",
      lane = Lane.CPU,
      timeout = "PT5M",
      heartbeats = true,
      measures = {"rows", "gaps", "duplicates", "staleHours"})
  @ActivityMethod(name = "data.validate")
  Outcome validate(StepRef step, ValidateInputs inputs);
}
