package io.planwright.temporal.schedules;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.planwright.plan.Priority;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When which plan is run: by a cron expression or by an interval.
 *
 * @param version of the plan; absent: the newest when a run starts
 * @param cron five fields, read in the time zone
 * @param every interval from the epoch on; at least a second
 * @param timeZone of the cron expression; UTC unless said
 * @param jitter a start is late by up to this; none unless said
 * @param overlap {@link Overlap#SKIP} unless said
 * @param catchUp how long after its time a start is made up for when the server was down; 10
 *     minutes unless said, at least 10 seconds
 * @param priority of the runs; P2 unless said
 * @param paused whether it begins paused; later it is paused and resumed by people, and that is
 *     kept
 */
public record ScheduleSpecification(
    String id,
    String plan,
    Optional<Integer> version,
    Optional<String> cron,
    Optional<Duration> every,
    String timeZone,
    Duration jitter,
    Overlap overlap,
    Duration catchUp,
    Priority priority,
    boolean paused) {
  private static final Pattern SLUG = Pattern.compile("[a-z0-9](?:[a-z0-9._-]{0,98}[a-z0-9])?");
  private static final Duration LEAST_CATCH_UP = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofDays(366);

  public ScheduleSpecification {
    List<String> problems = new ArrayList<>();
    slug("id", id, problems);
    slug("plan", plan, problems);
    version.filter(v -> v < 1).ifPresent(v -> problems.add("version must be at least 1, was " + v));
    if (cron.isPresent() == every.isPresent()) {
      problems.add(
          "exactly one of cron and every must be given, "
              + cron.map(c -> "both were: '" + c + "' and " + every.orElseThrow())
                  .orElse("neither was"));
    }
    cron.map(Cron::problems).ifPresent(problems::addAll);
    every.ifPresent(
        interval -> between("every", interval, Duration.ofSeconds(1), LONGEST, problems));
    zone(timeZone, problems);
    between("jitter", jitter, Duration.ZERO, LONGEST, problems);
    between("catchUp", catchUp, LEAST_CATCH_UP, LONGEST, problems);
    if (!problems.isEmpty()) {
      throw new ScheduleInvalid(id, problems);
    }
  }

  /** Reads JSON or YAML, in which what has a default may be left out. */
  @JsonCreator
  static ScheduleSpecification of(
      @JsonProperty("id") @Nullable String id,
      @JsonProperty("plan") @Nullable String plan,
      @JsonProperty("version") Optional<Integer> version,
      @JsonProperty("cron") Optional<String> cron,
      @JsonProperty("every") Optional<Duration> every,
      @JsonProperty("timeZone") @Nullable String timeZone,
      @JsonProperty("jitter") @Nullable Duration jitter,
      @JsonProperty("overlap") @Nullable Overlap overlap,
      @JsonProperty("catchUp") @Nullable Duration catchUp,
      @JsonProperty("priority") @Nullable Priority priority,
      @JsonProperty("paused") boolean paused) {
    return new ScheduleSpecification(
        id == null ? "" : id,
        plan == null ? "" : plan,
        version,
        cron,
        every,
        timeZone == null ? "UTC" : timeZone,
        jitter == null ? Duration.ZERO : jitter,
        overlap == null ? Overlap.SKIP : overlap,
        catchUp == null ? Duration.ofMinutes(10) : catchUp,
        priority == null ? Priority.P2 : priority,
        paused);
  }

  /** Of the newest version by a cron expression, all else by default. */
  public static ScheduleSpecification cron(String id, String plan, String expression) {
    return of(
        id,
        plan,
        Optional.empty(),
        Optional.of(expression),
        Optional.empty(),
        null,
        null,
        null,
        null,
        null,
        false);
  }

  private static void slug(String name, String value, List<String> problems) {
    if (!SLUG.matcher(value).matches()) {
      problems.add(
          name
              + " must be up to 100 lower-case letters, digits, '-', '_' and '.', was '"
              + value
              + "'");
    }
  }

  private static void zone(String name, List<String> problems) {
    try {
      ZoneId.of(name);
    } catch (DateTimeException e) {
      problems.add("timeZone must be a zone like UTC or Europe/Berlin, was '" + name + "'");
    }
  }

  private static void between(
      String name, Duration value, Duration least, Duration most, List<String> problems) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      problems.add("%s must be %s to %s, was %s".formatted(name, least, most, value));
    }
  }
}
