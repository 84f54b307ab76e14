package io.planwright.workflows.plans;

import io.planwright.plan.run.Outcome;
import java.util.Optional;

/**
 * What a task that has ended gave.
 *
 * @param actor who did it, where a person did
 */
public record Given(String key, Outcome outcome, Optional<String> actor) {}
