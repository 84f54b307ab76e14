package io.planwright.workflows;

import io.planwright.plan.Priority;
import io.planwright.workflows.plans.PlanChoice;
import java.util.Optional;

/**
 * What starts a run: a plan by reference, never its text.
 *
 * @param all whether tasks that the document marks done are run too
 * @param schedule that started it, where one did
 */
public record RunInput(
    PlanChoice plan, String actor, Priority priority, boolean all, Optional<String> schedule) {}
