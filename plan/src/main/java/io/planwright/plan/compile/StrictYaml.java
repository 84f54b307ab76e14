package io.planwright.plan.compile;

import io.planwright.plan.Source;
import io.planwright.plan.format.Nearest;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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
 * YAML read from its node tree, not as objects: so nothing is constructed, every value has its
 * place, and what is not known is refused.
 */
final class StrictYaml {
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

  private final String what;
  private final String code;
  private final Function<Mark, Source> places;
  private final Problems problems;
  private boolean failed;

  /**
   * @param what is read, for messages
   * @param code what the codes of diagnostics begin with
   */
  StrictYaml(String what, String code, Function<Mark, Source> places, Problems problems) {
    this.what = what;
    this.code = code;
    this.places = places;
    this.problems = problems;
  }

  /** Whether anything was wrong. */
  boolean failed() {
    return failed;
  }

  /**
   * @param start of the text
   * @return nothing for an empty text too
   */
  Optional<Node> compose(String text, int deepest, int longest, Source start) {
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(deepest);
    options.setCodePointLimit(longest);
    try {
      return Optional.ofNullable(new Yaml(options).compose(new StringReader(text)))
          .filter(this::plain);
    } catch (MarkedYAMLException e) {
      String problem = e.getProblem() == null ? e.getMessage() : e.getProblem();
      Source at = e.getProblemMark() == null ? start : places.apply(e.getProblemMark());
      error(code + "-invalid", at, "expected YAML: " + problem, "");
    } catch (YAMLException e) {
      error(code + "-invalid", start, "expected YAML: " + e.getMessage(), "");
    }
    return Optional.empty();
  }

  /** No anchors, no tags: a value is what it looks like. */
  private boolean plain(Node node) {
    if (node.getAnchor() != null || !TAGS.contains(node.getTag())) {
      invalid(node, what + " must have no anchors, aliases or tags", "write the value out");
      return false;
    }
    return switch (node) {
      case MappingNode map ->
          map.getValue().stream().allMatch(t -> plain(t.getKeyNode()) && plain(t.getValueNode()));
      case SequenceNode list -> list.getValue().stream().allMatch(this::plain);
      default -> true;
    };
  }

  /** The members of a map, each of which must be a known key. */
  Map<String, Node> entries(MappingNode map, List<String> known) {
    return entries(map, known, code + "-unknown-key", "a key");
  }

  Map<String, Node> entries(
      MappingNode map, List<String> known, String unknownCode, String expected) {
    Map<String, Node> values = new LinkedHashMap<>();
    for (NodeTuple entry : map.getValue()) {
      String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
      if (!known.contains(key)) {
        error(
            unknownCode,
            place(entry.getKeyNode()),
            "expected " + expected + " of " + String.join(", ", known) + ", came " + key,
            Nearest.hint(key, known));
      } else if (values.put(key, entry.getValueNode()) != null) {
        invalid(entry.getKeyNode(), key + " must stand here once", "remove one of the two");
      }
    }
    return values;
  }

  Source place(Node node) {
    return places.apply(node.getStartMark());
  }

  void invalid(Node node, String message, String hint) {
    invalid(place(node), message, hint);
  }

  void invalid(Source at, String message, String hint) {
    error(code + "-invalid", at, message, hint);
  }

  void error(String errorCode, Source at, String message, String hint) {
    failed = true;
    problems.error(errorCode, at, message, hint);
  }
}
