package io.planwright.plan.format;

import static io.planwright.plan.format.TestingCatalogue.CATALOGUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.plan.Compiled;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class PlanJsonTest {
  @Test
  void readsEscapesPairsAndTabs() {
    Compiled read =
        PlanJson.read(
            "{\t\"title\":\"a\\/b \\ud83d\\ude80 \\u00e9\\n\",\r\n\t\"phases\":[{\"title\":\"p\",\"tasks\":[{\"title\":\"t\"}]}]\t}",
            CATALOGUE);

    assertThat(read.diagnostics()).isEmpty();
    assertThat(read.plan().title()).isEqualTo("a/b 🚀 é\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"title\":\"a\",}               | 1:14 | a name in quotes",
        "{\"title\" \"a\"}                | 1:10 | a colon",
        "{\"title\":'a'}                  | 1:10 | a value",
        "{\"title\":\"a\" \"b\":1}        | 1:14 | a comma or }",
        "[1 2]                            | 1:4  | a comma or ]",
        "{\"a\":01}                       | 1:7  | a comma or }",
        "{\"a\":NaN}                      | 1:6  | a value",
        "{\"a\":\"\\x\"}                  | 1:8  | an escape",
        "{\"a\":\"b                       | 1:8  | the end of a text",
        "{} {}                            | 1:4  | the end of the document",
        "{\"a\":1,\"a\":2}                | 1:8  | must stand here once",
      })
  void whatIsNoJsonHasItsPlace(String text, String place, String expected) {
    assertThat(PlanJson.read(text, CATALOGUE).diagnostics())
        .singleElement()
        .satisfies(
            said -> {
              assertThat(said.code()).isEqualTo("json-invalid");
              assertThat(said.line() + ":" + said.column()).isEqualTo(place);
              assertThat(said.message()).contains(expected);
            });
  }

  @Test
  void everyErrorIsReportedWithItsPlace() {
    assertThat(
            PlanJson.read(
                    """
                    {
                      "phases": [
                        {"title": 5, "tasks": [{"titel": "x", "state": true}]}
                      ],
                      "plan": 1
                    }
                    """,
                    CATALOGUE)
                .diagnostics())
        .extracting(said -> said.code() + " " + said.line() + ":" + said.column())
        .containsExactly(
            "member-missing 1:1",
            "member-missing 3:28",
            "member-unknown 3:29",
            "value-unknown 3:52",
            "member-unknown 5:3");
  }

  static Stream<String> hostile() {
    int size = 5_000_000;
    return Stream.of(
        "[".repeat(size),
        "{\"a\":".repeat(size / 5),
        "[" + "1,".repeat(size / 2),
        "[" + "{},".repeat(size / 3),
        "\"" + "\\u0041".repeat(size / 6),
        " ".repeat(size),
        "1".repeat(size),
        "{\"phases\":[" + "{},".repeat(size / 3) + "{}]}",
        "{" + Stream.iterate(0, i -> i + 1).limit(300_000).map(i -> "\"" + i + "\":1,").toList());
  }

  @ParameterizedTest
  @MethodSource("hostile")
  @Timeout(value = 20, unit = TimeUnit.SECONDS)
  void endsSoonOnHostileText(String text) {
    assertThat(PlanJson.read(text, CATALOGUE).diagnostics()).isNotEmpty();
  }

  @Test
  void aDeepDocumentIsRefused() {
    String deep = "[".repeat(YamlTree.DEEPEST + 2) + "]".repeat(YamlTree.DEEPEST + 2);

    assertThat(PlanJson.read(deep, CATALOGUE).diagnostics())
        .extracting(said -> said.code() + " " + said.column())
        .isEqualTo(List.of("json-invalid " + (YamlTree.DEEPEST + 2)));
  }
}
