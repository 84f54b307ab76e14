package io.planwright.store;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.planwright.plan.run.Command;
import java.time.Instant;
import java.util.Optional;

/** A verb that was asked for, and what became of it. */
public record StoredCommand(
    Command command, Delivery delivery, Optional<String> message, Instant createdAt) {

  /** How far a command came. */
  public enum Delivery {
    @JsonProperty("pending")
    PENDING,
    @JsonProperty("accepted")
    ACCEPTED,
    @JsonProperty("rejected")
    REJECTED
  }
}
