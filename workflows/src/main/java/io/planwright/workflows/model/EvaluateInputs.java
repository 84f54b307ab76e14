package io.planwright.workflows.model;

import io.planwright.plan.run.ArtifactRef;
import io.planwright.workflows.contract.In;

/** How a model is scored. */
public record EvaluateInputs(
    @In("the model") ArtifactRef model,
    @In("the feature set") ArtifactRef features,
    @In(value = "folds walked forward", or = "5") int folds) {}
