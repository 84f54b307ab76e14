package io.planwright.temporal.schedules;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.temporal.api.enums.v1.ScheduleOverlapPolicy;

/**
 * What happens when a start is due while the schedule's last run goes on. Temporal's policy to
 * terminate it is left out: a terminated run can't undo what it did.
 */
public enum Overlap {
  /** The start is left out. */
  @JsonProperty("skip")
  SKIP(ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_SKIP),
  /** One start waits for the run's end. */
  @JsonProperty("buffer-one")
  BUFFER_ONE(ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_BUFFER_ONE),
  /** Every start waits its turn. */
  @JsonProperty("buffer-all")
  BUFFER_ALL(ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_BUFFER_ALL),
  /** The run is cancelled; the new one starts when that is done. */
  @JsonProperty("cancel-other")
  CANCEL_OTHER(ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_CANCEL_OTHER),
  /** Runs go on side by side. */
  @JsonProperty("allow-all")
  ALLOW_ALL(ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_ALLOW_ALL);

  private final ScheduleOverlapPolicy policy;

  Overlap(ScheduleOverlapPolicy policy) {
    this.policy = policy;
  }

  ScheduleOverlapPolicy policy() {
    return policy;
  }
}
