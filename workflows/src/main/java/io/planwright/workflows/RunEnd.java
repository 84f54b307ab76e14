package io.planwright.workflows;

import io.planwright.plan.run.Failure;
import io.planwright.plan.run.State;
import java.util.Optional;

/** How a run ended. */
public record RunEnd(State state, Optional<Failure> failure) {}
