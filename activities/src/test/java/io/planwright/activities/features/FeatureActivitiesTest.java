package io.planwright.activities.features;

import static io.planwright.activities.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.activities.TestingStore;
import io.planwright.plan.run.ArtifactRef;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.StepRef;
import io.planwright.workflows.FailureKind;
import io.planwright.workflows.features.FeatureInputs;
import io.planwright.workflows.features.FeatureSteps;
import io.temporal.testing.TestActivityEnvironment;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FeatureActivitiesTest {
  private static final StepRef STEP = TestingStore.step("features");

  private final TestingStore store = TestingStore.get();
  private final TestActivityEnvironment environment = TestActivityEnvironment.newInstance();
  private final FeatureSteps steps;

  FeatureActivitiesTest() {
    environment.registerActivitiesImplementations(new FeatureActivities(store.artifacts()));
    steps = environment.newActivityStub(FeatureSteps.class);
  }

  @AfterEach
  void close() {
    environment.close();
  }

  @Test
  void buildsTheSameFeatureSetEachTime() {
    ArtifactRef dataset =
        dataset("2015-01-02,1\n2015-01-05,2\n2015-01-06,1\n2015-01-07,4\n2015-01-08,4");
    FeatureInputs inputs = new FeatureInputs(dataset, List.of(1), List.of(2), 1);
    Outcome outcome = steps.build(STEP, inputs);
    assertThat(steps.build(STEP, inputs)).isEqualTo(outcome);
    assertThat(outcome.metrics()).containsEntry("rows", 2.0).containsEntry("columns", 3.0);
    ArtifactRef features = TestingStore.artifact(outcome, "features");
    assertThat(store.content(features))
        .startsWith(
            "time,return_1,volatility_2,momentum_2,label,forwardReturn_1\n"
                + "2015-01-06T00:00:00Z,-0.6931471805599453,0.9802581434685471,0.0,1,3.0\n"
                + "2015-01-07T00:00:00Z,1.3862943611198906,")
        .endsWith(",0,0.0\n");
    assertThat(store.artifacts().details(features.sha256()).orElseThrow())
        .containsEntry("dataset", dataset.sha256())
        .containsEntry("horizon", 1);
    steps.undoBuild(STEP, inputs);
    assertThat(store.artifacts().visibleTo("quants", features.sha256())).isFalse();
  }

  @Test
  void refusesWhatCannotBeBuilt() {
    ArtifactRef text = dataset("2015-01-02,a\n2015-01-05,b");
    ArtifactRef small = dataset("2015-01-02,1\n2015-01-05,2");
    ArtifactRef unordered = dataset("2015-01-05,1\n2015-01-02,2\n2015-01-06,1");
    assertFails(
        () -> steps.build(STEP, new FeatureInputs(text, List.of(1), List.of(), 1)),
        FailureKind.INPUT_INVALID,
        "expected a dataset with a column close of numbers, was [close (text)]");
    assertFails(
        () -> steps.build(STEP, new FeatureInputs(small, List.of(1), List.of(60), 1)),
        FailureKind.INPUT_INVALID,
        "these features need at least 62 bars, were 2");
    assertFails(
        () -> steps.build(STEP, new FeatureInputs(small, List.of(0), List.of(), 1)),
        FailureKind.INPUT_INVALID,
        "a lag must be 1 to 2000 bars, was 0");
    assertFails(
        () -> steps.build(STEP, new FeatureInputs(unordered, List.of(1), List.of(), 1)),
        FailureKind.INPUT_INVALID,
        "times must rise");
    ArtifactRef unknown = new ArtifactRef("dataset", "0".repeat(64), 1, "text/csv");
    assertFails(
        () -> steps.build(STEP, new FeatureInputs(unknown, List.of(1), List.of(), 1)),
        FailureKind.ARTIFACT_NOT_FOUND,
        "there is no dataset 000");
  }

  private ArtifactRef dataset(String rows) {
    return store.put(STEP, "dataset", "time,close\n" + rows + "\n");
  }
}
