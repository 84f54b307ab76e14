package io.planwright.plan.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonWavesTest {

  private static JsonWaves read(String json) {
    return JsonWaves.read(Fences.of("json", json)).orElseThrow();
  }

  private static String waves(String json) {
    return read(json).waves().stream()
        .map(w -> w.tasks().stream().map(YamlTree.Text::text).collect(Collectors.joining(" ")))
        .collect(Collectors.joining(" / "));
  }

  @Test
  void readsWavesWithTheirPlaces() {
    JsonWaves waves =
        read(
            """
            {
              "waves": [
                { "id": 0, "tasks": ["1.1"] },
                { "id": 1, "tasks": ["1.2", "2.10"] }
              ]
            }
            """);
    assertThat(waves.waves())
        .extracting(w -> w.name() + " " + Fences.place(w.source()))
        .containsExactly("0 4:5", "1 5:5");
    assertThat(waves.waves().getLast().tasks())
        .extracting(t -> t.text() + " " + Fences.place(t.source()))
        .containsExactly("1.2 5:26", "2.10 5:33");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "{'waves': [['1.1'], ['1.2', '1.3']]}!1.1 / 1.2 1.3",
        "{'parallel_groups': [['T001'], ['T002']]}!T001 / T002",
        "{'parallelGroups': [{'name': 'a', 'tasks': ['T001']}, {'tasks': ['T002']}]}!T001 / T002",
        "{'wave_2': ['c'], 'wave_1': ['a', 'b']}!a b / c",
        "{'Wave 1': {'tasks': ['a']}, 'Wave 2': {'tasks': ['b']}}!a / b",
        "{'waves': {'1': ['a'], '2': ['b'], '10': ['c']}}!a / b / c",
        "{'plan': {'execution': {'waves': [['a'], ['b']]}}}!a / b",
        "[['1', '2'], ['3']]!1 2 / 3",
        "[{'wave': 2, 'tasks': ['b']}, {'wave': 1, 'tasks': ['a']}]!a / b",
        "{'waves': [{'tasks': [{'id': '1.1', 'title': 'x'}]}, {'tasks': [2]}]}!1.1 / 2",
        "{'execution_order': ['1', '2']}!1 / 2"
      })
  void readsWavesOfAnyForm(String json, String expected) {
    assertThat(waves(json.replace('\'', '"'))).isEqualTo(expected);
  }

  @Test
  void readsJsonWithTabsAndComments() {
    assertThat(waves("{\n\t\"waves\": [\n\t\t[\"a\"], // first: \"x\"\n\t\t[\"http://b\"]\n\t]\n}"))
        .isEqualTo("a / http://b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "",
        "[1, 2]",
        "[[1, 2]]",
        "[[\"some words\"], [\"others\"]]",
        "{\"waves\": 3}",
        "{\"waves\": []}",
        "{\"name\": \"x\", \"scripts\": {\"test\": \"y\"}}",
        "{\"waves\": [[\"a\"",
        "{\"tasks\": [{\"id\": 1}]}",
        "{\"matrix\": [[1.5, 2.25], [3, 4]], \"x\": 1}"
      })
  void isNothingWithoutAnOrder(String json) {
    assertThat(JsonWaves.read(Fences.of("json", json))).isEmpty();
  }

  @Test
  void readsNoOtherLanguage() {
    assertThat(JsonWaves.read(Fences.of("python", "{\"waves\": [[\"a\"]]}"))).isEmpty();
    assertThat(JsonWaves.read(Fences.of("", "waves: [[a]]"))).isEmpty();
    assertThat(JsonWaves.read(Fences.of("yaml", "waves:\n  - [a]\n  - [b]"))).isPresent();
  }

  static Stream<String> pathological() {
    int n = 100_000;
    return Stream.of(
        "[".repeat(n),
        "{\"waves\":".repeat(n / 8),
        "{\"waves\": [" + "[\"a\"],".repeat(n / 6) + "]}",
        "{\"waves\": [[" + "\"a\",".repeat(n / 4) + "]]}",
        "{" + "\"wave_1\": [\"a\"],".repeat(n / 16) + "}",
        "//".repeat(n),
        "{\"" + "\\\\".repeat(n));
  }

  @ParameterizedTest
  @MethodSource("pathological")
  @Timeout(value = 5, unit = TimeUnit.SECONDS)
  void endsSoonOnPathologicalInput(String json) {
    assertThat(JsonWaves.read(Fences.of("json", json)).stream())
        .allMatch(
            waves ->
                waves.waves().stream().mapToInt(w -> w.tasks().size()).sum()
                    <= JsonWaves.MOST_TASKS);
  }

  @Property(tries = 2_000)
  void noTextStopsIt(@ForAll("texts") String text) {
    assertThat(JsonWaves.read(Fences.of("json", text))).isNotNull();
    assertThat(JsonWaves.read(Fences.of("json", "{\"waves\": [" + text))).isNotNull();
  }

  @Provide
  Arbitrary<String> texts() {
    return FenceTexts.of(
        "{",
        "}",
        "[",
        "]",
        "\"waves\"",
        ": ",
        ", ",
        "\"1.1\"",
        "\"wave_1\"",
        "\"tasks\"",
        "1",
        "//",
        "\"id\"",
        "null",
        "\"",
        "\\");
  }
}
