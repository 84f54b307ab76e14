package io.planwright.bench;

import java.time.Duration;
import java.util.List;

/** Nearest-rank quantiles of measured times. */
record Quantiles(int count, Duration p50, Duration p95, Duration p99, Duration most) {
  static final String HEADING =
      "%-44s %6s %9s %9s %9s %9s".formatted("", "n", "p50 ms", "p95 ms", "p99 ms", "max ms");

  static Quantiles of(List<Duration> times) {
    List<Duration> sorted = times.stream().sorted().toList();
    return new Quantiles(
        sorted.size(), at(sorted, 0.50), at(sorted, 0.95), at(sorted, 0.99), at(sorted, 1));
  }

  private static Duration at(List<Duration> sorted, double fraction) {
    if (sorted.isEmpty()) {
      throw new IllegalArgumentException("expected at least one time, got none");
    }
    return sorted.get(Math.max(0, (int) Math.ceil(fraction * sorted.size()) - 1));
  }

  String line(String name) {
    return "%-44s %6d %9.1f %9.1f %9.1f %9.1f"
        .formatted(name, count, ms(p50), ms(p95), ms(p99), ms(most));
  }

  private static double ms(Duration time) {
    return time.toNanos() / 1e6;
  }
}
