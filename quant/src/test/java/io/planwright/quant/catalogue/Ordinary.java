package io.planwright.quant.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.planwright.quant.InvalidData;
import io.planwright.quant.method.Method;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** A question for each method that it can answer, with all of its arguments. */
final class Ordinary {
  static final ObjectMapper MAPPER =
      JsonMapper.builder().addModule(new Jdk8Module()).addModule(new JavaTimeModule()).build();

  private static final int ROWS = 60;
  private static final double[] SERIES =
      IntStream.range(0, ROWS).mapToDouble(t -> 1.2 + Math.sin(t * t * 0.731)).toArray();
  private static final double[] OTHER =
      IntStream.range(0, ROWS).mapToDouble(t -> 1.3 + 1.2 * Math.sin(t * t * 1.31)).toArray();
  private static final double[] WAVES =
      IntStream.range(0, ROWS).mapToDouble(t -> Math.cos(t * t * 0.37)).toArray();

  private static final JsonNode FILE = file();
  private static final Map<String, JsonNode> SERIES_BY_NAME = seriesByName();

  private Ordinary() {}

  static ObjectNode request(Method<?> method) {
    ObjectNode request = MAPPER.createObjectNode();
    for (RecordComponent component : method.request().getRecordComponents()) {
      JsonNode own = FILE.path("methods").path(method.name()).path(component.getName());
      JsonNode given = own.isMissingNode() ? FILE.path("arguments").path(component.getName()) : own;
      if (given.isMissingNode()) {
        throw new AssertionError(method.name() + " has no ordinary " + component.getName());
      }
      request.set(
          component.getName(),
          (given.isTextual() && given.textValue().startsWith("@")
                  ? Objects.requireNonNull(SERIES_BY_NAME.get(given.textValue()), given.textValue())
                  : given)
              .deepCopy());
    }
    return request;
  }

  /** The request's record; what its own checks throw comes as it is. */
  static <Q extends Record> Q read(Method<Q> method, JsonNode request) {
    try {
      return MAPPER.treeToValue(request, method.request());
    } catch (IOException e) {
      if (e.getCause() instanceof InvalidData data) {
        throw data;
      }
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode file() {
    try (InputStream in = Ordinary.class.getResourceAsStream("ordinary.json")) {
      return MAPPER.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, JsonNode> seriesByName() {
    Map<String, Object> series = new LinkedHashMap<>();
    series.put("@series", SERIES);
    series.put("@other", OTHER);
    series.put("@columns", new double[][] {SERIES, OTHER});
    series.put("@table", rows(t -> new double[] {OTHER[t], WAVES[t]}));
    series.put("@column", rows(t -> new double[] {WAVES[t] + (t < 30 ? 0 : 2)}));
    series.put("@halves", rows(t -> new double[] {0.5 + 0.01 * WAVES[t], 0.4}));
    series.put("@prices", rows(t -> new double[] {100 + 5 * SERIES[t], 50 + OTHER[t]}));
    series.put("@returns", IntStream.range(0, ROWS).mapToDouble(t -> 0.02 * WAVES[t]).toArray());
    series.put("@lows", IntStream.range(0, ROWS).mapToDouble(t -> SERIES[t] - 0.5).toArray());
    series.put("@highs", IntStream.range(0, ROWS).mapToDouble(t -> SERIES[t] + 0.5).toArray());
    series.put("@probabilities", IntStream.range(0, ROWS).mapToDouble(t -> t / 60.0).toArray());
    series.put("@defaults", IntStream.range(0, ROWS).map(t -> t * t % 7 < 3 ? 1 : 0).toArray());
    series.put("@breached", IntStream.range(0, ROWS).mapToObj(t -> t % 17 == 3).toList());
    series.put(
        "@transactions",
        IntStream.range(1, 10)
            .mapToObj(m -> Map.of("date", "2025-0" + m + "-03", "payee", "Rent", "amount", 900))
            .toList());
    Map<String, JsonNode> nodes = new LinkedHashMap<>();
    series.forEach((name, values) -> nodes.put(name, MAPPER.valueToTree(values)));
    return nodes;
  }

  private static double[][] rows(IntFunction<double[]> row) {
    return IntStream.range(0, ROWS).mapToObj(row).toArray(double[][]::new);
  }
}
