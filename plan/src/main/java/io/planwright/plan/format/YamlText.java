package io.planwright.plan.format;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Maps, lists, texts, numbers and booleans as YAML in blocks; a text reads back as a text. */
final class YamlText {
  /** What no version of YAML takes for anything but a text. */
  private static final Pattern BARE =
      Pattern.compile("[\\p{L}_/][\\p{L}\\p{N} _./()+~;=%-]*(?<! )|\\$\\{[\\p{L}\\p{N}._:~-]+}");

  private static final Pattern WORD =
      Pattern.compile("true|false|null|yes|no|on|off|y|n", Pattern.CASE_INSENSITIVE);
  private static final Pattern LITERAL =
      Pattern.compile("(?s)[^\\s\\x00-\\x1f][^\\x00-\\x09\\x0b-\\x1f]*");
  private static final int LONGEST_NAME = 100;

  private final StringBuilder out = new StringBuilder();

  private YamlText() {}

  static String of(Map<String, Object> map) {
    YamlText text = new YamlText();
    text.members(map, 0, false);
    return text.out.toString();
  }

  /**
   * @param inline the first member stands on a line that was begun
   */
  private void members(Map<?, ?> map, int depth, boolean inline) {
    boolean begun = inline;
    for (Map.Entry<?, ?> member : map.entrySet()) {
      indent(begun ? 0 : depth);
      begun = false;
      name(String.valueOf(member.getKey()));
      out.append(':');
      value(member.getValue(), depth);
    }
  }

  private void name(String name) {
    if (name.length() > LONGEST_NAME) {
      // A simple key has at most 1024 characters.
      out.append("? ").append(quoted(name)).append('\n');
    } else {
      out.append(bare(name) ? name : quoted(name));
    }
  }

  /** After a colon or a dash; ends the line. */
  private void value(Object value, int depth) {
    switch (value) {
      case Map<?, ?> map when map.isEmpty() -> out.append(" {}\n");
      case Map<?, ?> map -> {
        out.append('\n');
        members(map, depth + 1, false);
      }
      case List<?> list when list.isEmpty() -> out.append(" []\n");
      case List<?> list -> {
        out.append('\n');
        list.forEach(item -> item(item, depth + 1));
      }
      case String text -> {
        out.append(' ');
        text(text, depth);
      }
      default -> out.append(' ').append(scalar(value)).append('\n');
    }
  }

  private void item(Object item, int depth) {
    indent(depth);
    out.append('-');
    switch (item) {
      case Map<?, ?> map when !map.isEmpty() -> {
        out.append(' ');
        members(map, depth + 1, true);
      }
      default -> value(item, depth);
    }
  }

  private void text(String text, int depth) {
    if (text.indexOf('\n') >= 0 && literal(text)) {
      out.append(text.endsWith("\n") ? "|\n" : "|-\n");
      String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
      for (String line : body.split("\n", -1)) {
        indent(line.isEmpty() ? 0 : depth + 1);
        out.append(line).append('\n');
      }
    } else {
      out.append(bare(text) ? text : quoted(text)).append('\n');
    }
  }

  /** Kept line by line: printable, and not ended by more than one line end. */
  private static boolean literal(String text) {
    return LITERAL.matcher(text).matches()
        && !text.endsWith("\n\n")
        && text.lines().noneMatch(line -> line.isBlank() && !line.isEmpty())
        && text.codePoints().allMatch(point -> point == '\n' || shown(point));
  }

  private static boolean bare(String text) {
    return BARE.matcher(text).matches()
        && !WORD.matcher(text).matches()
        && text.codePoints().allMatch(YamlText::shown);
  }

  private static boolean shown(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    text.codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                default -> {
                  if (shown(point)) {
                    quoted.appendCodePoint(point);
                  } else if (point > 0xFFFF) {
                    quoted.append(String.format("\\U%08x", point));
                  } else {
                    quoted.append(String.format("\\u%04x", point));
                  }
                }
              }
            });
    return quoted.append('"').toString();
  }

  private static String scalar(Object value) {
    return value instanceof Double number && number.isInfinite()
        // Overflows back to what it was, in the grammar of JSON too.
        ? (number > 0 ? "1e999" : "-1e999")
        : value.toString();
  }

  private void indent(int depth) {
    out.append("  ".repeat(depth));
  }
}
