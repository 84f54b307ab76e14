package io.planwright.workflows.data;

import io.planwright.workflows.contract.In;
import java.util.Optional;

/** Where data comes from: a CSV file, else a generated market. */
public record FetchInputs(
    @In("CSV file below the data folder, with a header; its first column is the time (ISO-8601)")
        Optional<String> file,
    @In(value = "generated bars, where no file is named", or = "2000") int bars,
    @In(value = "seed of the generator", or = "1") long seed,
    @In(value = "first day of the generated bars", or = "2015-01-02") String start) {}
