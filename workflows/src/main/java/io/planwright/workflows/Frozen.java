package io.planwright.workflows;

import io.planwright.workflows.plans.Assessment;

/**
 * A phase is held for an amendment.
 *
 * @param id of the amendment
 * @param found what it does to the phase as it stands
 */
public record Frozen(String id, String part, Assessment found) {}
