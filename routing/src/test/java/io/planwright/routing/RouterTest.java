package io.planwright.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RouterTest {
  private static final Router router = Router.load();

  @ParameterizedTest
  @CsvSource({
    "Train LSTM, model.train",
    "Implement LSTM, manual",
    "Hyperparameter optimisation, model.tune",
    "Backtesting framework, manual",
    "Run unit tests, command.run",
    "Write unit tests for VaR, manual",
    "Create monitoring dashboard for drift, manual",
    "Stakeholder sign-off, gate.review",
    "Send the report to the CFO, notify.send",
    "Every Monday at 6am, schedule.set",
    "Write the user guide, llm.work"
  })
  void tellsActingOnDataOrModelsFromBuildingSoftware(String title, String executor) {
    assertThat(router.route(title, "").executor()).isEqualTo(executor);
  }

  @ParameterizedTest
  @CsvSource({
    "Entrenar el modelo, model.train",
    "Treinar o modelo, model.train",
    "Modell trainieren, model.train",
    "训练模型, model.train",
    "モデルの学習, model.train",
    "Desarrollar la API REST, manual",
    "开发登录接口, manual"
  })
  void understandsOtherLanguages(String title, String executor) {
    assertThat(router.route(title, "").executor()).isEqualTo(executor);
  }

  @ParameterizedTest
  @CsvSource({
    "T014 [P] [US1] Train the LSTM",
    "- [ ] 3.2 Train the LSTM (4h)",
    "**Task 2.1:** Train the LSTM",
    "TRAIN THE LSTM",
    "🚀 train the lstm @ml-team"
  })
  void readsPastMarksIdsAndCase(String title) {
    assertThat(router.route(title, "").executor()).isEqualTo("model.train");
  }

  @Test
  void ranksAllExecutorsByAProbability() {
    List<Choice> ranked = router.rank("Train LSTM", "");

    assertThat(ranked).hasSize(26);
    assertThat(ranked).extracting(Choice::executor).doesNotHaveDuplicates();
    assertThat(ranked.stream().mapToDouble(Choice::confidence).sum()).isCloseTo(1, within(1e-9));
    assertThat(ranked)
        .isSortedAccordingTo((a, b) -> Double.compare(b.confidence(), a.confidence()));
  }

  @Test
  void weighsContextLessThanTitle() {
    assertThat(router.route("Train the LSTM", "Phase 3: User interface").executor())
        .isEqualTo("model.train");
  }

  @Test
  void leavesToAPersonWhatIsNotSure() {
    assertThat(router.route("asdf qwer", "").executor()).isEqualTo("manual");
    assertThat(router.route("", "").executor()).isEqualTo("manual");
    assertThat(router.route("???", "").executor()).isEqualTo("manual");
  }

  @Test
  void answersTheSameFromItsCache() {
    assertThat(router.rank("Check drift", "Monitoring"))
        .isEqualTo(router.rank("Check drift", "Monitoring"))
        .isEqualTo(Router.load().rank("Check drift", "Monitoring"));
  }

  @Test
  void bearsALongTitle() {
    assertThat(router.route("train the model ".repeat(10_000), "x".repeat(100_000)).confidence())
        .isBetween(0.0, 1.0);
  }

  @Test
  void saysWhatSpokeForAChoice() {
    assertThat(router.reasons("Train the LSTM", "model.train")).contains("lead:TRAIN");
  }

  @Test
  void loadsUnderALongCommandLine() throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    ProcessBuilder builder =
        new ProcessBuilder(
                java.toString(),
                "--enable-native-access=ALL-UNNAMED",
                LoadsARouter.class.getName(),
                "x".repeat(8192))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));

    assertThat(builder.start().waitFor()).isZero();
  }

  /** A process of its own, since a signal would end the tests. */
  static final class LoadsARouter {
    private LoadsARouter() {}

    public static void main(String[] args) {
      System.exit(Router.load().route("Train LSTM", "").executor().equals("model.train") ? 0 : 1);
    }
  }
}
