package io.planwright.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

final class ChartLintTest {
  @ParameterizedTest
  @MethodSource("io.planwright.helm.Chart#valueSets")
  void passesHelmsStrictLint(Path values, @TempDir Path folder) throws IOException {
    LintResult result =
        new Helm(copyWith(values, folder.resolve("planwright"))).lint().strict().call();

    assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
    assertThat(result.getMessages()).noneMatch(m -> m.contains("ERROR") || m.contains("WARNING"));
  }

  @Test
  void saysWhatIsMissingWhereNothingIsGiven() {
    LintResult result = new Helm(Chart.FOLDER).lint().strict().call();

    assertThat(result.isFailed()).isTrue();
    assertThat(result.getMessages().toString())
        .contains("repository", "address", "database", "redis", "apiKeys");
  }

  /** Lint takes no values: they become the defaults of a copy. */
  private static Path copyWith(Path values, Path copy) throws IOException {
    Chart.copyTo(Files.createDirectory(copy));
    Path defaults = copy.resolve("values.yaml");
    Map<String, Object> merged = read(defaults);
    merge(merged, read(values));
    Files.writeString(defaults, new Yaml().dump(merged));
    return copy;
  }

  private static Map<String, Object> read(Path file) throws IOException {
    return new LinkedHashMap<>(new Yaml().<Map<String, Object>>load(Files.readString(file)));
  }

  @SuppressWarnings("unchecked") // YAML maps have texts as keys here
  private static void merge(Map<String, Object> defaults, Map<String, Object> values) {
    values.forEach(
        (key, value) -> {
          if (value instanceof Map<?, ?> inner && defaults.get(key) instanceof Map<?, ?> old) {
            merge((Map<String, Object>) old, (Map<String, Object>) inner);
          } else {
            defaults.put(key, value);
          }
        });
  }
}
