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
import java.io.StringReader;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads the YAML of a planwright block from its node tree, not as objects: so nothing is
 * constructed, and every value has its place in the document.
 */
final class AnnotationReader {
  private static final List<String> KEYS =
      List.of("executor", "inputs", "timeout", "retries", "on-failure", "undo");
  private static final List<String> UNDO_KEYS = List.of("executor", "inputs");
  private static final Map<String, OnFailure> ON_FAILURE =
      Map.of("undo", OnFailure.UNDO, "stop", OnFailure.STOP, "contain", OnFailure.CONTAIN);
  private static final Set<Tag> TAGS =
      Set.of(
          Tag.STR,
          Tag.INT,
          Tag.FLOAT,
          Tag.BOOL,
          Tag.NULL,
          Tag.TIMESTAMP,
          Tag.SEQ,
          Tag.MAP,
          Tag.MERGE);
  private static final Pattern RETRIES = Pattern.compile("\\d{1,6}");
  private static final Duration LONGEST = Duration.ofDays(3_660);

  private final Catalogue catalogue;
  private final Block.Fence fence;
  private final List<String> lines;
  private final Problems problems;
  private boolean failed;

  private AnnotationReader(Catalogue catalogue, Block.Fence fence, Problems problems) {
    this.catalogue = catalogue;
    this.fence = fence;
    this.lines = fence.content().lines().toList();
    this.problems = problems;
  }

  static Optional<Annotation> read(Catalogue catalogue, Block.Fence fence, Problems problems) {
    AnnotationReader reader = new AnnotationReader(catalogue, fence, problems);
    return reader.read().filter(annotation -> !reader.failed);
  }

  private Optional<Annotation> read() {
    Optional<Node> root = compose();
    if (root.isEmpty()) {
      return Optional.empty();
    }
    if (!(root.get() instanceof MappingNode map)) {
      invalid(
          root.get(), "a planwright block must be a map, came " + InputValue.came(root.get()), "");
      return Optional.empty();
    }
    if (!plain(map)) {
      return Optional.empty();
    }
    Map<String, Node> values = entries(map, KEYS, "annotation-unknown-key", "a key");
    Optional<Call> call = call(values, fence.source());
    if (call.isEmpty()) {
      return Optional.empty();
    }
    Executor executor = call.get().executor();
    return Optional.of(
        new Annotation(
            call.get(),
            timeout(values.get("timeout")).orElse(executor.timeout()),
            retries(values.get("retries")).map(most -> most + 1).orElse(executor.attempts()),
            onFailure(values.get("on-failure")).orElse(OnFailure.UNDO),
            undo(values.get("undo"), executor)));
  }

  private Optional<Node> compose() {
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(Limits.DEEPEST_ANNOTATION);
    options.setCodePointLimit(Limits.LONGEST_ANNOTATION);
    try {
      Node root = new Yaml(options).compose(new StringReader(fence.content()));
      if (root == null) {
        error(
            "annotation-invalid",
            fence.source(),
            "a planwright block must name its executor, came an empty one",
            known());
      }
      return Optional.ofNullable(root);
    } catch (MarkedYAMLException e) {
      String problem = e.getProblem() == null ? e.getMessage() : e.getProblem();
      Source at = e.getProblemMark() == null ? fence.source() : place(e.getProblemMark());
      error("annotation-invalid", at, "expected YAML: " + problem, "");
    } catch (YAMLException e) {
      error("annotation-invalid", fence.source(), "expected YAML: " + e.getMessage(), "");
    }
    return Optional.empty();
  }

  /** No anchors, no tags: a value is what it looks like. */
  private boolean plain(Node node) {
    if (node.getAnchor() != null || !TAGS.contains(node.getTag())) {
      invalid(
          node, "a planwright block must have no anchors, aliases or tags", "write the value out");
      return false;
    }
    return switch (node) {
      case MappingNode map ->
          map.getValue().stream().allMatch(t -> plain(t.getKeyNode()) && plain(t.getValueNode()));
      case SequenceNode list -> list.getValue().stream().allMatch(this::plain);
      default -> true;
    };
  }

  private Map<String, Node> entries(
      MappingNode map, List<String> known, String unknownCode, String what) {
    Map<String, Node> values = new LinkedHashMap<>();
    for (NodeTuple entry : map.getValue()) {
      String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
      if (!known.contains(key)) {
        error(
            unknownCode,
            place(entry.getKeyNode().getStartMark()),
            "expected " + what + " of " + String.join(", ", known) + ", came " + key,
            Nearest.hint(key, known));
      } else if (values.put(key, entry.getValueNode()) != null) {
        invalid(entry.getKeyNode(), key + " must stand here once", "remove one of the two");
      }
    }
    return values;
  }

  private Optional<Call> call(Map<String, Node> values, Source missing) {
    Node named = values.get("executor");
    if (named == null) {
      error(
          "annotation-invalid", missing, "expected the key executor, which is not there", known());
      return Optional.empty();
    }
    String name = named instanceof ScalarNode scalar ? scalar.getValue() : "";
    Optional<Executor> executor = catalogue.find(name);
    if (executor.isEmpty()) {
      error(
          "unknown-executor",
          place(named.getStartMark()),
          "expected the name of an executor, came " + InputValue.came(named),
          Nearest.hint(name, catalogue.byName().keySet()));
      return Optional.empty();
    }
    return Optional.of(inputs(executor.get(), values.get("inputs"), place(named.getStartMark())));
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
      given = entries(map, names, "input-unknown", "an input of " + executor.name() + ", one");
    } else if (node != null) {
      invalid(node, "inputs must be a map, came " + InputValue.came(node), "");
    }
    for (Input input : executor.inputs()) {
      Node value = given.get(input.name());
      if (value != null) {
        places.put(input.name(), place(value.getStartMark()));
        value(input, value).ifPresent(read -> inputs.put(input.name(), read));
      } else if (input.fallback().isPresent()) {
        inputs.put(input.name(), InputValue.fallback(input.fallback().get()));
      } else if (input.required()) {
        error(
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
      error(
          "input-type",
          place(node.getStartMark()),
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
      invalid(
          node, "timeout must be " + DurationText.FORMS + ", came " + InputValue.came(node), "");
    }
    return timeout;
  }

  private Optional<Integer> retries(@Nullable Node node) {
    if (node == null) {
      return Optional.empty();
    }
    Optional<Integer> retries =
        Optional.of(node)
            .filter(scalar -> scalar instanceof ScalarNode found && found.isPlain())
            .map(scalar -> ((ScalarNode) scalar).getValue())
            .filter(text -> RETRIES.matcher(text).matches())
            .map(Integer::parseInt)
            .filter(count -> count <= Limits.MOST_RETRIES);
    if (retries.isEmpty()) {
      invalid(
          node,
          "retries must be a whole number from 0 to "
              + Limits.MOST_RETRIES
              + ", came "
              + InputValue.came(node),
          "");
    }
    return retries;
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
      invalid(node, "on-failure must be undo, stop or contain, came " + InputValue.came(node), "");
    }
    return chosen;
  }

  private UndoBy undo(@Nullable Node node, Executor executor) {
    UndoBy own = new UndoBy(false, Optional.empty());
    if (node == null) {
      return own;
    }
    if (node instanceof MappingNode map) {
      Map<String, Node> values = entries(map, UNDO_KEYS, "annotation-unknown-key", "a key");
      return new UndoBy(false, call(values, place(node.getStartMark())));
    }
    String word = node instanceof ScalarNode scalar ? scalar.getValue() : "";
    if (word.equals("none")) {
      return new UndoBy(true, Optional.empty());
    }
    if (!word.equals("own")) {
      invalid(
          node,
          "undo must be none, own or a map with executor and inputs, came " + InputValue.came(node),
          "");
    } else if (!executor.undoable()) {
      invalid(
          node,
          executor.name() + " has no undo of its own",
          "write undo: none, or name the executor that undoes it");
    }
    return own;
  }

  private void invalid(Node node, String message, String hint) {
    error("annotation-invalid", place(node.getStartMark()), message, hint);
  }

  private void error(String code, Source at, String message, String hint) {
    failed = true;
    problems.error(code, at, message, hint);
  }

  /** A mark counts lines and code points of the block, a place those of the document. */
  private Source place(Mark mark) {
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
