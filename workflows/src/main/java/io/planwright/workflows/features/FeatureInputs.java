package io.planwright.workflows.features;

import io.planwright.plan.run.ArtifactRef;
import io.planwright.workflows.contract.In;
import java.util.List;

/** What a feature set is made of. */
public record FeatureInputs(
    @In("the dataset, with a close column") ArtifactRef dataset,
    @In(value = "past returns as features, in bars", or = "[1, 2, 3, 5, 10]") List<Integer> lags,
    @In(value = "windows of volatility and momentum, in bars", or = "[10, 20, 60]")
        List<Integer> windows,
    @In(value = "bars ahead that the label looks", or = "1") int horizon) {}
