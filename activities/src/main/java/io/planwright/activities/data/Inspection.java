package io.planwright.activities.data;

import io.planwright.market.Dataset;
import io.planwright.plan.run.Outcome;
import io.planwright.workflows.data.ValidateInputs;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A dataset measured against what it must be.
 *
 * @param gaps weekdays between the first and the last on which no row has its time, in UTC
 * @param duplicates rows whose time an earlier row has
 * @param age of the newest row; absent where there is none
 * @param broken each limit that does not hold, with what was expected and what came
 */
record Inspection(
    long rows, long gaps, long duplicates, Optional<Duration> age, List<String> broken) {

  static Inspection of(Dataset dataset, ValidateInputs limits, Instant now) {
    TreeSet<Instant> times = new TreeSet<>(dataset.times());
    long gaps = gaps(times);
    long duplicates = dataset.rows() - times.size();
    Optional<Duration> age =
        times.isEmpty() ? Optional.empty() : Optional.of(Duration.between(times.last(), now));
    List<String> broken = new ArrayList<>();
    List<String> columns =
        Stream.concat(
                Stream.of(dataset.time()), dataset.columns().stream().map(Dataset.Column::name))
            .toList();
    for (String column : limits.columns()) {
      if (!columns.contains(column)) {
        broken.add("expected column %s, there are %s".formatted(column, columns));
      }
    }
    if (dataset.rows() < limits.minRows()) {
      broken.add("expected at least %d rows, was %d".formatted(limits.minRows(), dataset.rows()));
    }
    if (gaps > limits.maxGaps()) {
      broken.add("expected at most %d missing weekdays, was %d".formatted(limits.maxGaps(), gaps));
    }
    if (duplicates > limits.maxDuplicates()) {
      broken.add(
          "expected at most %d repeated times, was %d"
              .formatted(limits.maxDuplicates(), duplicates));
    }
    if (limits.maxAge().isPresent() && age.isPresent()) {
      Duration most = limits.maxAge().orElseThrow();
      if (age.orElseThrow().compareTo(most) > 0) {
        broken.add(
            "expected a last row at most %s old, was %s (%s)"
                .formatted(most, age.orElseThrow().truncatedTo(ChronoUnit.SECONDS), times.last()));
      }
    }
    stepBack(dataset.times()).ifPresent(broken::add);
    return new Inspection(dataset.rows(), gaps, duplicates, age, broken);
  }

  Outcome outcome() {
    Outcome outcome =
        Outcome.NONE.metric("rows", rows).metric("gaps", gaps).metric("duplicates", duplicates);
    return age.map(a -> outcome.metric("staleHours", a.toSeconds() / 3600.0)).orElse(outcome);
  }

  private static Optional<String> stepBack(List<Instant> times) {
    for (int row = 1; row < times.size(); row++) {
      if (times.get(row).isBefore(times.get(row - 1))) {
        return Optional.of(
            "expected times in order, but %s came after %s"
                .formatted(times.get(row), times.get(row - 1)));
      }
    }
    return Optional.empty();
  }

  private static long gaps(TreeSet<Instant> times) {
    long gaps = 0;
    LocalDate before = null;
    for (Instant time : times) {
      LocalDate day = LocalDate.ofInstant(time, ZoneOffset.UTC);
      if (before != null && day.isAfter(before)) {
        gaps += weekdays(before.plusDays(1), day);
      }
      before = day;
    }
    return gaps;
  }

  /** From a day (inclusive) to another (exclusive). */
  private static long weekdays(LocalDate from, LocalDate to) {
    long days = ChronoUnit.DAYS.between(from, to);
    long weekdays = days / 7 * 5;
    for (LocalDate day = to.minusDays(days % 7); day.isBefore(to); day = day.plusDays(1)) {
      if (day.getDayOfWeek().getValue() <= DayOfWeek.FRIDAY.getValue()) {
        weekdays++;
      }
    }
    return weekdays;
  }
}
