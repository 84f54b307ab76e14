package io.planwright.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/**
 * The values that the schema refuses: each file is named by its defect, its first line tells the
 * message.
 */
final class ChartValuesTest {
  @ParameterizedTest
  @MethodSource("refused")
  void refusesValuesBySchemaAndNamesTheirPlace(Path values) throws IOException {
    String expected = Files.readAllLines(values).getFirst().replaceFirst("^# *", "");

    assertThatThrownBy(() -> Chart.render(values))
        .hasMessageContaining("values don't meet the specifications of the schema")
        .hasMessageContaining(expected);
  }

  @Test
  void hasASchemaThatIsItselfValid() throws IOException {
    String schema = Files.readString(Chart.FOLDER.resolve("values.schema.json"));

    assertThat(
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                .getSchema(
                    SchemaLocation.of("http://json-schema.org/draft-07/schema#"),
                    SchemaValidatorsConfig.builder().build())
                .validate(schema, InputFormat.JSON))
        .isEmpty();
  }

  @Test
  void areAllInTheReadme() throws IOException {
    String readme = Files.readString(Chart.FOLDER.resolve("README.md"));
    Map<String, Object> values =
        new Yaml().load(Files.readString(Chart.FOLDER.resolve("values.yaml")));

    assertThat(values.entrySet().stream().flatMap(ChartValuesTest::paths))
        .hasSizeGreaterThan(50)
        .allSatisfy(path -> assertThat(readme).contains("`" + path + "`"));
  }

  private static Stream<String> paths(Map.Entry<String, Object> value) {
    return value.getValue() instanceof Map<?, ?> inner && !inner.isEmpty()
        ? inner.keySet().stream().map(key -> value.getKey() + "." + key)
        : Stream.of(value.getKey());
  }

  static Stream<Path> refused() {
    return Chart.files(Path.of("src/test/resources/refused"));
  }
}
