package io.planwright.api.commands;

import java.util.Optional;

/** Why something is asked for. */
public record Reason(Optional<String> reason) {}
