package io.planwright.workflows.data;

import io.planwright.plan.run.ArtifactRef;
import io.planwright.workflows.contract.In;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a dataset must be. */
public record ValidateInputs(
    @In("the dataset") ArtifactRef dataset,
    @In(value = "columns that must be there", or = "[]") List<String> columns,
    @In(value = "fewest rows", or = "1") long minRows,
    @In(value = "missing weekdays allowed", or = "0") long maxGaps,
    @In(value = "repeated times allowed", or = "0") long maxDuplicates,
    @In("oldest allowed age of the last row, against the clock") Optional<Duration> maxAge) {}
