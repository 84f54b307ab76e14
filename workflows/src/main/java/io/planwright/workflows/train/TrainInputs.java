package io.planwright.workflows.train;

import io.planwright.plan.run.ArtifactRef;
import io.planwright.workflows.contract.In;

/** How gradient-boosted trees are trained. */
public record TrainInputs(
    @In("the feature set") ArtifactRef features,
    @In(value = "rounds of boosting", or = "200") int rounds,
    @In(value = "depth of a tree", or = "4") int depth,
    @In(value = "learning rate", or = "0.1") double rate,
    @In(value = "share of the rows, from the first on, that is trained on", or = "0.7")
        double trainShare,
    @In(value = "rounds between two checkpoints", or = "20") int checkpointEvery,
    @In(value = "seed", or = "1") long seed) {}
