package io.planwright.quant.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;

/** All that a request may come as where one of its values is spoilt. */
final class Spoiling {
  /**
   * One request.
   *
   * @param how what was done to it, in words
   * @param arguments names of the components from the request down to what was spoilt
   * @param request whole
   * @param fatal whether there is no answer, since a number is none
   * @param rows which one of is at fault, of a list or the list in it; none where it may be any
   */
  record Spoilt(
      String how, List<String> arguments, JsonNode request, boolean fatal, Set<Integer> rows) {}

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final double[] DOUBLES = {
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    -1e300,
    -1,
    0,
    1e-300,
    1e-12,
    0.5,
    0.9999999,
    1,
    3,
    1e9,
    1e300
  };
  private static final long[] WHOLES = {-1, 0, 1, 2, 7, 1000, 1_000_000};

  private final List<Spoilt> all = new ArrayList<>();
  private final ObjectNode whole;

  private Spoiling(ObjectNode whole) {
    this.whole = whole;
  }

  static List<Spoilt> of(ObjectNode request, Class<?> type) {
    Spoiling spoiling = new Spoiling(request);
    spoiling.record(request, type, new Place("", List.of(), n -> n));
    return spoiling.all;
  }

  /** Where a value is, and how the request is with another there. */
  private record Place(String path, List<String> arguments, Whole with) {
    interface Whole {
      JsonNode of(JsonNode value);
    }
  }

  private void add(Place place, String how, JsonNode value) {
    add(place, how, value, false, Set.of());
  }

  private void add(Place place, String how, JsonNode value, boolean fatal, Set<Integer> rows) {
    all.add(
        new Spoilt(
            how + " " + place.path(), place.arguments(), place.with().of(value), fatal, rows));
  }

  private void record(ObjectNode node, Class<?> type, Place place) {
    for (RecordComponent component : type.getRecordComponents()) {
      String name = component.getName();
      JsonNode value = node.get(name);
      if (value == null) {
        continue;
      }
      List<String> arguments = new ArrayList<>(place.arguments());
      arguments.add(name);
      Place inner =
          new Place(
              place.path().isEmpty() ? name : place.path() + "." + name,
              arguments,
              other -> {
                ObjectNode copy = node.deepCopy();
                copy.set(name, other);
                return place.with().of(copy);
              });
      value(value, component.getGenericType(), inner);
    }
  }

  private void value(JsonNode value, Type type, Place place) {
    if (type instanceof ParameterizedType generic) {
      Type of = generic.getActualTypeArguments()[0];
      if (generic.getRawType() == Optional.class) {
        all.add(
            new Spoilt(
                "without " + place.path(),
                place.arguments(),
                place.with().of(NODES.nullNode()),
                false,
                Set.of()));
        value(value, of, place);
      } else {
        list((ArrayNode) value, of, place);
      }
    } else if (type instanceof Class<?> plain) {
      plain(value, plain, place);
    }
  }

  private void plain(JsonNode value, Class<?> type, Place place) {
    if (type.isArray()) {
      list((ArrayNode) value, type.getComponentType(), place);
    } else if (type.isRecord()) {
      record((ObjectNode) value, type, place);
    } else if (type.isEnum()) {
      for (Object constant : type.getEnumConstants()) {
        add(place, constant + " as", new TextNode(((Enum<?>) constant).name()));
      }
    } else if (type == double.class || type == Double.class) {
      for (double other : DOUBLES) {
        add(place, other + " as", new DoubleNode(other), !Double.isFinite(other), Set.of());
      }
    } else if (type == int.class || type == Integer.class) {
      add(place, "least", new IntNode(Integer.MIN_VALUE));
      add(place, "greatest", new IntNode(Integer.MAX_VALUE));
      for (long other : WHOLES) {
        add(place, other + " as", new IntNode((int) other));
      }
    } else if (type == long.class || type == Long.class) {
      add(place, "least", new LongNode(Long.MIN_VALUE));
      add(place, "greatest", new LongNode(Long.MAX_VALUE));
      for (long other : WHOLES) {
        add(place, other + " as", new LongNode(other));
      }
    } else if (type == String.class) {
      add(place, "no letter as", new TextNode(""));
      add(place, "unknown", new TextNode("unknown"));
    } else if (type == LocalDate.class) {
      for (LocalDate day :
          new LocalDate[] {LocalDate.MIN, LocalDate.MAX, LocalDate.of(1900, 1, 1)}) {
        add(place, day + " as", new TextNode(day.toString()));
      }
    } else if (type == Instant.class) {
      for (Instant at : new Instant[] {Instant.MIN, Instant.MAX, Instant.EPOCH}) {
        add(place, at + " as", new TextNode(at.toString()));
      }
    } else if (type == boolean.class || type == Boolean.class) {
      add(place, "other", NODES.booleanNode(!value.booleanValue()));
    } else {
      throw new AssertionError("nothing is known of " + type + " at " + place.path());
    }
  }

  private void list(ArrayNode list, Type of, Place place) {
    int last = list.size() - 1;
    add(place, "empty", NODES.arrayNode());
    add(place, "single", part(list, 1));
    add(place, "pair of", part(list, 2));
    ArrayNode twice = list.deepCopy();
    twice.add(list.get(last));
    add(place, "one more of", twice);
    ArrayNode reversed = NODES.arrayNode();
    ArrayNode alike = NODES.arrayNode();
    for (int i = last; i >= 0; i--) {
      reversed.add(list.get(i));
      alike.add(list.get(0));
    }
    add(place, "reversed", reversed);
    add(place, "constant", alike);
    if (of == double.class || of == Double.class) {
      numbers(list, place);
    } else if (of == double[].class
        || of.getTypeName().equals("java.util.List<java.lang.Double>")) {
      table(list, place);
    } else {
      value(
          list.get(last),
          of,
          new Place(
              place.path() + "[" + last + "]",
              place.arguments(),
              other -> place.with().of(with(list, last, other))));
    }
  }

  private void numbers(ArrayNode list, Place place) {
    int last = list.size() - 1;
    for (double one : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      add(place, one + " in", with(list, last, new DoubleNode(one)), true, Set.of(last));
    }
    for (double one : new double[] {1e300, -1e300, -1, 0}) {
      add(place, one + " in", with(list, last, new DoubleNode(one)));
    }
    spoilt((how, spoil) -> add(place, how, each(list, spoil)));
  }

  private void table(ArrayNode rows, Place place) {
    int last = rows.size() - 1;
    ArrayNode row = (ArrayNode) rows.get(last);
    for (double one : new double[] {Double.NaN, Double.NEGATIVE_INFINITY}) {
      add(
          place,
          one + " in",
          with(rows, last, with(row, row.size() - 1, new DoubleNode(one))),
          true,
          rows(last, row.size() - 1));
    }
    for (double one : new double[] {1e300, -1e300, -1, 0}) {
      add(place, one + " in", with(rows, last, with(row, row.size() - 1, new DoubleNode(one))));
    }
    add(place, "short row in", with(rows, last, part(row, row.size() - 1)));
    add(place, "long row in", with(rows, last, row.deepCopy().add(1.0)));
    spoilt(
        (how, spoil) -> {
          add(place, how + " row of", with(rows, last, each(row, spoil)));
          ArrayNode everywhere = NODES.arrayNode();
          rows.forEach(r -> everywhere.add(each((ArrayNode) r, spoil)));
          add(place, how + " everywhere in", everywhere);
        });
  }

  private static Set<Integer> rows(int outer, int inner) {
    return new TreeSet<>(List.of(outer, inner));
  }

  private interface Spoil {
    void by(String how, Each spoil);
  }

  private interface Each {
    double of(double value, int at);
  }

  private static void spoilt(Spoil spoil) {
    by(spoil, "all huge", x -> x * 1e300);
    by(spoil, "large", x -> x * 1e12);
    by(spoil, "tiny", x -> x * 1e-300);
    by(spoil, "negative", x -> -x);
    at(spoil, "all alike", _ -> 3.7);
    at(spoil, "zeros as", _ -> 0);
    at(spoil, "nearly constant", i -> 1e9 + 1e-7 * (i % 2));
  }

  private static void by(Spoil spoil, String how, DoubleUnaryOperator value) {
    spoil.by(how, (x, _) -> value.applyAsDouble(x));
  }

  private static void at(Spoil spoil, String how, IntToDoubleFunction value) {
    spoil.by(how, (_, i) -> value.applyAsDouble(i));
  }

  private static ArrayNode each(ArrayNode list, Each spoil) {
    ArrayNode spoilt = NODES.arrayNode();
    for (int i = 0; i < list.size(); i++) {
      spoilt.add(spoil.of(list.get(i).doubleValue(), i));
    }
    return spoilt;
  }

  private static ArrayNode part(ArrayNode list, int size) {
    ArrayNode part = NODES.arrayNode();
    for (int i = 0; i < Math.min(size, list.size()); i++) {
      part.add(list.get(i));
    }
    return part;
  }

  private static ArrayNode with(ArrayNode list, int at, JsonNode value) {
    ArrayNode copy = list.deepCopy();
    copy.set(at, value);
    return copy;
  }
}
