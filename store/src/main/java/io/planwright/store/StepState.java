package io.planwright.store;

import io.planwright.plan.run.Failure;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.State;
import io.planwright.plan.run.Waiting;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a phase (no task) or a task of a run stands.
 *
 * @param since when it came to its state
 * @param startedAt when it was first running or waiting
 * @param execution of the task: more than 1 after a retry or a rerun
 */
public record StepState(
    String phase,
    Optional<String> task,
    State state,
    Instant since,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    Optional<String> actor,
    Optional<String> reason,
    Optional<Outcome> outcome,
    Optional<Failure> failure,
    Optional<Waiting> waiting,
    int execution) {}
