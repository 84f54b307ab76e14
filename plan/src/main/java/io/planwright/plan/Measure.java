package io.planwright.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * What a measurable criterion asks of a metric.
 *
 * @param metric in the author's words, lower case: {@code p95 latency}, {@code test coverage};
 *     empty where the text names none
 * @param value compared with; of a range its lower end
 * @param upper a range's upper end
 * @param unit {@code ms}, {@code s}, {@code %}, {@code points} …; empty for a bare number
 * @param baseline where a change is asked for, what it starts from, in the same unit
 * @param named where the metric's name comes from
 */
public record Measure(
    String metric,
    Comparator comparator,
    double value,
    Optional<Double> upper,
    String unit,
    Optional<Double> baseline,
    Evidence named) {
  public Measure {
    // Plans that were stored before have none.
    named = named == null ? Evidence.FIELD : named;
  }

  /** As its author named it. */
  public Measure(
      String metric,
      Comparator comparator,
      double value,
      Optional<Double> upper,
      String unit,
      Optional<Double> baseline) {
    this(metric, comparator, value, upper, unit, baseline, Evidence.FIELD);
  }

  /** How the measured value must stand to the criterion's. */
  public enum Comparator {
    @JsonProperty("<")
    LESS,
    @JsonProperty("<=")
    AT_MOST,
    @JsonProperty(">")
    GREATER,
    @JsonProperty(">=")
    AT_LEAST,
    @JsonProperty("=")
    EQUAL,
    /** From value to upper, both included. */
    @JsonProperty("between")
    BETWEEN,
    /** At most value away from the baseline or from what it is compared with. */
    @JsonProperty("within")
    WITHIN,
    /** Greater than the baseline by value at least. */
    @JsonProperty("up")
    UP,
    /** Less than the baseline by value at least. */
    @JsonProperty("down")
    DOWN
  }
}
