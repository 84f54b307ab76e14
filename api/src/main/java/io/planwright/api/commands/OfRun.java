package io.planwright.api.commands;

import java.util.Optional;

/**
 * For a run, or for a part of it.
 *
 * @param target key of a phase or a task; absent: the whole run
 */
public record OfRun(Optional<String> target, Optional<String> reason) {}
