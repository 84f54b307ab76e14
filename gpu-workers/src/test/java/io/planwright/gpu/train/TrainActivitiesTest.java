package io.planwright.gpu.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.planwright.models.BoostSettings;
import io.planwright.models.BoostedModel;
import io.planwright.models.BoostedTraining;
import io.planwright.models.FeatureFile;
import io.planwright.models.TrainingRows;
import io.planwright.plan.run.ArtifactRef;
import io.planwright.plan.run.Entry;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.StepRef;
import io.planwright.quant.Bar;
import io.planwright.quant.RegimeMarket;
import io.planwright.quant.features.FeatureRecipe;
import io.planwright.quant.features.FeatureTable;
import io.planwright.workflows.FailureKind;
import io.planwright.workflows.train.TrainInputs;
import io.planwright.workflows.train.TrainSteps;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.ActivityCanceledException;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.testing.TestActivityEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TrainActivitiesTest {
  private static final FeatureTable TABLE = table();

  private final TestingStore store = TestingStore.get();
  private final TestActivityEnvironment environment = TestActivityEnvironment.newInstance();
  private final TrainSteps steps;

  TrainActivitiesTest() {
    environment.registerActivitiesImplementations(
        new TrainActivities(store.artifacts(), store.journal(), InstantSource.system()));
    steps =
        environment.newActivityStub(
            TrainSteps.class,
            ActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofMinutes(5)).build());
  }

  @AfterEach
  void close() {
    environment.close();
  }

  @Test
  void trainsAModelAndTellsOfItsRounds() {
    StepRef step = store.step("trains");
    TrainInputs inputs = inputs(step, 25, 10);
    Outcome outcome = steps.train(step, inputs);
    assertThat(outcome.metrics())
        .containsEntry("rounds", 25.0)
        .containsEntry("resumedFrom", 0.0)
        .containsEntry("trainedRounds", 25.0);
    assertThat(outcome.metrics().get("trainLogloss")).isLessThan(Math.log(2));
    try (BoostedModel model = BoostedModel.load(file(outcome))) {
      assertThat(model.manifest().rounds()).isEqualTo(25);
      assertThat(model.manifest().trainRows()).isEqualTo((int) (TABLE.rows() * 0.7));
      assertThat(model.manifest().featureSet()).isEqualTo(inputs.features().sha256());
    }
    List<Entry.Progress> lines = store.progress("trains", step.id() + "@");
    assertThat(lines.getFirst().text()).isEqualTo("training starts");
    assertThat(lines.getLast().text()).isEqualTo("trained rounds 1 to 25");
    assertThat(lines.getLast().done()).isEqualTo(25);
    assertThat(lines.getLast().of()).isEqualTo(25);
  }

  @Test
  void aHeartbeatTellsOfACheckpointThatIsOnTheDisk() {
    StepRef step = store.step("heartbeats");
    List<Checkpoint> told = new CopyOnWriteArrayList<>();
    environment.setActivityHeartbeatListener(
        Checkpoint.class,
        checkpoint -> {
          if (checkpoint != null && Files.exists(Path.of(checkpoint.path()))) {
            told.add(checkpoint);
          }
        });
    TrainSteps watched =
        environment.newActivityStub(
            TrainSteps.class,
            ActivityOptions.newBuilder()
                .setStartToCloseTimeout(Duration.ofMinutes(5))
                .setHeartbeatTimeout(Duration.ofMillis(100))
                .build());
    watched.train(step, inputs(step, 2_000, 1_000));
    assertThat(told)
        .isNotEmpty()
        .allSatisfy(checkpoint -> assertThat(checkpoint.round()).isIn(1_000, 2_000))
        .allSatisfy(
            checkpoint ->
                assertThat(checkpoint.path())
                    .isEqualTo(
                        store
                            .artifacts()
                            .scratch(step)
                            .resolve("checkpoint-0000%d.model".formatted(checkpoint.round()))
                            .toString()));
  }

  @Test
  void goesOnFromTheCheckpointOfALostWorker() throws IOException {
    StepRef whole = store.step("whole");
    Outcome expected = steps.train(whole, inputs(whole, 30, 10));
    StepRef step = store.step("lost");
    TrainInputs inputs = inputs(step, 30, 10);
    Checkpoint left = leave(step, inputs, 20);
    environment.setHeartbeatDetails(left);

    Outcome outcome = steps.train(step, inputs);

    assertThat(outcome.metrics())
        .containsEntry("resumedFrom", 20.0)
        .containsEntry("trainedRounds", 10.0);
    assertThat(outcome.artifacts()).isEqualTo(expected.artifacts());
    assertThat(store.progress("lost", step.id() + "@"))
        .extracting(Entry.Progress::text)
        .startsWith("training resumes after round 20")
        .endsWith("trained rounds 21 to 30");
    assertThat(names(step))
        .containsExactly("checkpoint-00000020.model", "checkpoint-00000030.model");
  }

  @Test
  void findsACheckpointWhoseHeartbeatWasLost() throws IOException {
    StepRef step = store.step("unsent");
    TrainInputs inputs = inputs(step, 30, 10);
    leave(step, inputs, 10);
    assertThat(steps.train(step, inputs).metrics()).containsEntry("resumedFrom", 10.0);
  }

  @Test
  void discardsACheckpointThatIsDamaged() throws IOException {
    StepRef step = store.step("damaged");
    TrainInputs inputs = inputs(step, 30, 10);
    leave(step, inputs, 10);
    Checkpoint newest = leave(step, inputs, 20);
    byte[] bytes = Files.readAllBytes(Path.of(newest.path()));
    Files.write(Path.of(newest.path()), Arrays.copyOf(bytes, bytes.length / 2));
    environment.setHeartbeatDetails(newest);
    Outcome outcome = steps.train(step, inputs);
    assertThat(outcome.metrics()).containsEntry("resumedFrom", 10.0);
  }

  @Test
  void discardsACheckpointThatIsNotTheOneToldOf() throws IOException {
    StepRef step = store.step("swapped");
    TrainInputs inputs = inputs(step, 30, 10);
    Checkpoint left = leave(step, inputs, 20);
    environment.setHeartbeatDetails(new Checkpoint(20, left.path(), "0".repeat(64)));
    assertThat(steps.train(step, inputs).metrics()).containsEntry("resumedFrom", 0.0);
  }

  @Test
  void aRepeatedAttemptTrainsNoRoundAgain() {
    StepRef step = store.step("repeated");
    TrainInputs inputs = inputs(step, 20, 10);
    Outcome first = steps.train(step, inputs);
    Outcome again = steps.train(step, inputs);
    assertThat(again.artifacts()).isEqualTo(first.artifacts());
    assertThat(again.metrics())
        .containsEntry("trainedRounds", 0.0)
        .containsEntry("trainLogloss", first.metrics().get("trainLogloss"));
  }

  @Test
  void stopsWhenItIsCancelled() {
    StepRef step = store.step("cancelled");
    TrainInputs inputs = inputs(step, 100_000, 100_000);
    environment.requestCancelActivity();
    assertThatThrownBy(() -> steps.train(step, inputs))
        .satisfiesAnyOf(
            thrown -> assertThat(thrown).isInstanceOf(CanceledFailure.class),
            thrown -> assertThat(thrown).isInstanceOf(ActivityCanceledException.class),
            thrown -> assertThat(thrown).hasCauseInstanceOf(CanceledFailure.class));
  }

  @Test
  void undoDropsTheModelAndItsCheckpoints() throws IOException {
    StepRef step = store.step("undone");
    TrainInputs inputs = with(inputs(step, 20, 10), 77);
    String sha256 =
        Optional.ofNullable(steps.train(step, inputs).artifacts().get("model"))
            .orElseThrow()
            .sha256();
    steps.undoTrain(step, inputs);
    steps.undoTrain(step, inputs);
    assertThat(store.artifacts().visibleTo("quants", sha256)).isFalse();
    assertThat(names(step)).isEmpty();
  }

  @Test
  void refusesInputsThatCannotBe() {
    StepRef step = store.step("refuses");
    TrainInputs good = inputs(step, 20, 10);
    ArtifactRef features = good.features();
    ArtifactRef unknown = new ArtifactRef("features", "0".repeat(64), 1, "text/csv");
    ArtifactRef dataset = new ArtifactRef("dataset", features.sha256(), 1, "text/csv");
    ArtifactRef none = store.put(step, "features", file -> write(file, "no features"));
    assertFails(
        step,
        new TrainInputs(features, 0, 4, 0.1, 0.7, 20, 1),
        FailureKind.INPUT_INVALID,
        "rounds must be 1 to 100000, was 0");
    assertFails(
        step,
        new TrainInputs(features, 9, 99, 0.1, 0.7, 20, 1),
        FailureKind.INPUT_INVALID,
        "depth must be 1 to 12, was 99");
    assertFails(
        step,
        new TrainInputs(features, 9, 4, 0, 0.7, 20, 1),
        FailureKind.INPUT_INVALID,
        "rate must be");
    assertFails(
        step,
        new TrainInputs(features, 9, 4, 0.1, 1.5, 20, 1),
        FailureKind.INPUT_INVALID,
        "trainShare must be above 0");
    assertFails(
        step,
        new TrainInputs(features, 9, 4, 0.1, 1e-9, 20, 1),
        FailureKind.INPUT_INVALID,
        "rows to learn from must be 1");
    assertFails(
        step,
        new TrainInputs(features, 9, 4, 0.1, 0.7, 0, 1),
        FailureKind.INPUT_INVALID,
        "checkpointEvery must be 1");
    assertFails(
        step,
        new TrainInputs(dataset, 9, 4, 0.1, 0.7, 20, 1),
        FailureKind.INPUT_INVALID,
        "expected an artifact of kind features");
    assertFails(
        step,
        new TrainInputs(none, 9, 4, 0.1, 0.7, 20, 1),
        FailureKind.INPUT_INVALID,
        "expected time, features");
    assertFails(
        step,
        new TrainInputs(unknown, 9, 4, 0.1, 0.7, 20, 1),
        FailureKind.ARTIFACT_NOT_FOUND,
        "there is no features 000");
  }

  private void assertFails(StepRef step, TrainInputs inputs, FailureKind kind, String message) {
    assertThatThrownBy(() -> steps.train(step, inputs))
        .cause()
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> {
              assertThat(failure.getType()).isEqualTo(kind.name());
              assertThat(failure.getOriginalMessage()).contains(message);
            });
  }

  /** What a worker that was lost after a round has left on the disk. */
  private Checkpoint leave(StepRef step, TrainInputs inputs, int round) {
    TrainingRows rows =
        new TrainingRows(
            TABLE, (int) (TABLE.rows() * inputs.trainShare()), inputs.features().sha256());
    BoostSettings settings =
        new BoostSettings(inputs.rounds(), inputs.depth(), inputs.rate(), inputs.seed());
    try (BoostedTraining training = BoostedTraining.start(rows, settings)) {
      while (training.round() < round) {
        training.advance();
      }
      return new Checkpoints(store.artifacts().scratch(step)).write(training);
    }
  }

  private List<String> names(StepRef step) throws IOException {
    try (Stream<Path> files = Files.list(store.artifacts().scratch(step))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private Path file(Outcome outcome) {
    return store
        .artifacts()
        .file(Optional.ofNullable(outcome.artifacts().get("model")).orElseThrow())
        .orElseThrow();
  }

  private TrainInputs inputs(StepRef step, int rounds, int checkpointEvery) {
    ArtifactRef features =
        store.put(step, "features", file -> new FeatureFile().write(TABLE, file));
    return new TrainInputs(features, rounds, 3, 0.1, 0.7, checkpointEvery, 1);
  }

  private static TrainInputs with(TrainInputs inputs, long seed) {
    return new TrainInputs(
        inputs.features(),
        inputs.rounds(),
        inputs.depth(),
        inputs.rate(),
        inputs.trainShare(),
        inputs.checkpointEvery(),
        seed);
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FeatureTable table() {
    List<Bar> bars = new RegimeMarket().bars(1, LocalDate.of(2015, 1, 2), 500).toList();
    return new FeatureRecipe(List.of(1, 2), List.of(10), 1)
        .build(
            bars.stream().map(Bar::time).toList(), bars.stream().mapToDouble(Bar::close).toArray());
  }
}
