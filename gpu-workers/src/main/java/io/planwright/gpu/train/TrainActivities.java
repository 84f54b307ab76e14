package io.planwright.gpu.train;

import io.planwright.gpu.Attempts;
import io.planwright.models.BoostSettings;
import io.planwright.models.BoostedTraining;
import io.planwright.models.FeatureFile;
import io.planwright.models.InvalidFile;
import io.planwright.models.TrainingRows;
import io.planwright.plan.run.ArtifactRef;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.StepRef;
import io.planwright.quant.features.FeatureTable;
import io.planwright.store.Artifacts;
import io.planwright.store.Journal;
import io.planwright.workflows.FailureKind;
import io.planwright.workflows.train.TrainInputs;
import io.planwright.workflows.train.TrainSteps;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityPausedException;
import io.temporal.client.ActivityWorkerShutdownException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains gradient-boosted trees. Idempotent: from whatever checkpoint an attempt goes on, it ends
 * with the same bytes, stored under their hash. A checkpoint is on the disk before the heartbeat
 * that tells of it; where a worker was lost before that heartbeat was sent, its successor finds the
 * file.
 */
public final class TrainActivities implements TrainSteps {
  private static final Logger log = LoggerFactory.getLogger(TrainActivities.class);
  private static final Duration PULSE = Duration.ofSeconds(1);

  private final Artifacts artifacts;
  private final Journal journal;
  private final InstantSource clock;

  public TrainActivities(Artifacts artifacts, Journal journal, InstantSource clock) {
    this.artifacts = artifacts;
    this.journal = journal;
    this.clock = clock;
  }

  @Override
  public Outcome train(StepRef step, TrainInputs inputs) {
    BoostSettings settings = settings(inputs);
    ActivityExecutionContext context = Activity.getExecutionContext();
    Optional<Checkpoint> told = context.getHeartbeatDetails(Checkpoint.class);
    try (Pulse pulse = new Pulse(context, told, PULSE)) {
      TrainingRows rows = rows(step, inputs);
      Checkpoints checkpoints = new Checkpoints(artifacts.scratch(step));
      TrainJournal lines = new TrainJournal(journal, step, Attempts.writer(step, context), clock);
      try (BoostedTraining training =
          checkpoints.open(rows, settings, told, problem -> discarded(step, problem))) {
        int resumedFrom = training.round();
        lines.tell(
            resumedFrom == 0
                ? "training starts"
                : "training resumes after round %d".formatted(resumedFrom),
            resumedFrom,
            settings.rounds());
        log.info("{} trains from round {} to {}", step.id(), resumedFrom, settings.rounds());
        rounds(training, inputs, checkpoints, pulse, lines);
        lines.tell(
            resumedFrom == settings.rounds()
                ? "all rounds were trained before"
                : "trained rounds %d to %d".formatted(resumedFrom + 1, settings.rounds()),
            settings.rounds(),
            settings.rounds());
        return Outcome.NONE
            .artifact("model", keep(step, inputs, rows, checkpoints.path(settings.rounds())))
            .metric("rounds", settings.rounds())
            .metric("resumedFrom", resumedFrom)
            .metric("trainedRounds", settings.rounds() - resumedFrom)
            .metric("trainLogloss", training.logloss());
      }
    }
  }

  @Override
  public void undoTrain(StepRef step, TrainInputs inputs) {
    artifacts.drop(step);
    new Checkpoints(artifacts.scratch(step)).clear();
  }

  @Override
  public boolean isTrainUndone(StepRef step, TrainInputs inputs) {
    return !artifacts.refersTo(step);
  }

  private static void rounds(
      BoostedTraining training,
      TrainInputs inputs,
      Checkpoints checkpoints,
      Pulse pulse,
      TrainJournal lines) {
    int from = training.round();
    try {
      while (!training.finished()) {
        pulse.check();
        training.advance();
        if (training.round() % inputs.checkpointEvery() == 0 || training.finished()) {
          pulse.tell(checkpoints.write(training));
        }
        lines.trained(from, training.round(), inputs.rounds());
      }
    } catch (ActivityWorkerShutdownException | ActivityPausedException e) {
      checkpoints.write(training);
      throw e;
    }
  }

  private ArtifactRef keep(StepRef step, TrainInputs inputs, TrainingRows rows, Path model) {
    SortedMap<String, Object> details = new TreeMap<>();
    details.put("family", "xgboost");
    details.put("features", inputs.features().sha256());
    details.put("rounds", inputs.rounds());
    details.put("depth", inputs.depth());
    details.put("rate", inputs.rate());
    details.put("seed", inputs.seed());
    details.put("trainRows", rows.to());
    details.put("trainUntil", rows.table().time(rows.to() - 1).toString());
    return artifacts.put(step, "model", "application/vnd.planwright.model", model, details);
  }

  private static BoostSettings settings(TrainInputs inputs) {
    if (!(inputs.trainShare() > 0 && inputs.trainShare() <= 1)) {
      throw FailureKind.INPUT_INVALID.failure(
          "trainShare must be above 0 and at most 1, was " + inputs.trainShare());
    }
    if (inputs.checkpointEvery() < 1) {
      throw FailureKind.INPUT_INVALID.failure(
          "checkpointEvery must be 1 or more, was " + inputs.checkpointEvery());
    }
    try {
      return new BoostSettings(inputs.rounds(), inputs.depth(), inputs.rate(), inputs.seed());
    } catch (IllegalArgumentException e) {
      throw FailureKind.INPUT_INVALID.failure(String.valueOf(e.getMessage()), e);
    }
  }

  private TrainingRows rows(StepRef step, TrainInputs inputs) {
    ArtifactRef ref = inputs.features();
    if (!ref.kind().equals("features") || !ref.sha256().matches("[0-9a-f]{64}")) {
      throw FailureKind.INPUT_INVALID.failure(
          "expected an artifact of kind features, was %s %s".formatted(ref.kind(), ref.sha256()));
    }
    Path file =
        Optional.of(ref)
            .filter(seen -> artifacts.visibleTo(step.team(), seen.sha256()))
            .flatMap(artifacts::file)
            .orElseThrow(
                () ->
                    FailureKind.ARTIFACT_NOT_FOUND.failure(
                        "there is no features %s that team %s may see"
                            .formatted(ref.sha256(), step.team())));
    try {
      FeatureTable table = new FeatureFile().read(file);
      return new TrainingRows(table, (int) (table.rows() * inputs.trainShare()), ref.sha256());
    } catch (InvalidFile | IllegalArgumentException e) {
      throw FailureKind.INPUT_INVALID.failure("features: " + e.getMessage(), e);
    }
  }

  private static void discarded(StepRef step, String problem) {
    log.warn("{} discards a checkpoint: {}", step.id(), problem);
  }
}
