package io.planwright.plan;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The name of a plan by its content: SHA-256 over its canonical JSON, in which members stand in the
 * order of their names (RFC 8785, section 3.2.3) and positions are left out.
 */
final class PlanHash {
  /** Where and how something was said is no part of what was said. */
  private static final List<Class<?>> POSITIONS = List.of(Source.class, Evidence.class);

  /**
   * Nor is how surely an executor was found, or one that only might do it: nothing runs by them.
   */
  private static final Set<String> SUGGESTIONS = Set.of("confidence", "proposal");

  private PlanHash() {}

  static String of(Plan plan) {
    StringBuilder json = new StringBuilder();
    write(plan, json);
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(json.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static void write(@Nullable Object value, StringBuilder out) {
    switch (value) {
      case null -> out.append("null");
      case Optional<?> optional -> write(optional.orElse(null), out);
      case Record record -> members(components(record), out);
      case Map<?, ?> map -> members(new TreeMap<Object, Object>(map), out);
      case List<?> list -> {
        String separator = "";
        out.append('[');
        for (Object item : list) {
          out.append(separator);
          write(item, out);
          separator = ",";
        }
        out.append(']');
      }
      case Boolean bool -> out.append(bool);
      case Integer number -> out.append(number);
      case Long number -> out.append(number);
      // 200 and 200.0 come from the same document through different readers.
      case Number number -> out.append(number.doubleValue());
      case Duration duration -> string(duration.toString(), out);
      case Enum<?> constant -> string(constant.name(), out);
      default -> string(value.toString(), out);
    }
  }

  private static TreeMap<Object, Object> components(Record record) {
    TreeMap<Object, Object> members = new TreeMap<>();
    if (record instanceof Undo) {
      members.put("kind", record.getClass().getSimpleName());
    }
    Arrays.stream(record.getClass().getRecordComponents())
        .filter(component -> !POSITIONS.contains(component.getType()))
        .filter(
            component -> !(record instanceof Binding) || !SUGGESTIONS.contains(component.getName()))
        // A phase without a gate is what it was before there were gates.
        .filter(
            component ->
                !(record instanceof Phase phase)
                    || !component.getName().equals("gate")
                    || phase.gate().isPresent())
        .sorted(Comparator.comparing(RecordComponent::getName))
        .forEach(
            component ->
                members.put(component.getName(), Optional.ofNullable(read(record, component))));
    return members;
  }

  private static @Nullable Object read(Record record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }

  private static void members(Map<Object, Object> members, StringBuilder out) {
    String separator = "";
    out.append('{');
    for (Map.Entry<Object, Object> member : members.entrySet()) {
      out.append(separator);
      string(member.getKey().toString(), out);
      out.append(':');
      write(member.getValue(), out);
      separator = ",";
    }
    out.append('}');
  }

  private static void string(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
