package io.planwright.plan.assist;

import io.planwright.plan.Executor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The inputs that a proposal gives an executor, read by the executor's own types. */
final class BoundInputs {
  private static final Pattern OUTPUT = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_.-]*");

  private final SortedMap<String, Object> values = new TreeMap<>();
  private final List<String> unknown = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();
  private final List<String> invalid = new ArrayList<>();

  BoundInputs(Executor executor, SortedMap<String, Object> given) {
    List<String> known = executor.inputs().stream().map(Executor.Input::name).toList();
    given.keySet().stream().filter(name -> !known.contains(name)).forEach(unknown::add);
    for (Executor.Input input : executor.inputs()) {
      Object value = given.get(input.name());
      if (given.containsKey(input.name())) {
        Optional<Object> read = JsonInput.read(input.type(), value);
        read.ifPresentOrElse(
            found -> values.put(input.name(), found),
            () -> invalid.add(input.name() + " must be " + JsonInput.expected(input.type())));
      } else if (input.required()) {
        missing.add(input.name());
      } else {
        input.written().ifPresent(by -> values.put(input.name(), by));
      }
    }
  }

  /** With defaults filled in. */
  SortedMap<String, Object> values() {
    return values;
  }

  List<String> unknown() {
    return unknown;
  }

  List<String> missing() {
    return missing;
  }

  List<String> invalid() {
    return invalid;
  }

  /**
   * A use of another task's output.
   *
   * @param output empty: all of it, or the only one
   */
  record Reference(String text, String task, String output) {
    boolean valid() {
      return output.isEmpty() || OUTPUT.matcher(output).matches();
    }
  }

  List<Reference> references() {
    List<Reference> found = new ArrayList<>();
    values.values().forEach(value -> collect(value, found));
    return found;
  }

  private static void collect(Object value, List<Reference> found) {
    switch (value) {
      case String text ->
          JsonInput.REFERENCE
              .matcher(text)
              .results()
              .map(BoundInputs::reference)
              .forEach(found::add);
      case List<?> list -> list.forEach(item -> collect(item, found));
      default -> {}
    }
  }

  private static Reference reference(MatchResult use) {
    return new Reference(use.group(), use.group(1), Optional.ofNullable(use.group(2)).orElse(""));
  }
}
