package io.planwright.gpu.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.workflows.llm.LlmInputs;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TemplateTest {
  @Test
  void listsTheFactsUnderTheTasksWordsAndMarksTheExtremes() {
    assertThat(
            answer(
                "Compare both models.\nBe short.", "champion: 0.55", "challenger: 0.61", "p=0.2"))
        .isEqualTo(
            """
            _Written by the rule-based fallback: no Ollama is configured, no language model answered._

            ## Compare both models.

            - champion: 0.55
            - challenger: **0.61**
            - p=**0.2**

            The largest and the smallest number stand in bold.
            """);
  }

  @Test
  void takesDatesVersionsAndNamesForNoNumbers() {
    assertThat(answer("Report", "on 2026-11-21 with v1.2.3 and model-7")).doesNotContain("**");
  }

  @Test
  void marksNothingWhereAllNumbersAreEqual() {
    assertThat(answer("Report", "a 1", "b 1")).doesNotContain("**");
  }

  @Test
  void saysThatNoFactsWereGiven() {
    assertThat(answer("Report")).endsWith("No facts were given.\n");
  }

  @Test
  void stopsAtTheLongestAnswerAndSaysHowManyFactsAreLeft() {
    LlmInputs inputs =
        new LlmInputs("Report", List.of("one two", "three four", "five"), Optional.empty(), 3);

    assertThat(Template.answer(inputs))
        .contains("- one two\n- … and 2 more")
        .doesNotContain("five");
  }

  @Test
  void givesTheSameAnswerToTheSameQuestion() {
    assertThat(answer("Report", "a 1", "b 2")).isEqualTo(answer("Report", "a 1", "b 2"));
  }

  private static String answer(String prompt, String... facts) {
    return Template.answer(new LlmInputs(prompt, List.of(facts), Optional.empty(), 400));
  }
}
