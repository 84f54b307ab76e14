package io.planwright.workflows.experiment;

import io.planwright.plan.run.ArtifactRef;
import io.planwright.workflows.contract.In;

/** What is compared, and what is demanded of the better one. */
public record ExperimentInputs(
    @In("the model that is there") ArtifactRef control,
    @In("the model that would replace it") ArtifactRef challenger,
    @In("the feature set, whose last rows neither was trained on") ArtifactRef features,
    @In(value = "error of the first kind, two-sided", or = "0.05") double alpha,
    @In(value = "whether a challenger that is not better fails the step", or = "false")
        boolean mustWin) {}
