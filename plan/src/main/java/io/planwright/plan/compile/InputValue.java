package io.planwright.plan.compile;

import io.planwright.plan.Executor.Type;
import io.planwright.plan.format.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads a YAML value as what an input takes; a text keeps its characters, so 02 stays 02. */
final class InputValue {
  private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,18}");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d{1,18}(\\.\\d{0,18})?|\\.\\d{1,18})([eE][+-]?\\d{1,3})?");

  private InputValue() {}

  static Optional<Object> read(Type type, Node node) {
    return switch (type) {
      case TEXT -> text(node).map(text -> text);
      case ARTIFACT -> text(node).map(String::strip).filter(References::isOne).map(text -> text);
      case INTEGER -> plain(node).filter(t -> WHOLE.matcher(t).matches()).map(Long::parseLong);
      case NUMBER -> plain(node).filter(t -> NUMBER.matcher(t).matches()).map(Double::parseDouble);
      case FLAG ->
          plain(node).filter(t -> t.equals("true") || t.equals("false")).map(Boolean::valueOf);
      case DURATION -> text(node).flatMap(DurationText::parse).map(Duration::toString);
      case TEXTS -> list(Type.TEXT, node);
      case INTEGERS -> list(Type.INTEGER, node);
    };
  }

  /** A default of the catalogue, in the form that a document's value has. */
  static Object fallback(Object value) {
    return switch (value) {
      case Integer number -> number.longValue();
      case Float number -> number.doubleValue();
      case Duration duration -> duration.toString();
      case List<?> list -> list.stream().map(InputValue::fallback).toList();
      default -> value;
    };
  }

  static String expected(Type type) {
    return switch (type) {
      case TEXT -> "text";
      case INTEGER -> "a whole number";
      case NUMBER -> "a number";
      case FLAG -> "true or false";
      case DURATION -> DurationText.FORMS;
      case TEXTS -> "a list of texts such as [a, b]";
      case INTEGERS -> "a list of whole numbers such as [1, 2]";
      case ARTIFACT -> "one reference such as ${task} or ${task:output}";
    };
  }

  static String came(Node node) {
    return switch (node) {
      case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> "nothing";
      case ScalarNode scalar when scalar.isPlain() -> shortened(scalar.getValue());
      case ScalarNode scalar -> "the text \"" + shortened(scalar.getValue()) + "\"";
      case SequenceNode list -> "a list";
      default -> "a map";
    };
  }

  private static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }

  private static Optional<String> text(Node node) {
    return node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)
        ? Optional.of(scalar.getValue())
        : Optional.empty();
  }

  private static Optional<String> plain(Node node) {
    return node instanceof ScalarNode scalar && scalar.isPlain()
        ? Optional.of(scalar.getValue())
        : Optional.empty();
  }

  private static Optional<Object> list(Type type, Node node) {
    if (!(node instanceof SequenceNode sequence)) {
      return Optional.empty();
    }
    List<Object> values = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      Optional<Object> value = read(type, item);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values.add(value.get());
    }
    return Optional.of(List.copyOf(values));
  }
}
