package io.planwright.plan.exchange;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Maps, lists, text, numbers and booleans as indented JSON (RFC 8259). */
final class JsonText {
  private final StringBuilder out = new StringBuilder();

  private JsonText() {}

  static String of(Object value) {
    JsonText text = new JsonText();
    text.write(value, 0);
    return text.out.append('\n').toString();
  }

  private void write(Object value, int depth) {
    switch (value) {
      case Map<?, ?> map when map.isEmpty() -> out.append("{}");
      case Map<?, ?> map -> {
        String separator = "{";
        for (Map.Entry<?, ?> member : map.entrySet()) {
          out.append(separator);
          line(depth + 1);
          string(String.valueOf(member.getKey()));
          out.append(": ");
          write(member.getValue(), depth + 1);
          separator = ",";
        }
        line(depth);
        out.append('}');
      }
      case List<?> list when list.stream().noneMatch(item -> item instanceof Map) -> {
        out.append('[');
        for (Iterator<?> items = list.iterator(); items.hasNext(); ) {
          write(items.next(), depth + 1);
          out.append(items.hasNext() ? ", " : "");
        }
        out.append(']');
      }
      case List<?> list -> {
        String separator = "[";
        for (Object item : list) {
          out.append(separator);
          line(depth + 1);
          write(item, depth + 1);
          separator = ",";
        }
        line(depth);
        out.append(']');
      }
      case Number number -> out.append(number);
      case Boolean bool -> out.append(bool);
      default -> string(value.toString());
    }
  }

  private void line(int depth) {
    out.append('\n').repeat("  ", depth);
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ' || Character.isSurrogate(c) && !paired(text, i)) {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private static boolean paired(String text, int i) {
    char c = text.charAt(i);
    return Character.isHighSurrogate(c)
        ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
  }
}
