package io.planwright.plan.run;

import java.util.Optional;

/**
 * The answer to a claim.
 *
 * @param waiting for what; absent: it is granted
 */
public record Claimed(Optional<Waiting> waiting) {
  public static final Claimed GRANTED = new Claimed(Optional.empty());
}
