package io.planwright.quant.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class GoldenTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TestFactory
  Stream<DynamicTest> everyStoredValueIsMatchedByAComputedOne() throws IOException {
    Map<String, Golden> computed = computed();
    return stored().entrySet().stream()
        .map(
            value ->
                DynamicTest.dynamicTest(
                    value.getKey(),
                    () -> {
                      assertThat(computed).containsKey(value.getKey());
                      Golden golden = Objects.requireNonNull(computed.get(value.getKey()));
                      JsonNode came = JSON.valueToTree(golden.computed().call());
                      int compared = compare(value.getKey(), value.getValue(), came, golden);
                      if (!value.getValue().isTextual()) {
                        assertThat(compared).as("numbers compared").isPositive();
                      }
                    }));
  }

  @Test
  void nothingIsComputedForAValueThatIsNotStored() throws IOException {
    assertThat(stored().keySet()).containsAll(new TreeSet<>(computed().keySet()));
  }

  private static Map<String, Golden> computed() {
    Map<String, Golden> all = new LinkedHashMap<>();
    for (Map<String, Golden> part :
        List.of(
            GoldenExperiment.computed(),
            GoldenHousehold.computed(),
            GoldenPortfolio.computed(),
            GoldenRisk.computed())) {
      part.forEach((key, golden) -> assertThat(all.put(key, golden)).as(key + " twice").isNull());
    }
    return all;
  }

  private static Map<String, JsonNode> stored() throws IOException {
    Map<String, JsonNode> all = new LinkedHashMap<>();
    for (String name : List.of("golden.json", "golden2.json")) {
      try (InputStream in = GoldenTest.class.getResourceAsStream(name)) {
        JSON.readTree(Objects.requireNonNull(in))
            .properties()
            .forEach(e -> all.put(e.getKey(), e.getValue()));
      }
    }
    return all;
  }

  /** Compares number by number; a stored text must be equal, and counts for none. */
  private static int compare(String where, JsonNode stored, JsonNode came, Golden golden) {
    if (stored.isNumber()) {
      double expected = stored.doubleValue();
      assertThat(came.isNumber()).as(where + " is a number, came " + came).isTrue();
      assertThat(Math.abs(came.doubleValue() - expected) / Math.max(1e-3, Math.abs(expected)))
          .as("%s: stored %s, computed %s", where, stored, came)
          .isLessThanOrEqualTo(golden.tolerance());
      return 1;
    }
    int compared = 0;
    if (stored.isArray()) {
      assertThat(came.size()).as(where + " has as many elements").isEqualTo(stored.size());
      for (int i = 0; i < stored.size(); i++) {
        compared += compare(where + "[" + i + "]", stored.get(i), came.path(i), golden);
      }
    } else if (stored.isObject()) {
      for (Map.Entry<String, JsonNode> field : stored.properties()) {
        if (!golden.given().contains(field.getKey())) {
          compared +=
              compare(
                  where + "." + field.getKey(),
                  field.getValue(),
                  came.path(field.getKey()),
                  golden);
        }
      }
    } else {
      assertThat(came).as(where).isEqualTo(stored);
    }
    return compared;
  }
}
