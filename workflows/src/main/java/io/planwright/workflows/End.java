package io.planwright.workflows;

import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.State;

/** A task or a phase has ended, by its key. */
public record End(String key, State state, Outcome outcome) {}
