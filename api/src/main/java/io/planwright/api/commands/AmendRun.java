package io.planwright.api.commands;

import java.util.Optional;

/**
 * A run goes on as one of another version of its plan.
 *
 * @param version absent: the newest that can be run
 * @param dryRun whether only the effect is told
 * @param force whether what is under way or done may be passed over
 */
public record AmendRun(
    Optional<Integer> version,
    Optional<Boolean> dryRun,
    Optional<Boolean> force,
    Optional<String> reason) {}
