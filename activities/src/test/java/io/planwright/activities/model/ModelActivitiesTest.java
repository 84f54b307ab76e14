package io.planwright.activities.model;

import static io.planwright.activities.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.planwright.activities.TestingModels;
import io.planwright.activities.TestingStore;
import io.planwright.models.BoostSettings;
import io.planwright.plan.run.ArtifactRef;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.StepRef;
import io.planwright.quant.features.FeatureTable;
import io.planwright.quant.model.ReturnSums;
import io.planwright.quant.model.WalkForward.Fold;
import io.planwright.workflows.FailureKind;
import io.planwright.workflows.model.EvaluateInputs;
import io.planwright.workflows.model.ModelSteps;
import io.planwright.workflows.model.PromoteInputs;
import io.planwright.workflows.model.RollbackInputs;
import io.temporal.testing.TestActivityEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ModelActivitiesTest {
  private static final StepRef STEP = TestingStore.step("model");
  private static final FeatureTable TABLE = TestingModels.table(900, 1);
  private static final BoostSettings SETTINGS = new BoostSettings(10, 2, 0.1, 1);

  private final TestingStore store = TestingStore.get();
  private final TestActivityEnvironment environment = TestActivityEnvironment.newInstance();
  private final ModelSteps steps;
  private final ArtifactRef features = TestingModels.features(TABLE);
  private final ArtifactRef model = TestingModels.model(TABLE, 500, SETTINGS);
  private final ArtifactRef second =
      TestingModels.model(TABLE, 500, new BoostSettings(11, 2, 0.1, 1));

  ModelActivitiesTest() {
    environment.registerActivitiesImplementations(
        new ModelActivities(store.artifacts(), store.champions()));
    steps = environment.newActivityStub(ModelSteps.class);
  }

  @AfterEach
  void close() {
    environment.close();
  }

  @Test
  void walksForwardOverTheRows() throws Exception {
    List<ModelActivities.Walked> heartbeats = new ArrayList<>();
    environment.setActivityHeartbeatListener(ModelActivities.Walked.class, heartbeats::add);
    Outcome outcome = steps.evaluate(STEP, new EvaluateInputs(model, features, 4));
    assertThat(steps.evaluate(STEP, new EvaluateInputs(model, features, 4))).isEqualTo(outcome);
    assertThat(outcome.metrics()).containsOnlyKeys("accuracy", "logloss", "sharpe", "folds");
    assertThat(outcome.metrics().get("accuracy")).isBetween(0.4, 0.7);
    assertThat(outcome.metrics().get("logloss")).isBetween(0.65, 0.72);
    assertThat(heartbeats).isNotEmpty();
    JsonNode report =
        new ObjectMapper().readTree(store.content(TestingStore.artifact(outcome, "report")));
    assertThat(report.path("folds")).hasSize(4);
    assertThat(report.path("folds").path(3).path("testUntil").asText())
        .isEqualTo(TABLE.time(TABLE.rows() - 1).toString());
    assertThat(report.path("model").asText()).isEqualTo(model.sha256());
    assertThat(report.path("settings").path("rounds").asInt()).isEqualTo(10);
  }

  @Test
  void goesOnAfterTheFoldsThatAreDone() throws Exception {
    FoldScore told =
        new FoldScore(1, 7, 10, "from", "until", 10, 1.0, ReturnSums.NONE.and(0.1).and(0.2));
    environment.setHeartbeatDetails(new ModelActivities.Walked(List.of(told)));
    Outcome outcome = steps.evaluate(STEP, new EvaluateInputs(model, features, 2));
    JsonNode folds =
        new ObjectMapper()
            .readTree(store.content(TestingStore.artifact(outcome, "report")))
            .path("folds");
    assertThat(folds).hasSize(2);
    assertThat(folds.path(0).path("testFrom").asText()).isEqualTo("from");
    assertThat(folds.path(1).path("fold").asInt()).isEqualTo(2);
  }

  @Test
  void takesReturnsThatDoNotOverlap() {
    FeatureTable table = TestingModels.table(200, 5);
    double[] probabilities = new double[20];
    FoldScore score = FoldScore.of(new Fold(1, 90, 100, 120), table, probabilities);
    assertThat(score.returns().count()).isEqualTo(4);
    assertThat(score.returns().sum())
        .isEqualTo(
            -table.future().at(100)
                - table.future().at(105)
                - table.future().at(110)
                - table.future().at(115));
  }

  @Test
  void refusesWhatCannotBeEvaluated() {
    ArtifactRef others = TestingModels.features(TestingModels.table(300, 2));
    ArtifactRef broken = store.put(STEP, "model", "no model");
    ArtifactRef noFeatures = store.put(STEP, "features", "no features");
    assertFails(
        () -> steps.evaluate(STEP, new EvaluateInputs(model, features, 0)),
        FailureKind.INPUT_INVALID,
        "folds must be 1 to 100, was 0");
    assertFails(
        () -> steps.evaluate(STEP, new EvaluateInputs(model, others, 2)),
        FailureKind.INPUT_INVALID,
        "expected the model's features",
        "horizon 1");
    assertFails(
        () -> steps.evaluate(STEP, new EvaluateInputs(broken, features, 2)),
        FailureKind.INPUT_INVALID,
        "model: ",
        "expected a line of manifest");
    assertFails(
        () -> steps.evaluate(STEP, new EvaluateInputs(model, noFeatures, 2)),
        FailureKind.INPUT_INVALID,
        "features: ",
        ":1: expected time, features");
  }

  @Test
  void promotesAndTakesBack() {
    StepRef first = TestingStore.step("promote-1");
    StepRef next = TestingStore.step("promote-2");
    PromoteInputs one = new PromoteInputs(model, "daily", Optional.empty());
    PromoteInputs two = new PromoteInputs(second, "daily", Optional.of(model.sha256()));
    Outcome outcome = steps.promote(first, one);
    assertThat(outcome.facts())
        .containsEntry("champion", model.sha256())
        .containsEntry("previous", "none");
    assertThat(outcome.metrics()).containsEntry("revision", 1.0);
    assertThat(steps.promote(first, one)).isEqualTo(outcome);
    assertThat(steps.promote(next, two).facts()).containsEntry("previous", model.sha256());
    assertFails(
        () -> steps.undoPromote(first, one), FailureKind.CHAMPION_CHANGED, "champion daily");
    assertFails(
        () -> steps.promote(TestingStore.step("promote-3"), two),
        FailureKind.CHAMPION_CHANGED,
        "expected model " + model.sha256());
    steps.undoPromote(next, two);
    assertThat(champion("daily")).contains(model.sha256());
  }

  @Test
  void rollsBackAndForth() {
    StepRef back = TestingStore.step("back");
    RollbackInputs inputs = new RollbackInputs("weekly");
    assertFails(
        () -> steps.rollback(TestingStore.step("early"), inputs),
        FailureKind.CHAMPION_CHANGED,
        "there is none");
    steps.promote(TestingStore.step("up-1"), new PromoteInputs(model, "weekly", Optional.empty()));
    steps.promote(TestingStore.step("up-2"), new PromoteInputs(second, "weekly", Optional.empty()));
    assertThat(steps.rollback(back, inputs).facts()).containsEntry("champion", model.sha256());
    assertThat(steps.rollback(back, inputs).facts()).containsEntry("champion", model.sha256());
    assertThat(champion("weekly")).contains(model.sha256());
    steps.undoRollback(back, inputs);
    assertThat(champion("weekly")).contains(second.sha256());
  }

  @Test
  void promotesOnlyModelsThatAreThere() {
    ArtifactRef unknown = new ArtifactRef("model", "0".repeat(64), 1, "text/plain");
    assertFails(
        () -> steps.promote(STEP, new PromoteInputs(unknown, "daily", Optional.empty())),
        FailureKind.ARTIFACT_NOT_FOUND,
        "there is no model 000");
    assertFails(
        () -> steps.promote(STEP, new PromoteInputs(features, "daily", Optional.empty())),
        FailureKind.INPUT_INVALID,
        "expected an artifact of kind model, was features");
    assertFails(
        () -> steps.promote(STEP, new PromoteInputs(model, "a b", Optional.empty())),
        FailureKind.INPUT_INVALID,
        "champion must be a name");
  }

  private Optional<String> champion(String name) {
    return store.champions().find("quants", name).orElseThrow().model();
  }
}
