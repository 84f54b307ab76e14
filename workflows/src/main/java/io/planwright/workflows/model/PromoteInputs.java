package io.planwright.workflows.model;

import io.planwright.plan.run.ArtifactRef;
import io.planwright.workflows.contract.In;
import java.util.Optional;

/** Which model becomes which champion. */
public record PromoteInputs(
    @In("the model") ArtifactRef model,
    @In("the champion's name") String champion,
    @In("the model that must be champion now, by its sha256; absent: any")
        Optional<String> expected) {}
