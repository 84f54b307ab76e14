package io.planwright.activities.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.planwright.activities.ModelInputs;
import io.planwright.activities.StepFiles;
import io.planwright.models.BoostedModel;
import io.planwright.models.BoostedTraining;
import io.planwright.models.ModelManifest;
import io.planwright.models.TrainingRows;
import io.planwright.plan.run.ArtifactRef;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.StepRef;
import io.planwright.quant.features.FeatureTable;
import io.planwright.quant.model.WalkForward;
import io.planwright.quant.model.WalkForward.Fold;
import io.planwright.store.Artifacts;
import io.planwright.store.Champion;
import io.planwright.store.ChampionChanged;
import io.planwright.store.Champions;
import io.planwright.workflows.FailureKind;
import io.planwright.workflows.model.EvaluateInputs;
import io.planwright.workflows.model.ModelSteps;
import io.planwright.workflows.model.PromoteInputs;
import io.planwright.workflows.model.RollbackInputs;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Judges models and changes the champion. An evaluation is idempotent because the same model and
 * rows give the same report, stored under its hash; it goes on after the folds that an earlier
 * attempt told of. A change of the champion is idempotent because the store keeps one for each
 * step.
 */
public final class ModelActivities implements ModelSteps {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final StepFiles files;
  private final ModelInputs inputs;
  private final Champions champions;

  public ModelActivities(Artifacts artifacts, Champions champions) {
    this.files = new StepFiles(artifacts);
    this.inputs = new ModelInputs(files);
    this.champions = champions;
  }

  /** What an attempt leaves to the next: the folds that are done. */
  record Walked(List<FoldScore> folds) {
    Walked {
      folds = List.copyOf(folds);
    }
  }

  @Override
  public Outcome evaluate(StepRef step, EvaluateInputs asked) {
    ModelManifest model = manifest(step, asked.model());
    FeatureTable table = inputs.features(step, asked.features());
    ModelInputs.match(model, table);
    List<FoldScore> scores = walk(model, table, asked);
    Evaluation evaluation =
        Evaluation.of(
            asked.model().sha256(),
            asked.features().sha256(),
            model.settings(),
            model.horizon(),
            scores);
    SortedMap<String, Object> details = new TreeMap<>();
    details.put("model", asked.model().sha256());
    details.put("features", asked.features().sha256());
    details.put("folds", scores.size());
    ArtifactRef report =
        files.keep(step, "report", "application/json", details, file -> write(evaluation, file));
    return Outcome.NONE
        .artifact("report", report)
        .metric("accuracy", evaluation.accuracy())
        .metric("logloss", evaluation.logloss())
        .metric("sharpe", evaluation.sharpe())
        .metric("folds", scores.size());
  }

  @Override
  public Outcome promote(StepRef step, PromoteInputs asked) {
    files.expect(step, asked.model(), "model");
    name(asked.champion());
    return outcome(
        changed(
            () ->
                champions.promote(
                    step, asked.champion(), asked.model().sha256(), asked.expected())));
  }

  @Override
  public void undoPromote(StepRef step, PromoteInputs asked) {
    changed(() -> champions.undo(step, asked.champion()));
  }

  @Override
  public boolean isPromoteUndone(StepRef step, PromoteInputs asked) {
    return !champions.holds(step, asked.champion());
  }

  @Override
  public Outcome rollback(StepRef step, RollbackInputs asked) {
    name(asked.champion());
    return outcome(changed(() -> champions.rollback(step, asked.champion())));
  }

  @Override
  public void undoRollback(StepRef step, RollbackInputs asked) {
    changed(() -> champions.undo(step, asked.champion()));
  }

  @Override
  public boolean isRollbackUndone(StepRef step, RollbackInputs asked) {
    return !champions.holds(step, asked.champion());
  }

  private ModelManifest manifest(StepRef step, ArtifactRef ref) {
    try (BoostedModel model = inputs.model(step, ref)) {
      return model.manifest();
    }
  }

  private static List<FoldScore> walk(
      ModelManifest model, FeatureTable table, EvaluateInputs asked) {
    ActivityExecutionContext context = Activity.getExecutionContext();
    List<FoldScore> done =
        new ArrayList<>(
            context.getHeartbeatDetails(Walked.class).map(Walked::folds).orElse(List.of()));
    for (Fold fold : split(model, table, asked)) {
      if (fold.number() <= done.size()) {
        continue;
      }
      context.heartbeat(new Walked(done));
      done.add(score(fold, model, table, asked, context, done));
    }
    context.heartbeat(new Walked(done));
    return done;
  }

  private static List<Fold> split(ModelManifest model, FeatureTable table, EvaluateInputs asked) {
    try {
      return new WalkForward(asked.folds(), model.horizon()).split(table.rows());
    } catch (IllegalArgumentException e) {
      throw FailureKind.INPUT_INVALID.failure(String.valueOf(e.getMessage()), e);
    }
  }

  private static FoldScore score(
      Fold fold,
      ModelManifest model,
      FeatureTable table,
      EvaluateInputs asked,
      ActivityExecutionContext context,
      List<FoldScore> done) {
    TrainingRows past = new TrainingRows(table, fold.trainTo(), asked.features().sha256());
    try (BoostedTraining training = BoostedTraining.start(past, model.settings())) {
      while (!training.finished()) {
        training.advance();
        context.heartbeat(new Walked(done));
      }
      return FoldScore.of(fold, table, training.probabilities(fold.testFrom(), fold.testTo()));
    }
  }

  private static void write(Evaluation evaluation, Path file) {
    try {
      Files.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(evaluation));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void name(String champion) {
    if (!champion.matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,99}")) {
      throw FailureKind.INPUT_INVALID.failure(
          "champion must be a name of letters, digits, '.', '_' and '-', was " + champion);
    }
  }

  private static <T> T changed(Supplier<T> change) {
    try {
      return change.get();
    } catch (ChampionChanged e) {
      throw FailureKind.CHAMPION_CHANGED.failure(String.valueOf(e.getMessage()), e);
    }
  }

  private static Outcome outcome(Champion champion) {
    return Outcome.NONE
        .fact("champion", champion.model().orElse("none"))
        .fact("previous", champion.previous().orElse("none"))
        .metric("revision", champion.revision());
  }
}
