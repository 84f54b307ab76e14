package io.planwright.api.access;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a caller may do; each role may do what those before it may. */
public enum Role {
  /** Reads. */
  @JsonProperty("viewer")
  VIEWER,
  /** Posts plans, starts and cancels runs, completes tasks, sets schedules. */
  @JsonProperty("operator")
  OPERATOR,
  /** Does so for all teams. */
  @JsonProperty("admin")
  ADMIN
}
