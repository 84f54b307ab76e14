package io.planwright.plan.compile;

import io.planwright.plan.Binding.OnFailure;
import io.planwright.plan.Catalogue;
import io.planwright.plan.Executor;
import io.planwright.plan.Executor.Input;
import io.planwright.plan.Source;
import io.planwright.plan.compile.Annotation.Call;
import io.planwright.plan.compile.Annotation.UndoBy;
import io.planwright.plan.format.DurationText;
import io.planwright.plan.format.Nearest;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads what a planwright block or a rule says of how a task is done. */
final class AnnotationReader {
  private static final List<String> KEYS =
      List.of("executor", "inputs", "timeout", "retries", "on-failure", "undo");
  private static final List<String> UNDO_KEYS = List.of("executor", "inputs");
  private static final Map<String, OnFailure> ON_FAILURE =
      Map.of(
          "undo", OnFailure.UNDO,
          "stop", OnFailure.STOP,
          "contain", OnFailure.CONTAIN,
          "wait", OnFailure.WAIT);
  private static final Pattern WHOLE = Pattern.compile("\\d{1,6}");
  private static final Duration LONGEST = Duration.ofDays(3_660);

  private final Catalogue catalogue;
  private final StrictYaml yaml;

  AnnotationReader(Catalogue catalogue, StrictYaml yaml) {
    this.catalogue = catalogue;
    this.yaml = yaml;
  }

  static Optional<Annotation> read(Catalogue catalogue, Block.Fence fence, Problems problems) {
    List<String> lines = fence.content().lines().toList();
    StrictYaml yaml =
        new StrictYaml(
            "a planwright block", "annotation", mark -> place(fence, lines, mark), problems);
    Optional<Node> root =
        yaml.compose(
            fence.content(), Limits.DEEPEST_ANNOTATION, Limits.LONGEST_ANNOTATION, fence.source());
    if (root.isEmpty()) {
      if (!yaml.failed()) {
        yaml.invalid(
            fence.source(),
            "a planwright block must name its executor, came an empty one",
            Nearest.hint("", catalogue.byName().keySet()));
      }
      return Optional.empty();
    }
    if (!(root.get() instanceof MappingNode map)) {
      yaml.invalid(
          root.get(), "a planwright block must be a map, came " + InputValue.came(root.get()), "");
      return Optional.empty();
    }
    return new AnnotationReader(catalogue, yaml).read(yaml.entries(map, KEYS), fence.source());
  }

  /**
   * @param missing where what is not there should be
   * @return nothing where something was wrong
   */
  Optional<Annotation> read(Map<String, Node> values, Source missing) {
    Optional<Call> call = call(values, missing);
    if (call.isEmpty()) {
      return Optional.empty();
    }
    Executor executor = call.get().executor();
    Annotation annotation =
        new Annotation(
            call.get(),
            timeout(values.get("timeout")).orElse(executor.timeout()),
            whole("retries", values.get("retries"), 0, Limits.MOST_RETRIES)
                .map(most -> most + 1)
                .or(() -> whole("attempts", values.get("attempts"), 1, Limits.MOST_RETRIES + 1))
                .orElse(executor.attempts()),
            onFailure(values.get("on-failure")).orElse(OnFailure.UNDO),
            undo(values.get("undo"), executor));
    return yaml.failed() ? Optional.empty() : Optional.of(annotation);
  }

  private Optional<Call> call(Map<String, Node> values, Source missing) {
    Node named = values.get("executor");
    if (named == null) {
      yaml.invalid(missing, "expected the key executor, which is not there", known());
      return Optional.empty();
    }
    String name = named instanceof ScalarNode scalar ? scalar.getValue() : "";
    Optional<Executor> executor = catalogue.find(name);
    if (executor.isEmpty()) {
      yaml.error(
          "unknown-executor",
          yaml.place(named),
          "expected the name of an executor, came " + InputValue.came(named),
          Nearest.hint(name, catalogue.byName().keySet()));
      return Optional.empty();
    }
    return Optional.of(inputs(executor.get(), values.get("inputs"), yaml.place(named)));
  }

  private String known() {
    return Nearest.hint("", catalogue.byName().keySet());
  }

  private Call inputs(Executor executor, @Nullable Node node, Source at) {
    SortedMap<String, Object> inputs = new TreeMap<>();
    SortedMap<String, Source> places = new TreeMap<>();
    Map<String, Node> given = Collections.emptyMap();
    if (node instanceof MappingNode map) {
      List<String> names = executor.inputs().stream().map(Input::name).toList();
      given = yaml.entries(map, names, "input-unknown", "an input of " + executor.name() + ", one");
    } else if (node != null) {
      yaml.invalid(node, "inputs must be a map, came " + InputValue.came(node), "");
    }
    for (Input input : executor.inputs()) {
      Node value = given.get(input.name());
      if (value != null) {
        places.put(input.name(), yaml.place(value));
        value(input, value).ifPresent(read -> inputs.put(input.name(), read));
      } else if (input.fallback().isPresent()) {
        inputs.put(input.name(), InputValue.fallback(input.fallback().get()));
      } else if (input.required()) {
        yaml.error(
            "input-missing",
            at,
            executor.name() + " needs the input " + input.name() + ": " + input.does(),
            "add " + input.name() + " under inputs, " + InputValue.expected(input.type()));
      }
    }
    return new Call(executor, inputs, places);
  }

  private Optional<Object> value(Input input, Node node) {
    Optional<Object> value = InputValue.read(input.type(), node);
    if (value.isEmpty()) {
      yaml.error(
          "input-type",
          yaml.place(node),
          input.name()
              + " must be "
              + InputValue.expected(input.type())
              + ", came "
              + InputValue.came(node),
          input.does());
    }
    return value;
  }

  private Optional<Duration> timeout(@Nullable Node node) {
    if (node == null) {
      return Optional.empty();
    }
    Optional<Duration> timeout =
        Optional.of(node)
            .filter(ScalarNode.class::isInstance)
            .flatMap(scalar -> DurationText.parse(((ScalarNode) scalar).getValue()))
            .filter(length -> length.isPositive() && length.compareTo(LONGEST) <= 0);
    if (timeout.isEmpty()) {
      yaml.invalid(
          node, "timeout must be " + DurationText.FORMS + ", came " + InputValue.came(node), "");
    }
    return timeout;
  }

  private Optional<Integer> whole(String key, @Nullable Node node, int least, int most) {
    if (node == null) {
      return Optional.empty();
    }
    Optional<Integer> whole =
        Optional.of(node)
            .filter(scalar -> scalar instanceof ScalarNode found && found.isPlain())
            .map(scalar -> ((ScalarNode) scalar).getValue())
            .filter(text -> WHOLE.matcher(text).matches())
            .map(Integer::parseInt)
            .filter(count -> count >= least && count <= most);
    if (whole.isEmpty()) {
      yaml.invalid(
          node,
          key
              + " must be a whole number from "
              + least
              + " to "
              + most
              + ", came "
              + InputValue.came(node),
          "");
    }
    return whole;
  }

  private Optional<OnFailure> onFailure(@Nullable Node node) {
    if (node == null) {
      return Optional.empty();
    }
    Optional<OnFailure> chosen =
        node instanceof ScalarNode scalar
            ? Optional.ofNullable(ON_FAILURE.get(scalar.getValue()))
            : Optional.empty();
    if (chosen.isEmpty()) {
      yaml.invalid(
          node,
          "on-failure must be undo, stop, contain or wait, came " + InputValue.came(node),
          "");
    }
    return chosen;
  }

  private UndoBy undo(@Nullable Node node, Executor executor) {
    UndoBy own = new UndoBy(false, Optional.empty());
    if (node == null) {
      return own;
    }
    if (node instanceof MappingNode map) {
      Map<String, Node> values = yaml.entries(map, UNDO_KEYS);
      return new UndoBy(false, call(values, yaml.place(node)));
    }
    String word = node instanceof ScalarNode scalar ? scalar.getValue() : "";
    if (word.equals("none")) {
      return new UndoBy(true, Optional.empty());
    }
    if (!word.equals("own")) {
      yaml.invalid(
          node,
          "undo must be none, own or a map with executor and inputs, came " + InputValue.came(node),
          "");
    } else if (!executor.undoable()) {
      yaml.invalid(
          node,
          executor.name() + " has no undo of its own",
          "write undo: none, or name the executor that undoes it");
    }
    return own;
  }

  /** A mark counts lines and code points of the block, a place those of the document. */
  private static Source place(Block.Fence fence, List<String> lines, Mark mark) {
    List<Source> starts = fence.starts();
    if (mark.getLine() >= starts.size()) {
      return starts.isEmpty() ? fence.source() : starts.getLast();
    }
    Source start = starts.get(mark.getLine());
    String line = mark.getLine() < lines.size() ? lines.get(mark.getLine()) : "";
    int points = Math.min(mark.getColumn(), line.codePointCount(0, line.length()));
    return new Source(start.line(), start.column() + line.offsetByCodePoints(0, points));
  }
}
