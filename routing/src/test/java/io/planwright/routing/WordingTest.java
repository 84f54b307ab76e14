package io.planwright.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WordingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "T014 [P] [US1] Train the model | Train the model",
        "- [x] 1.2.3 Fetch prices | Fetch prices",
        "## Task 4: **Fetch** prices | Fetch prices",
        "QA-029: Regression run | Regression run",
        "Fetch [prices](https://x.test/a) (2 hours) | Fetch prices",
        "✅ Done thing [5 SP] | Done thing",
        "Ｔｒａｉｎ　ｍｏｄｅｌ | Train model",
        "5 years of bars | 5 years of bars",
        "99% VaR | 99% VaR",
        "A/B test | A/B test",
        "snake_case_name stays | snake_case_name stays"
      })
  void keepsWhatMeansSomething(String raw, String wording) {
    assertThat(Wording.of(raw)).isEqualTo(wording);
  }

  @ParameterizedTest
  @CsvSource({
    "Entrenar el modelo, train the model",
    "Ejecutar las pruebas unitarias, run the tests unit",
    "训练模型, train model",
    "Fix the die roller for no one, Fix the die roller for no one",
    "Run the model, Run the model"
  })
  void translatesOnlyForeignText(String text, String english) {
    assertThat(Glossary.load().english(text)).isEqualTo(english);
  }
}
