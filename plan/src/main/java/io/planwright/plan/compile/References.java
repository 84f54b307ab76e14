package io.planwright.plan.compile;

import io.planwright.plan.Dependency.Kind;
import io.planwright.plan.Evidence;
import io.planwright.plan.Executor;
import io.planwright.plan.Executor.Type;
import io.planwright.plan.Source;
import io.planwright.plan.format.Nearest;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ${task}} and {@code ${task:output}} in inputs: names become keys, uses become edges. */
final class References {
  private static final Evidence ANNOTATED = new Evidence(Evidence.Form.ANNOTATION, 1);

  static final Pattern REFERENCE = Pattern.compile("\\$\\{([^{}]{0,300})}");
  private static final Pattern OUTPUT = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_.-]*");

  private final TaskDraft task;
  private final Targets targets;
  private final Links links;
  private final Problems problems;
  private final String by;

  /**
   * @param by who says it where it is not the document, to go before messages
   */
  References(TaskDraft task, Targets targets, Links links, Problems problems, String by) {
    this.task = task;
    this.targets = targets;
    this.links = links;
    this.problems = problems;
    this.by = by;
  }

  static boolean isOne(String text) {
    return REFERENCE.matcher(text).matches();
  }

  /**
   * The inputs with keys for names.
   *
   * @param places where each input's value stands
   * @param undoing an undo may use what its own task produced, and waits for nothing
   */
  SortedMap<String, Object> resolve(
      Executor executor,
      SortedMap<String, Object> inputs,
      SortedMap<String, Source> places,
      boolean undoing) {
    SortedMap<String, Object> resolved = new TreeMap<>(inputs);
    for (Executor.Input input : executor.inputs()) {
      Object value = inputs.get(input.name());
      Source place = places.get(input.name());
      if (value != null && place != null && holdsText(input.type())) {
        resolved.put(input.name(), resolve(value, place, undoing));
      }
    }
    return resolved;
  }

  private static boolean holdsText(Type type) {
    return type == Type.TEXT || type == Type.TEXTS || type == Type.ARTIFACT;
  }

  private Object resolve(Object value, Source place, boolean undoing) {
    if (value instanceof List<?> list) {
      return list.stream().map(item -> resolve(item, place, undoing)).toList();
    }
    return REFERENCE
        .matcher(value.toString())
        .replaceAll(found -> Matcher.quoteReplacement(resolve(found, place, undoing)));
  }

  private String resolve(MatchResult found, Source place, boolean undoing) {
    String name = found.group(1).strip();
    Optional<TaskDraft> whole = one(name);
    int colon = name.lastIndexOf(':');
    Optional<TaskDraft> target =
        whole.or(() -> colon < 0 ? Optional.empty() : one(name.substring(0, colon).strip()));
    String output = whole.isPresent() || colon < 0 ? "" : name.substring(colon + 1).strip();
    if (target.isEmpty() || (target.get() == task && !undoing)) {
      refuse(name, place, target.isPresent());
      return found.group();
    }
    if (!output.isEmpty() && !OUTPUT.matcher(output).matches()) {
      problems.error(
          "annotation-invalid",
          place,
          by + "an output's name must have letters, digits, _, . and -, came " + output,
          "write ${task:output}");
    }
    if (target.get() != task && !links.of(task).containsKey(target.get())) {
      links.add(task, target.get(), Kind.INPUT, ANNOTATED, place);
    }
    return "${" + target.get().key + (output.isEmpty() ? "" : ":" + output) + "}";
  }

  private Optional<TaskDraft> one(String name) {
    return targets.reference(name, task) instanceof Targets.Some some
            && some.targets().getFirst() instanceof TaskDraft found
        ? Optional.of(found)
        : Optional.empty();
  }

  private void refuse(String name, Source place, boolean itself) {
    boolean many = targets.reference(name, task) instanceof Targets.Ambiguous;
    String message =
        itself
            ? "a task cannot use its own output, came ${" + name + "}"
            : many
                ? "${" + name + "} must name one task, it names several"
                : "${" + name + "} must name a task by id, key or title, there is none";
    problems.error("dangling-reference", place, by + message, Nearest.hint(name, targets.names()));
  }
}
