package io.planwright.plan.format;

import io.planwright.plan.Source;
import io.planwright.plan.format.Tree.Items;
import io.planwright.plan.format.Tree.Member;
import io.planwright.plan.format.Tree.Members;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * JSON (RFC 8259) as a tree of values with places. YAML's parser is not used for it: it refuses
 * tabs between tokens and splits surrogate pairs.
 */
final class JsonTree {
  private static final Pattern LITERAL =
      Pattern.compile("true|false|null|-?(0|[1-9]\\d*+)(\\.\\d++)?([eE][+-]?\\d++)?");

  private final String text;
  private final Matcher literal;
  private int at;
  private int line = 1;
  private int lineStart;

  private JsonTree(String text) {
    this.text = text;
    this.literal = LITERAL.matcher(text);
  }

  /** Where a text stops being JSON. */
  private static final class Malformed extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Source place;

    Malformed(Source place, String message) {
      super(message);
      this.place = place;
    }
  }

  static Optional<Tree> read(String text, Findings findings) {
    JsonTree json = new JsonTree(text);
    try {
      Tree tree = json.value(0);
      json.space();
      if (json.at < text.length()) {
        throw json.expected("the end of the document");
      }
      return Optional.of(tree);
    } catch (Malformed e) {
      findings.error("json-invalid", e.place, String.valueOf(e.getMessage()), "");
      return Optional.empty();
    }
  }

  private Tree value(int depth) throws Malformed {
    space();
    if (depth > YamlTree.DEEPEST) {
      throw new Malformed(
          here(), "values must be nested at most " + YamlTree.DEEPEST + " deep, came more");
    }
    return switch (peek()) {
      case '{' -> members(depth);
      case '[' -> items(depth);
      case '"' -> {
        Source place = here();
        yield Tree.text(string(), place);
      }
      default -> literal();
    };
  }

  private Members members(int depth) throws Malformed {
    Source place = here();
    List<Member> members = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    at++;
    space();
    if (took('}')) {
      return new Members(members, place);
    }
    do {
      space();
      Source named = here();
      if (peek() != '"') {
        throw expected("a name in quotes");
      }
      String name = string();
      space();
      if (!took(':')) {
        throw expected("a colon");
      }
      if (!names.add(name)) {
        throw new Malformed(named, name + " must stand here once, came again");
      }
      members.add(new Member(name, named, value(depth + 1)));
      space();
    } while (took(','));
    if (!took('}')) {
      throw expected("a comma or }");
    }
    return new Members(members, place);
  }

  private Items items(int depth) throws Malformed {
    Source place = here();
    List<Tree> items = new ArrayList<>();
    at++;
    space();
    if (took(']')) {
      return new Items(items, place);
    }
    do {
      items.add(value(depth + 1));
      space();
    } while (took(','));
    if (!took(']')) {
      throw expected("a comma or ]");
    }
    return new Items(items, place);
  }

  private Tree literal() throws Malformed {
    Source place = here();
    if (!literal.region(at, text.length()).lookingAt()) {
      throw expected("a value");
    }
    at = literal.end();
    return Tree.plain(literal.group(), place);
  }

  private String string() throws Malformed {
    StringBuilder value = new StringBuilder();
    at++;
    while (true) {
      char c = peek();
      if (c == '"') {
        at++;
        return value.toString();
      }
      if (c < ' ') {
        throw expected("the end of a text");
      }
      at++;
      value.append(c == '\\' ? escaped() : c);
    }
  }

  private char escaped() throws Malformed {
    char c = peek();
    int simple = "\"\\/bfnrt".indexOf(c);
    if (simple >= 0) {
      at++;
      return "\"\\/\b\f\n\r\t".charAt(simple);
    }
    String digits =
        text.substring(Math.min(at + 1, text.length()), Math.min(at + 5, text.length()));
    if (c != 'u' || !digits.matches("[0-9A-Fa-f]{4}")) {
      throw expected("an escape such as \\n or \\u00e9");
    }
    at += 5;
    return (char) Integer.parseInt(digits, 16);
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      if (text.charAt(at) == '\n') {
        line++;
        lineStart = at + 1;
      }
      at++;
    }
  }

  /** NUL at the end, which no text of JSON holds. */
  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private boolean took(char c) {
    if (peek() != c) {
      return false;
    }
    at++;
    return true;
  }

  private Source here() {
    return new Source(line, at - lineStart + 1);
  }

  private Malformed expected(String what) {
    String came =
        at < text.length()
            ? "came " + Character.toString(text.codePointAt(at)).replace('\n', '⏎')
            : "the document ended";
    return new Malformed(here(), "expected " + what + ", " + came);
  }
}
