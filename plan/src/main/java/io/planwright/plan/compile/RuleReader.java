package io.planwright.plan.compile;

import io.planwright.plan.Catalogue;
import io.planwright.plan.Source;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads {@code bindings.yaml}: everything that is wrong in it, each with its place. */
final class RuleReader {
  private static final int DEEPEST = Limits.DEEPEST_ANNOTATION + 3;
  private static final String GATE = "gate.review";
  private static final List<String> FILE_KEYS = List.of("rules");
  private static final List<String> RULE_KEYS =
      List.of("when", "executor", "inputs", "timeout", "attempts", "retries", "on-failure", "undo");
  private static final List<String> WHEN_KEYS =
      List.of("agent", "title", "label", "task", "phase", "gate");

  private final StrictYaml yaml;
  private final AnnotationReader annotations;

  private RuleReader(StrictYaml yaml, AnnotationReader annotations) {
    this.yaml = yaml;
    this.annotations = annotations;
  }

  static List<Rule> read(byte[] file, Catalogue catalogue, Problems problems) {
    if (file.length > Limits.MOST_BYTES_OF_RULES) {
      problems.error(
          "rule-limit",
          Problems.START,
          "a rules file must have at most "
              + Limits.MOST_BYTES_OF_RULES
              + " bytes, has "
              + file.length,
          "");
      return List.of();
    }
    Optional<String> text = text(file);
    if (text.isEmpty()) {
      problems.error("rule-invalid", Problems.START, "expected text in UTF-8, came bytes", "");
      return List.of();
    }
    List<String> lines = text.get().lines().toList();
    StrictYaml yaml = new StrictYaml("a rules file", "rule", mark -> place(lines, mark), problems);
    return new RuleReader(yaml, new AnnotationReader(catalogue, yaml)).read(text.get());
  }

  private static Optional<String> text(byte[] file) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
      return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** A mark counts code points. */
  private static Source place(List<String> lines, Mark mark) {
    String line = mark.getLine() < lines.size() ? lines.get(mark.getLine()) : "";
    int points = Math.min(mark.getColumn(), line.codePointCount(0, line.length()));
    return new Source(mark.getLine() + 1, line.offsetByCodePoints(0, points) + 1);
  }

  private List<Rule> read(String text) {
    Optional<Node> root = yaml.compose(text, DEEPEST, Limits.MOST_BYTES_OF_RULES, Problems.START);
    if (root.isEmpty()) {
      return List.of();
    }
    if (!(root.get() instanceof MappingNode map)) {
      yaml.invalid(
          root.get(),
          "a rules file must be a map with rules, came " + InputValue.came(root.get()),
          "start it with rules:");
      return List.of();
    }
    Node listed = yaml.entries(map, FILE_KEYS).get("rules");
    if (listed == null || listed.getTag().equals(Tag.NULL)) {
      return List.of();
    }
    if (!(listed instanceof SequenceNode list)) {
      yaml.invalid(listed, "rules must be a list, came " + InputValue.came(listed), "");
      return List.of();
    }
    if (list.getValue().size() > Limits.MOST_RULES) {
      yaml.error(
          "rule-limit",
          yaml.place(list),
          "there may be at most " + Limits.MOST_RULES + " rules, came " + list.getValue().size(),
          "");
      return List.of();
    }
    List<Rule> rules = new ArrayList<>();
    list.getValue().forEach(node -> rule(node).ifPresent(rules::add));
    return rules;
  }

  private Optional<Rule> rule(Node node) {
    if (!(node instanceof MappingNode map)) {
      yaml.invalid(node, "a rule must be a map, came " + InputValue.came(node), "");
      return Optional.empty();
    }
    Map<String, Node> values = yaml.entries(map, RULE_KEYS);
    if (values.containsKey("attempts") && values.containsKey("retries")) {
      yaml.invalid(
          node, "a rule must have attempts or retries, not both", "attempts count the first too");
    }
    Map<String, Node> when = when(values.get("when"), node);
    Optional<TextPattern> agent = pattern(when, "agent");
    Optional<TextPattern> title = pattern(when, "title");
    Optional<TextPattern> label = pattern(when, "label");
    Optional<TextPattern> phase = pattern(when, "phase");
    Optional<String> task = text(when, "task");
    Optional<TextPattern> gate = pattern(when, "gate");
    if (gate.isPresent() && when.size() > 1) {
      yaml.invalid(
          Objects.requireNonNull(when.get("gate")),
          "a rule for the gate of a phase must say nothing else of when it holds",
          "write another rule for tasks");
    }
    Optional<Annotation> annotation = annotations.read(values, yaml.place(node));
    if (gate.isPresent()
        && annotation.filter(said -> !said.call().executor().name().equals(GATE)).isPresent()) {
      yaml.invalid(
          Objects.requireNonNull(values.get("executor")),
          "the gate of a phase must have the executor " + GATE,
          "");
      return Optional.empty();
    }
    return annotation.map(
        said -> new Rule(agent, title, label, phase, task, gate, said, yaml.place(node)));
  }

  private Map<String, Node> when(@Nullable Node node, Node rule) {
    if (node instanceof MappingNode map && !map.getValue().isEmpty()) {
      return yaml.entries(map, WHEN_KEYS);
    }
    yaml.invalid(
        node == null ? rule : node,
        "a rule must say when it holds, came " + (node == null ? "none" : InputValue.came(node)),
        "write when: with one or more of " + String.join(", ", WHEN_KEYS));
    return new LinkedHashMap<>();
  }

  private Optional<TextPattern> pattern(Map<String, Node> when, String key) {
    Optional<String> written = text(when, key);
    try {
      return written.map(TextPattern::of);
    } catch (IllegalArgumentException e) {
      yaml.invalid(
          yaml.place(Objects.requireNonNull(when.get(key))),
          key + ": " + e.getMessage(),
          "a glob such as *report*, or a regular expression such as /^train .*model$/");
      return Optional.empty();
    }
  }

  /** As it is written: {@code 1.10} stays so. */
  private Optional<String> text(Map<String, Node> when, String key) {
    Node node = when.get(key);
    if (node == null) {
      return Optional.empty();
    }
    Optional<String> text =
        node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)
            ? Optional.of(scalar.getValue().strip()).filter(value -> !value.isEmpty())
            : Optional.empty();
    if (text.isEmpty()) {
      yaml.invalid(node, key + " must be text, came " + InputValue.came(node), "");
    }
    return text;
  }
}
