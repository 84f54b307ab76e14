package io.planwright.store;

/**
 * A run that was asked for, and how it is to be started.
 *
 * @param repeated whether it had been asked for before
 */
public record Asked(Run run, Start start, boolean repeated) {}
