package io.planwright.store;

import java.time.Instant;
import java.util.Optional;

/**
 * The model that a name points to.
 *
 * @param model sha256 of its artifact; absent where the first promotion was taken back
 * @param previous the model before
 * @param revision raised by each change
 * @param step that made the last change
 */
public record Champion(
    String team,
    String name,
    Optional<String> model,
    Optional<String> previous,
    long revision,
    String step,
    Instant since) {}
