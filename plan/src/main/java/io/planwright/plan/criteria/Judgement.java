package io.planwright.plan.criteria;

import io.planwright.plan.Criterion;
import io.planwright.plan.Measure;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What measured metrics say of a criterion.
 *
 * @param metric that was compared
 * @param value of the metric, in the criterion's unit
 * @param confidence that the metric is the one that the criterion means
 */
public record Judgement(
    String criterion,
    Verdict verdict,
    Optional<String> metric,
    Optional<Double> value,
    double confidence) {
  /** Below this, a metric found by its words is evidence for people, no verdict. */
  public static final double SURE = 0.9;

  /** How the criterion stands. */
  public enum Verdict {
    MET,
    UNMET,
    /** A metric was found by its words, and not surely enough to decide. */
    UNSURE,
    /** Nothing measured it. */
    UNMEASURED,
    /** It states no figure: people say whether it is met. */
    ATTESTED
  }

  /**
   * @param metrics by name; a share is a number from 0 to 1, and a criterion in percent is held
   *     against its hundredfold
   */
  public static Judgement of(Criterion criterion, Map<String, Double> metrics) {
    if (criterion.measure().isEmpty()) {
      return new Judgement(
          criterion.text(), Verdict.ATTESTED, Optional.empty(), Optional.empty(), 0);
    }
    Measure measure = criterion.measure().get();
    List<String> names = metrics.keySet().stream().sorted().toList();
    return MetricMatch.of(measure, names)
        .map(match -> judged(criterion, measure, match, metrics.getOrDefault(match.name(), 0.0)))
        .orElseGet(
            () ->
                new Judgement(
                    criterion.text(), Verdict.UNMEASURED, Optional.empty(), Optional.empty(), 0));
  }

  private static Judgement judged(
      Criterion criterion, Measure measure, MetricMatch.Match match, double measured) {
    String name = match.name().toLowerCase(Locale.ROOT);
    boolean share =
        measure.unit().equals("%") && !name.endsWith("percent") && !name.endsWith("pct");
    double value = share ? measured * 100 : measured;
    Optional<Boolean> holds = holds(measure, value);
    Verdict verdict =
        holds.isEmpty()
            ? Verdict.UNMEASURED
            : match.confidence() < SURE
                ? Verdict.UNSURE
                : holds.get() ? Verdict.MET : Verdict.UNMET;
    return new Judgement(
        criterion.text(),
        verdict,
        Optional.of(match.name()),
        Optional.of(value),
        match.confidence());
  }

  /** Empty where the criterion asks for a change and says no baseline. */
  private static Optional<Boolean> holds(Measure measure, double value) {
    double asked = measure.value();
    Optional<Double> baseline = measure.baseline();
    return switch (measure.comparator()) {
      case LESS -> Optional.of(value < asked);
      case AT_MOST -> Optional.of(value <= asked);
      case GREATER -> Optional.of(value > asked);
      case AT_LEAST -> Optional.of(value >= asked);
      case EQUAL -> Optional.of(value == asked);
      case BETWEEN ->
          Optional.of(value >= asked && value <= measure.upper().orElse(Double.MAX_VALUE));
      case WITHIN -> baseline.map(from -> Math.abs(value - from) <= asked);
      case UP -> baseline.map(from -> value - from >= asked);
      case DOWN -> baseline.map(from -> from - value >= asked);
    };
  }

  /** For people: the criterion, and what was measured. */
  public String words() {
    String found =
        metric
            .map(name -> String.format(Locale.ROOT, "%s = %.6g", name, value.orElse(0.0)))
            .orElse("nothing measured it");
    return switch (verdict) {
      case MET -> criterion + ": met, " + found;
      case UNMET -> criterion + ": not met, " + found;
      case UNSURE ->
          String.format(Locale.ROOT, "%s: perhaps %s (%.2f sure)", criterion, found, confidence);
      case UNMEASURED -> criterion + ": " + found;
      case ATTESTED -> criterion + ": for you to say";
    };
  }
}
