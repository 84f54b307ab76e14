package io.planwright.activities;

import io.planwright.models.BoostedModel;
import io.planwright.models.FeatureFile;
import io.planwright.models.InvalidFile;
import io.planwright.models.ModelManifest;
import io.planwright.plan.run.ArtifactRef;
import io.planwright.plan.run.StepRef;
import io.planwright.quant.features.FeatureTable;
import io.planwright.workflows.FailureKind;

/** Models and feature sets as steps take them. */
public final class ModelInputs {
  private final StepFiles files;

  public ModelInputs(StepFiles files) {
    this.files = files;
  }

  public FeatureTable features(StepRef step, ArtifactRef ref) {
    try {
      return new FeatureFile().read(files.need(step, ref, "features"));
    } catch (InvalidFile e) {
      throw FailureKind.INPUT_INVALID.failure("features: " + e.getMessage(), e);
    }
  }

  /** To be closed by the caller. */
  public BoostedModel model(StepRef step, ArtifactRef ref) {
    try {
      return BoostedModel.load(files.need(step, ref, "model"));
    } catch (InvalidFile e) {
      throw FailureKind.INPUT_INVALID.failure("model: " + e.getMessage(), e);
    }
  }

  public static void match(ModelManifest model, FeatureTable table) {
    if (!model.features().equals(table.names()) || model.horizon() != table.future().horizon()) {
      throw FailureKind.INPUT_INVALID.failure(
          "expected the model's features %s and horizon %d, was %s and %d"
              .formatted(
                  model.features(), model.horizon(), table.names(), table.future().horizon()));
    }
  }
}
