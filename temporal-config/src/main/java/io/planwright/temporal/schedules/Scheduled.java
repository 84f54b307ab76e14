package io.planwright.temporal.schedules;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A schedule as it stands.
 *
 * @param hash of the plan version it is pinned to
 * @param paused whether it is now, whatever its specification began with
 * @param note why it was paused or resumed
 * @param next when it will start runs, if it is not paused
 * @param recent runs it started, oldest first
 */
public record Scheduled(
    ScheduleSpecification specification,
    String team,
    Optional<String> hash,
    boolean paused,
    Optional<String> note,
    Instant createdAt,
    List<Instant> next,
    List<Start> recent) {
  public Scheduled {
    next = List.copyOf(next);
    recent = List.copyOf(recent);
  }

  /** A run that it started, by its id. */
  public record Start(String run, Instant dueAt, Instant startedAt) {}
}
