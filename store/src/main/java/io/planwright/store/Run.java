package io.planwright.store;

import io.planwright.plan.Priority;
import io.planwright.plan.run.Failure;
import io.planwright.plan.run.State;
import java.time.Instant;
import java.util.Optional;

/**
 * A run as the journal tells it.
 *
 * @param stream number of its newest journal line
 * @param origin the run that it repeats
 */
public record Run(
    String id,
    String planId,
    String planHash,
    String title,
    String team,
    String actor,
    Priority priority,
    State state,
    Optional<Failure> failure,
    Optional<String> schedule,
    Instant createdAt,
    Optional<Instant> endedAt,
    long stream,
    Optional<String> origin) {}
