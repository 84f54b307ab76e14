package io.planwright.api.commands;

import java.util.Optional;

/** The run ends now. */
public record CancelRun(Optional<String> reason) {}
