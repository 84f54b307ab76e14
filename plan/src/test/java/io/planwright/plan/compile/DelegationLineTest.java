package io.planwright.plan.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
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

final class DelegationLineTest {

  private static List<DelegationLine> read(String text) {
    return DelegationLine.read(Fences.of("bash", text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '`',
      value = {
        "Task ml-director \"Design the pipeline\"",
        "task ml-director 'Design the pipeline'",
        "Task ml-director: \"Design the pipeline\"",
        "Task @ml-director “Design the pipeline”",
        "Task agent \"ml-director: Design the pipeline\"",
        "Task \"Design the pipeline\" --agent ml-director",
        "$ Task ml-director \"Design the pipeline\"",
        "Task(ml_x, \"ml-director\", \"Design the pipeline\")",
        "Task(subagent_type=\"ml-director\", description=\"Design the pipeline\", prompt=\"x\")",
        "claude-code task --agent ml-director \"Design the pipeline\"",
        "claude task --agent=ml-director --prompt \"Design the pipeline\"",
        "npx flow@alpha run --agent \"ml-director\" \"Design the pipeline\"",
        "@ml-director: Design the pipeline",
        "@ml-director Design the pipeline",
        "@ml-director \"Design the pipeline\"",
        "Use ml-director to Design the pipeline",
        "Use the ml-director agent to Design the pipeline"
      })
  void readsWhoDoesWhat(String line) {
    assertThat(read(line))
        .singleElement()
        .matches(found -> found.agent().equals("ml-director"))
        .matches(found -> found.text().equals("Design the pipeline"));
  }

  @Test
  void readsIdsDependenciesCommentsAndPlaces() {
    List<DelegationLine> lines =
        read(
            """
            # Morning: architecture
            Task a-one "First" --id T1

              task b-two "Second" --depends T1,T0
            """);
    assertThat(lines)
        .extracting(
            l -> l.id() + "|" + l.dependsOn() + "|" + l.comment() + "|" + Fences.place(l.source()))
        .containsExactly("T1||Morning: architecture|3:1", "|T1,T0||5:3");
  }

  @Test
  void readsCallsThatTakeLines() {
    assertThat(read("Task(\n  subagent_type=\"a-one\",\n  description=\"Do (it)\"\n)\n"))
        .singleElement()
        .matches(found -> found.text().equals("Do (it)"));
    assertThat(read("claude-code task \\\n  --agent a-one \\\n  \"Do it\"\n"))
        .singleElement()
        .matches(found -> found.text().equals("Do it"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "task build",
        "task test:unit",
        "dotnet test --no-build",
        "git commit -m \"Task done\"",
        "echo \"@agent: hello\"",
        "Use caching to avoid work",
        "Use the cache to avoid work",
        "Task: \"Write tests\"",
        "curl --agent",
        "Task T002: \"Create the example\"",
        "# Task a-one \"x\"",
        "Requirements:",
        "- Run strategies in parallel",
        ""
      })
  void isNoDelegationWithoutAnAgentAndWork(String line) {
    assertThat(read(line)).isEmpty();
  }

  @Test
  void readsNoOtherLanguage() {
    assertThat(DelegationLine.read(Fences.of("python", "@decorator\nTask a-one \"x\""))).isEmpty();
  }

  static Stream<String> pathological() {
    int n = 100_000;
    return Stream.of(
        "Task a \"x\"\n".repeat(n / 10),
        "Task a \"" + "x".repeat(n),
        "Task " + "a ".repeat(n),
        "Task(" + "\"a\",".repeat(n / 4),
        "Task(\n".repeat(n / 6),
        "x \\\n".repeat(n / 4),
        "\\\n".repeat(n),
        "x --agent ".repeat(n / 10),
        ("x " + "--a ".repeat(900) + "\n").repeat(25),
        ("Task a \"" + "\\\\".repeat(900) + "\n").repeat(50),
        ("Task(" + "a = ".repeat(900) + "\n").repeat(25),
        "@" + "a".repeat(n));
  }

  @ParameterizedTest
  @MethodSource("pathological")
  @Timeout(value = 5, unit = TimeUnit.SECONDS)
  void endsSoonOnPathologicalInput(String text) {
    assertThat(read(text)).hasSizeLessThanOrEqualTo(DelegationLine.MOST_LINES);
  }

  @Property(tries = 2_000)
  void noTextStopsIt(@ForAll("texts") String text) {
    assertThat(read(text)).allMatch(line -> !line.agent().isEmpty() && !line.text().isEmpty());
  }

  @Provide
  Arbitrary<String> texts() {
    return FenceTexts.of(
        "Task ",
        "Task(",
        "a-one",
        " \"do\"",
        "\"",
        "'",
        "--agent ",
        "--depends ",
        "@",
        ": ",
        "Use ",
        " to ",
        "\\\n",
        ")",
        "=",
        "# ",
        "claude task ");
  }
}
