package io.planwright.plan.compile;

import io.planwright.plan.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * YAML or JSON as it is written: every scalar is text ({@code 02} and {@code 18-00} stay so), every
 * value has its place. Anchors, aliases and tags are refused.
 */
sealed interface YamlTree {
  Source source();

  /** A scalar; empty for nothing, {@code ~} and {@code null}. */
  record Text(String text, Source source) implements YamlTree {}

  record Items(List<YamlTree> items, Source source) implements YamlTree {
    public Items {
      items = List.copyOf(items);
    }
  }

  record Members(List<Member> members, Source source) implements YamlTree {
    public Members {
      members = List.copyOf(members);
    }

    /**
     * The first member of one of the names, in their order; case, hyphens and spaces don't count.
     */
    Optional<Member> find(String... names) {
      for (String name : names) {
        for (Member member : members) {
          if (member.is(name)) {
            return Optional.of(member);
          }
        }
      }
      return Optional.empty();
    }

    boolean has(String... names) {
      return find(names).isPresent();
    }

    /** The text of the first such member that has some; empty without one. */
    String text(String... names) {
      for (String name : names) {
        Optional<Member> member = find(name);
        if (member.isPresent()
            && member.get().value() instanceof Text text
            && !text.text().isBlank()) {
          return text.text().strip();
        }
      }
      return "";
    }
  }

  /**
   * A name and its value.
   *
   * @param normal the key as it is compared: {@code Depends On}, {@code depends-on} and {@code
   *     dependsOn} are all depends_on
   */
  record Member(String key, String normal, YamlTree value, Source source) {
    Member(String key, YamlTree value, Source source) {
      this(key, normal(key), value, source);
    }

    boolean is(String name) {
      return normal.equals(name);
    }

    private static String normal(String key) {
      StringBuilder normal = new StringBuilder(key.length() + 2);
      char before = '_';
      for (int i = 0; i < key.length(); i++) {
        char c = key.charAt(i);
        if (Character.isUpperCase(c) && Character.isLowerCase(before)) {
          normal.append('_');
        }
        normal.append(c == '-' || c == ' ' ? '_' : c);
        before = c;
      }
      return normal.toString().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What came of a text.
   *
   * @param root empty where it is empty or broken
   * @param problem what broke it; empty where nothing did
   * @param brokenAt where
   */
  record Reading(Optional<YamlTree> root, String problem, Optional<Source> brokenAt) {}

  Pattern BRACKETS = Pattern.compile("^\\[|]$");
  Pattern COMMA = Pattern.compile("[,;，、]");
  int LONGEST = 512 * 1024;
  int DEEPEST = 20;

  static Reading read(Places places) {
    return read(places, LONGEST);
  }

  /**
   * @param longest how many code points are read at most
   */
  static Reading read(Places places, int longest) {
    return new Reader(places).read(longest);
  }

  /** The texts of a scalar, of a list's scalars, or of a text that lists some by commas. */
  static List<Text> texts(YamlTree tree) {
    return switch (tree) {
      case Text text -> split(text);
      case Items list ->
          list.items().stream()
              .filter(Text.class::isInstance)
              .map(Text.class::cast)
              .filter(text -> !text.text().isBlank())
              .toList();
      case Members members -> List.of();
    };
  }

  private static List<Text> split(Text list) {
    List<Text> texts = new ArrayList<>();
    for (String part : COMMA.split(BRACKETS.matcher(list.text()).replaceAll(""), -1)) {
      if (!part.isBlank()) {
        texts.add(new Text(part.strip(), list.source()));
      }
    }
    return texts;
  }

  /** Walks the nodes of one text. */
  final class Reader {
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

    /** Tells nothing from text but null, since every scalar is read as it is written. */
    private static final class Texts extends Resolver {
      @Override
      protected void addImplicitResolvers() {
        addImplicitResolver(Tag.NULL, NULL, "~nN\0");
        addImplicitResolver(Tag.NULL, EMPTY, null);
      }
    }

    private final Places places;
    private final int[] points;
    private Optional<Reading> refused = Optional.empty();

    private Reader(Places places) {
      this.places = places;
      this.points = points(places.text());
    }

    /** Where each code point is; empty where each is one character. */
    private static int[] points(String text) {
      int count = text.codePointCount(0, text.length());
      if (count == text.length()) {
        return new int[0];
      }
      int[] points = new int[count + 1];
      int at = 0;
      for (int i = 0; i < count; i++) {
        points[i] = at;
        at += Character.charCount(text.codePointAt(at));
      }
      points[count] = at;
      return points;
    }

    private Reading read(int longest) {
      LoaderOptions options = new LoaderOptions();
      options.setNestingDepthLimit(DEEPEST);
      options.setCodePointLimit(longest);
      try {
        StreamReader text = new StreamReader(tolerated(places.text()));
        Node root =
            new Composer(new ParserImpl(text, options), new Texts(), options).getSingleNode();
        if (root == null) {
          return new Reading(Optional.empty(), "", Optional.empty());
        }
        YamlTree tree = tree(root);
        return refused.orElseGet(() -> new Reading(Optional.of(tree), "", Optional.empty()));
      } catch (MarkedYAMLException e) {
        String problem = e.getProblem() == null ? "it is no YAML" : e.getProblem();
        return broken(problem, e.getProblemMark() == null ? places.at(0) : at(e.getProblemMark()));
      } catch (YAMLException e) {
        return broken(String.valueOf(e.getMessage()), places.at(0));
      }
    }

    /** Tabs, and in JSON comments, as spaces: so all else stays where it is. */
    private static String tolerated(String written) {
      String text = written.replace('\t', ' ');
      String start = text.stripLeading();
      boolean json = start.startsWith("{") || start.startsWith("[") || start.startsWith("//");
      return json && text.contains("//") ? withoutComments(text) : text;
    }

    private static String withoutComments(String json) {
      StringBuilder text = new StringBuilder(json);
      boolean quoted = false;
      boolean comment = false;
      for (int i = 0; i < json.length(); i++) {
        char c = json.charAt(i);
        if (c == '\n') {
          quoted = false;
          comment = false;
        } else if (comment || (!quoted && json.startsWith("//", i))) {
          comment = true;
          text.setCharAt(i, ' ');
        } else if (c == '\\' && quoted) {
          i++;
        } else if (c == '"') {
          quoted = !quoted;
        }
      }
      return text.toString();
    }

    private static Reading broken(String problem, Source at) {
      return new Reading(Optional.empty(), problem, Optional.of(at));
    }

    private YamlTree tree(Node node) {
      Source source = at(node.getStartMark());
      if (refused.isPresent()) {
        return new Text("", source);
      }
      if (node.getAnchor() != null || !TAGS.contains(node.getTag())) {
        refused = Optional.of(broken("anchors, aliases and tags are not read", source));
        return new Text("", source);
      }
      return switch (node) {
        case MappingNode map -> new Members(members(map), source);
        case SequenceNode list ->
            new Items(list.getValue().stream().map(this::tree).toList(), source);
        case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> new Text("", source);
        case ScalarNode scalar -> new Text(scalar.getValue(), source);
        default -> new Text("", source);
      };
    }

    private List<Member> members(MappingNode map) {
      List<Member> members = new ArrayList<>();
      for (NodeTuple entry : map.getValue()) {
        Node key = entry.getKeyNode();
        String name = key instanceof ScalarNode scalar ? scalar.getValue() : "";
        members.add(new Member(name, tree(entry.getValueNode()), at(key.getStartMark())));
      }
      return members;
    }

    private Source at(Mark mark) {
      int index = Math.max(0, mark.getIndex());
      return places.at(points.length == 0 ? index : points[Math.min(index, points.length - 1)]);
    }
  }
}
