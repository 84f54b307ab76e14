package io.planwright.workflows;

import io.planwright.plan.Executor;
import io.planwright.plan.Executor.Input;
import io.planwright.plan.Executor.Type;
import io.planwright.plan.run.ArtifactRef;
import io.planwright.plan.run.Outcome;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts what other tasks produced in the place of {@code ${task}} and {@code ${task:output}}. Fails
 * with INPUT_INVALID where a task produced no such thing.
 */
final class References {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}:]+)(?::([^}]+))?}");

  private final Map<String, Outcome> outcomes;

  References(Map<String, Outcome> outcomes) {
    this.outcomes = outcomes;
  }

  /** The keys of the tasks that inputs refer to. */
  static SequencedSet<String> named(Map<String, Object> inputs) {
    SequencedSet<String> named = new LinkedHashSet<>();
    for (Object value : inputs.values()) {
      Stream<?> values = value instanceof List<?> list ? list.stream() : Stream.of(value);
      values
          .filter(String.class::isInstance)
          .flatMap(text -> REFERENCE.matcher((String) text).results())
          .forEach(found -> named.add(found.group(1)));
    }
    return named;
  }

  SortedMap<String, Object> resolve(Executor executor, SortedMap<String, Object> inputs) {
    SortedMap<String, Object> resolved = new TreeMap<>(inputs);
    for (Input input : executor.inputs()) {
      resolved.computeIfPresent(input.name(), (name, value) -> resolve(input, value));
    }
    return resolved;
  }

  private Object resolve(Input input, Object value) {
    return switch (value) {
      case String text when input.type() == Type.ARTIFACT -> artifact(input.name(), text);
      case String text -> text(text);
      case List<?> list ->
          list.stream().map(item -> item instanceof String text ? text(text) : item).toList();
      default -> value;
    };
  }

  private ArtifactRef artifact(String input, String text) {
    Matcher reference = REFERENCE.matcher(text);
    if (!reference.matches()) {
      throw FailureKind.INPUT_INVALID.failure(
          "input " + input + " takes a task's artifact, as ${task}; was " + text);
    }
    String task = reference.group(1);
    SortedMap<String, ArtifactRef> artifacts = outcome(task).artifacts();
    String output = reference.group(2);
    if (output == null && artifacts.size() == 1) {
      return artifacts.firstEntry().getValue();
    }
    ArtifactRef artifact = artifacts.get(output == null ? input : output);
    if (artifact == null) {
      throw missing(task, output == null ? input : output, artifacts.keySet().stream());
    }
    return artifact;
  }

  private String text(String text) {
    return REFERENCE
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(words(found.group(1), found.group(2))));
  }

  private String words(String task, @org.jspecify.annotations.Nullable String output) {
    Outcome outcome = outcome(task);
    if (output == null) {
      return Stream.concat(
              outcome.metrics().entrySet().stream()
                  .map(e -> e.getKey() + "=" + number(e.getValue())),
              outcome.facts().entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()))
          .collect(Collectors.joining(", ", task + ": ", ""));
    }
    if (outcome.metrics().containsKey(output)) {
      return number(outcome.metrics().get(output));
    } else if (outcome.facts().containsKey(output)) {
      return outcome.facts().get(output);
    } else if (outcome.artifacts().containsKey(output)) {
      return outcome.artifacts().get(output).sha256();
    }
    throw missing(
        task,
        output,
        Stream.of(outcome.metrics(), outcome.facts(), outcome.artifacts())
            .flatMap(map -> map.keySet().stream()));
  }

  private Outcome outcome(String task) {
    Outcome outcome = outcomes.get(task);
    if (outcome == null) {
      throw FailureKind.INPUT_INVALID.failure("task " + task + " has no outcome to refer to");
    }
    return outcome;
  }

  private static RuntimeException missing(String task, String output, Stream<String> there) {
    return FailureKind.INPUT_INVALID.failure(
        "task %s gave no %s; it gave: %s"
            .formatted(task, output, there.collect(Collectors.joining(", "))));
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.6g", value);
  }
}
