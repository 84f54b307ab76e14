package io.planwright.plan.format;

import io.planwright.plan.Source;
import io.planwright.plan.format.Tree.Items;
import io.planwright.plan.format.Tree.Member;
import io.planwright.plan.format.Tree.Members;
import io.planwright.plan.format.Tree.Scalar;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
 * YAML as a tree of values. Nothing is constructed and no alias is followed, so a document is never
 * larger than its text.
 */
final class YamlTree {
  static final int DEEPEST = 50;
  private static final int MOST_CODE_POINTS = 6 * 1024 * 1024;
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

  private final String text;
  private final Source start;
  private final Findings findings;
  private int passedPoints;
  private int passedOffset;
  private int line = 1;
  private int lineStart;

  private YamlTree(String text, Source start, Findings findings) {
    this.text = text;
    this.start = start;
    this.findings = findings;
  }

  static Optional<Tree> read(String text, Findings findings) {
    return read(text, Findings.START, findings);
  }

  /**
   * @param start where the first line of the text stands in its document
   */
  static Optional<Tree> read(String text, Source start, Findings findings) {
    return new YamlTree(text, start, findings).read();
  }

  private Optional<Tree> read() {
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(DEEPEST);
    options.setCodePointLimit(MOST_CODE_POINTS);
    try {
      Node root = new Yaml(options).compose(new StringReader(text));
      if (root == null) {
        invalid(start, "expected YAML, came an empty text");
      }
      return Optional.ofNullable(root).flatMap(this::tree);
    } catch (MarkedYAMLException e) {
      String problem = e.getProblem() == null ? e.getMessage() : e.getProblem();
      invalid(
          e.getProblemMark() == null ? start : place(e.getProblemMark()),
          "expected YAML: " + problem);
    } catch (YAMLException e) {
      invalid(start, "expected YAML: " + e.getMessage());
    }
    return Optional.empty();
  }

  private Optional<Tree> tree(Node node) {
    Source at = place(node.getStartMark());
    if (node.getAnchor() != null || !TAGS.contains(node.getTag())) {
      findings.error(
          "yaml-invalid",
          at,
          "expected a plain value, came an anchor, an alias or a tag",
          "write the value out");
      return Optional.empty();
    }
    return switch (node) {
      case ScalarNode scalar -> Optional.of(new Scalar(scalar.getValue(), scalar.isPlain(), at));
      case SequenceNode list -> {
        List<Tree> items = new ArrayList<>();
        list.getValue().forEach(item -> tree(item).ifPresent(items::add));
        yield Optional.of(new Items(items, at));
      }
      case MappingNode map -> Optional.of(members(map, at));
      default -> Optional.empty();
    };
  }

  private Members members(MappingNode map, Source at) {
    List<Member> members = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    for (NodeTuple entry : map.getValue()) {
      Source named = place(entry.getKeyNode().getStartMark());
      if (!(entry.getKeyNode() instanceof ScalarNode key)) {
        invalid(named, "a member must be named by a text");
      } else if (!names.add(key.getValue())) {
        findings.error(
            "member-duplicate",
            named,
            key.getValue() + " must stand here once, came again",
            "remove one of the two");
      } else {
        tree(entry.getValueNode())
            .ifPresent(value -> members.add(new Member(key.getValue(), named, value)));
      }
    }
    return new Members(members, at);
  }

  private void invalid(Source at, String message) {
    findings.error("yaml-invalid", at, message, "");
  }

  /**
   * A mark counts code points, and more line ends than editors do; marks come in the order of the
   * text but for a few, so the walk to the next place is short.
   */
  private Source place(Mark mark) {
    int index = mark.getIndex();
    if (index < passedPoints) {
      passedPoints = 0;
      passedOffset = 0;
      line = 1;
      lineStart = 0;
    }
    while (passedPoints < index && passedOffset < text.length()) {
      if (text.charAt(passedOffset) == '\n') {
        line++;
        lineStart = passedOffset + 1;
      }
      passedOffset += Character.charCount(text.codePointAt(passedOffset));
      passedPoints++;
    }
    int column = passedOffset - lineStart + 1;
    return new Source(start.line() + line - 1, line == 1 ? start.column() + column - 1 : column);
  }
}
