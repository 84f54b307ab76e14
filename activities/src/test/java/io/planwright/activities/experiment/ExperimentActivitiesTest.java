package io.planwright.activities.experiment;

import static io.planwright.activities.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.activities.TestingModels;
import io.planwright.activities.TestingStore;
import io.planwright.models.BoostSettings;
import io.planwright.plan.run.ArtifactRef;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.StepRef;
import io.planwright.quant.features.FeatureTable;
import io.planwright.workflows.FailureKind;
import io.planwright.workflows.experiment.ExperimentSteps;
import io.temporal.testing.TestActivityEnvironment;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ExperimentActivitiesTest {
  private static final StepRef STEP = TestingStore.step("experiment");
  private static final BoostSettings SETTINGS = new BoostSettings(5, 2, 0.1, 1);

  private final TestingStore store = TestingStore.get();
  private final TestActivityEnvironment environment = TestActivityEnvironment.newInstance();
  private final ExperimentSteps steps;

  ExperimentActivitiesTest() {
    environment.registerActivitiesImplementations(new ExperimentActivities(store.artifacts()));
    steps = environment.newActivityStub(ExperimentSteps.class);
  }

  @AfterEach
  void close() {
    environment.close();
  }

  @Test
  void scoresEachRowAfterTheLastLabelLearntFrom() {
    FeatureTable table = TestingModels.table(300, 3);
    ArtifactRef features = TestingModels.features(table);
    ArtifactRef model = TestingModels.model(table, 200, SETTINGS);
    ArtifactRef losses = steps.score(STEP, model, features);
    assertThat(steps.score(STEP, model, features)).isEqualTo(losses);
    assertThat(losses.kind()).isEqualTo("losses");
    assertThat(store.content(losses))
        .startsWith("time,label,loss_3\n" + table.time(202) + ",")
        .hasLineCount(1 + table.rows() - 202);
  }

  @Test
  void comparesTwoModelsOnTheRowsThatNeitherLearntFrom() {
    FeatureTable table = TestingModels.table(600, 1);
    ArtifactRef features = TestingModels.features(table);
    ArtifactRef control = steps.score(STEP, TestingModels.model(table, 300, SETTINGS), features);
    ArtifactRef challenger =
        steps.score(
            STEP, TestingModels.model(table, 400, new BoostSettings(9, 3, 0.2, 2)), features);
    Outcome outcome = steps.compare(STEP, control, challenger, 0.05, false);
    assertThat(outcome.metrics())
        .containsEntry("rows", table.rows() - 400.0)
        .containsEntry("lag", 4.0)
        .containsKeys("meanDifference", "standardError", "t", "p", "low", "high");
    assertThat(outcome.facts().get("verdict")).isIn("challenger", "control", "undecided");
  }

  @Test
  void theVerdictFollowsTheDifference() {
    ArtifactRef control = losses(1, row -> 0.7 + 0.01 * Math.sin(row));
    ArtifactRef better = losses(1, row -> 0.6 + 0.01 * Math.cos(3 * row));
    ArtifactRef same = losses(1, row -> 0.7 + 0.01 * Math.sin(5 * row));
    assertThat(steps.compare(STEP, control, better, 0.05, true).facts())
        .containsEntry("verdict", "challenger");
    assertThat(steps.compare(STEP, better, control, 0.05, false).facts())
        .containsEntry("verdict", "control");
    assertThat(steps.compare(STEP, control, same, 0.05, false).facts())
        .containsEntry("verdict", "undecided");
    assertThat(steps.compare(STEP, control, control, 0.05, false).facts())
        .containsEntry("verdict", "undecided");
    assertFails(
        () -> steps.compare(STEP, control, same, 0.05, true),
        FailureKind.CHALLENGER_NOT_BETTER,
        "the verdict is undecided");
    assertFails(
        () -> steps.compare(STEP, better, control, 0.05, true),
        FailureKind.CHALLENGER_NOT_BETTER,
        "the verdict is control");
  }

  @Test
  void allowsForLabelsThatOverlap() {
    ArtifactRef control = losses(12, row -> 0.7 + 0.01 * Math.sin(row));
    ArtifactRef challenger = losses(12, row -> 0.7 + 0.01 * Math.sin(7 * row));
    assertThat(steps.compare(STEP, control, challenger, 0.05, false).metrics())
        .containsEntry("lag", 11.0);
  }

  @Test
  void refusesWhatCannotBeCompared() {
    ArtifactRef one = losses(1, row -> 0.1 * row);
    ArtifactRef other =
        store.put(STEP, "losses", "time,label,loss_1\n2015-01-01,0,1\n2015-01-02,0,1\n");
    ArtifactRef alone = store.put(STEP, "losses", "time,label,loss_1\n2019-01-02,0,1\n");
    ArtifactRef none = store.put(STEP, "losses", "time,loss\n2015-01-02,1\n");
    assertFails(
        () -> steps.compare(STEP, one, losses(2, row -> 1), 0.05, false),
        FailureKind.INPUT_INVALID,
        "two models of one horizon, were 1 and 2 bars");
    assertFails(
        () -> steps.compare(STEP, one, other, 0.05, false),
        FailureKind.INPUT_INVALID,
        "scored on the same labels");
    assertFails(
        () -> steps.compare(STEP, one, alone, 0.05, false),
        FailureKind.INPUT_INVALID,
        "at least 2 rows that both models were scored on, was 0");
    assertFails(
        () -> steps.compare(STEP, one, none, 0.05, false),
        FailureKind.INPUT_INVALID,
        "expected time, label and loss_<horizon>");
    assertFails(
        () -> steps.compare(STEP, one, losses(1, row -> 0.2), 2, false),
        FailureKind.INPUT_INVALID,
        "alpha must be between 0 and 1, was 2.0");
  }

  @Test
  void refusesAModelThatLearntFromAllRows() {
    FeatureTable table = TestingModels.table(100, 1);
    ArtifactRef model = TestingModels.model(table, table.rows(), SETTINGS);
    assertFails(
        () -> steps.score(STEP, model, TestingModels.features(table)),
        FailureKind.INPUT_INVALID,
        "expected rows after " + table.time(table.rows() - 1));
  }

  private ArtifactRef losses(int horizon, IntToDoubleFunction loss) {
    StringBuilder text = new StringBuilder("time,label,loss_" + horizon + "\n");
    for (int row = 0; row < 60; row++) {
      text.append(
          "2015-01-02T%02d:%02d:00Z,1,%s\n".formatted(row / 60, row, loss.applyAsDouble(row)));
    }
    return store.put(STEP, "losses", text.toString());
  }
}
