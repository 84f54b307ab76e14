package io.planwright.quant.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.planwright.quant.catalogue.Methods;
import io.planwright.quant.method.Method;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class GoldenNamesTest {
  @Test
  void aMethodAnswersToTheNameOfEachStoredValue() throws IOException {
    List<String> keys = new ArrayList<>();
    for (String name : List.of("golden.json", "golden2.json")) {
      try (InputStream in = GoldenNamesTest.class.getResourceAsStream(name)) {
        new ObjectMapper()
            .readTree(Objects.requireNonNull(in))
            .fieldNames()
            .forEachRemaining(keys::add);
      }
    }
    TreeSet<String> names = new TreeSet<>();
    for (Method<?> method : Methods.all()) {
      names.add(method.name());
      names.addAll(method.aliases());
    }
    assertThat(names).containsAll(keys);
  }
}
