package io.planwright.activities.experiment;

import io.planwright.activities.ModelInputs;
import io.planwright.activities.StepFiles;
import io.planwright.models.BoostedModel;
import io.planwright.plan.run.ArtifactRef;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.StepRef;
import io.planwright.quant.experiment.PairedTest;
import io.planwright.quant.features.FeatureTable;
import io.planwright.quant.model.Scores;
import io.planwright.store.Artifacts;
import io.planwright.workflows.FailureKind;
import io.planwright.workflows.experiment.ExperimentSteps;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Compares two models on the rows that neither learnt from. A repeated score is idempotent, since
 * the same model and rows give the same losses, stored under their hash; a comparison changes
 * nothing.
 */
public final class ExperimentActivities implements ExperimentSteps {
  private final StepFiles files;
  private final ModelInputs inputs;

  public ExperimentActivities(Artifacts artifacts) {
    this.files = new StepFiles(artifacts);
    this.inputs = new ModelInputs(files);
  }

  @Override
  public ArtifactRef score(StepRef step, ArtifactRef model, ArtifactRef features) {
    ActivityExecutionContext context = Activity.getExecutionContext();
    FeatureTable table = inputs.features(step, features);
    context.heartbeat(table.rows());
    try (BoostedModel loaded = inputs.model(step, model)) {
      ModelInputs.match(loaded.manifest(), table);
      // The labels of the last rows learnt from look into the rows after them.
      int from = table.firstAfter(loaded.manifest().trainUntil()) + loaded.manifest().horizon() - 1;
      if (from >= table.rows()) {
        throw FailureKind.INPUT_INVALID.failure(
            "expected rows after %s, which model %s was trained until, the last is %s"
                .formatted(
                    loaded.manifest().trainUntil(), model.sha256(), table.time(table.rows() - 1)));
      }
      context.heartbeat(from);
      Losses losses = losses(table, from, loaded.probabilities(table, from, table.rows()));
      SortedMap<String, Object> details = new TreeMap<>();
      details.put("model", model.sha256());
      details.put("features", features.sha256());
      details.put("rows", losses.times().size());
      return files.keep(step, "losses", "text/csv", details, losses::write);
    }
  }

  @Override
  public Outcome compare(
      StepRef step, ArtifactRef control, ArtifactRef challenger, double alpha, boolean mustWin) {
    Losses ours = losses(step, control);
    Losses theirs = losses(step, challenger);
    if (ours.horizon() != theirs.horizon()) {
      throw FailureKind.INPUT_INVALID.failure(
          "expected two models of one horizon, were %d and %d bars"
              .formatted(ours.horizon(), theirs.horizon()));
    }
    PairedTest test = test(Losses.differences(ours, theirs), ours.horizon(), alpha);
    boolean significant = test.p() < alpha;
    String verdict =
        !significant ? "undecided" : test.meanDifference() > 0 ? "challenger" : "control";
    if (mustWin && !verdict.equals("challenger")) {
      throw FailureKind.CHALLENGER_NOT_BETTER.failure(
          "the challenger must be better, the verdict is %s: mean difference %s, interval %s to %s, p %s on %d rows"
              .formatted(
                  verdict, test.meanDifference(), test.low(), test.high(), test.p(), test.rows()));
    }
    return Outcome.NONE
        .metric("meanDifference", test.meanDifference())
        .metric("standardError", test.standardError())
        .metric("t", test.t())
        .metric("p", test.p())
        .metric("low", test.low())
        .metric("high", test.high())
        .metric("rows", test.rows())
        .metric("lag", test.lag())
        .fact("verdict", verdict);
  }

  private static Losses losses(FeatureTable table, int from, double[] probabilities) {
    List<Instant> times = IntStream.range(from, table.rows()).mapToObj(table::time).toList();
    double[] labels = IntStream.range(from, table.rows()).mapToDouble(table::label).toArray();
    double[] losses =
        IntStream.range(0, probabilities.length)
            .mapToDouble(i -> Scores.logloss(probabilities[i], table.label(from + i)))
            .toArray();
    return new Losses(times, labels, losses, table.future().horizon());
  }

  private Losses losses(StepRef step, ArtifactRef ref) {
    ActivityExecutionContext context = Activity.getExecutionContext();
    return Losses.read(files.need(step, ref, "losses"), ref.sha256(), context::heartbeat);
  }

  /** Labels that look several bars ahead overlap, which makes their losses depend on each other. */
  private static PairedTest test(double[] differences, int horizon, double alpha) {
    int rows = differences.length;
    if (rows < 2) {
      throw FailureKind.INPUT_INVALID.failure(
          "expected at least 2 rows that both models were scored on, was " + rows);
    }
    int lag = Math.min(rows - 1, Math.max(PairedTest.automaticLag(rows), horizon - 1));
    try {
      return PairedTest.of(differences, lag, alpha);
    } catch (IllegalArgumentException e) {
      throw FailureKind.INPUT_INVALID.failure(String.valueOf(e.getMessage()), e);
    }
  }
}
