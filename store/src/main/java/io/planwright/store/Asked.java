package io.planwright.store;

/** A run that was asked for, and how it is to be started. */
public record Asked(Run run, Start start) {}
