package io.planwright.workflows.model;

import io.planwright.workflows.contract.In;

/** Which champion goes back. */
public record RollbackInputs(@In("the champion's name") String champion) {}
