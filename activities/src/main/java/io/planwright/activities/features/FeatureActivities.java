package io.planwright.activities.features;

import io.planwright.activities.StepFiles;
import io.planwright.market.CsvFile;
import io.planwright.market.Dataset;
import io.planwright.market.InvalidCsv;
import io.planwright.models.FeatureFile;
import io.planwright.plan.run.ArtifactRef;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.StepRef;
import io.planwright.quant.features.FeatureRecipe;
import io.planwright.quant.features.FeatureTable;
import io.planwright.store.Artifacts;
import io.planwright.workflows.FailureKind;
import io.planwright.workflows.features.FeatureInputs;
import io.planwright.workflows.features.FeatureSteps;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Computes feature sets from datasets. A repeated attempt is idempotent: the same dataset and
 * recipe give the same bytes, stored under their hash.
 */
public final class FeatureActivities implements FeatureSteps {
  private final Artifacts artifacts;
  private final StepFiles files;

  public FeatureActivities(Artifacts artifacts) {
    this.artifacts = artifacts;
    this.files = new StepFiles(artifacts);
  }

  @Override
  public Outcome build(StepRef step, FeatureInputs inputs) {
    FeatureRecipe recipe = recipe(inputs);
    Dataset dataset = dataset(step, inputs.dataset());
    ActivityExecutionContext context = Activity.getExecutionContext();
    FeatureTable table = table(recipe, dataset);
    context.heartbeat(table.rows());
    SortedMap<String, Object> details = new TreeMap<>();
    details.put("dataset", inputs.dataset().sha256());
    details.put("features", table.names());
    details.put("horizon", recipe.horizon());
    details.put("rows", table.rows());
    details.put("first", table.time(0).toString());
    details.put("last", table.time(table.rows() - 1).toString());
    ArtifactRef ref =
        files.keep(
            step, "features", "text/csv", details, file -> new FeatureFile().write(table, file));
    return Outcome.NONE
        .artifact("features", ref)
        .metric("rows", table.rows())
        .metric("columns", table.columns());
  }

  @Override
  public void undoBuild(StepRef step, FeatureInputs inputs) {
    artifacts.drop(step);
  }

  @Override
  public boolean isBuildUndone(StepRef step, FeatureInputs inputs) {
    return !artifacts.refersTo(step);
  }

  private static FeatureRecipe recipe(FeatureInputs inputs) {
    try {
      return new FeatureRecipe(inputs.lags(), inputs.windows(), inputs.horizon());
    } catch (IllegalArgumentException e) {
      throw FailureKind.INPUT_INVALID.failure(String.valueOf(e.getMessage()), e);
    }
  }

  private Dataset dataset(StepRef step, ArtifactRef ref) {
    Path file = files.need(step, ref, "dataset");
    ActivityExecutionContext context = Activity.getExecutionContext();
    try {
      return new CsvFile().read(file, ref.sha256(), context::heartbeat);
    } catch (InvalidCsv e) {
      throw FailureKind.INPUT_INVALID.failure(String.join("; ", e.problems()), e);
    }
  }

  private static FeatureTable table(FeatureRecipe recipe, Dataset dataset) {
    if (!(dataset.column("close").orElse(null) instanceof Dataset.Numbers close)) {
      throw FailureKind.INPUT_INVALID.failure(
          "expected a dataset with a column close of numbers, was "
              + dataset.columns().stream().map(c -> c.name() + " (" + c.type() + ")").toList());
    }
    try {
      return recipe.build(dataset.times(), close.values());
    } catch (IllegalArgumentException e) {
      throw FailureKind.INPUT_INVALID.failure(String.valueOf(e.getMessage()), e);
    }
  }
}
