package io.planwright.models;

import io.planwright.quant.model.Scores;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Trains gradient-boosted trees round by round (Chen and Guestrin 2016,
 * doi:10.1145/2939672.2939785) to foretell whether a price rises. Training from a checkpoint on
 * gives the model that uninterrupted training gives, byte for byte: one thread, and the rows of
 * each tree are drawn here, from the seed and the round's number (a row that is not drawn has
 * gradient 0). XGBoost's own {@code subsample} would not do, even with {@code seed_per_iteration}:
 * with {@code hist} its first round in a process takes one more number from the sequence than the
 * others. Not for several threads at once.
 */
public final class BoostedTraining implements AutoCloseable {
  /** Share of the rows that each tree sees. */
  private static final double SUBSAMPLE = 0.8;

  private static final double LEAST_CURVATURE = 1e-16;

  private final TrainingRows rows;
  private final BoostSettings settings;
  private final DMatrix data;
  private final Booster booster;
  private int round;

  private BoostedTraining(
      TrainingRows rows, BoostSettings settings, DMatrix data, Booster booster, int round) {
    this.rows = rows;
    this.settings = settings;
    this.data = data;
    this.booster = booster;
    this.round = round;
  }

  /** From the first round on. */
  public static BoostedTraining start(TrainingRows rows, BoostSettings settings) {
    return open(rows, settings, Optional.empty());
  }

  /**
   * From a checkpoint on.
   *
   * @throws InvalidFile where the file is damaged, or not of these rows and settings
   */
  public static BoostedTraining resume(TrainingRows rows, BoostSettings settings, Path checkpoint) {
    ModelFile file = ModelFile.read(checkpoint);
    if (!file.manifest().continues(rows, settings)) {
      throw new InvalidFile(
          checkpoint,
          "expected a checkpoint of %s on %d rows of %s, was of %s on %d rows of %s"
              .formatted(
                  settings,
                  rows.to(),
                  rows.featureSet(),
                  file.manifest().settings(),
                  file.manifest().trainRows(),
                  file.manifest().featureSet()));
    }
    return open(rows, settings, Optional.of(file));
  }

  private static BoostedTraining open(
      TrainingRows rows, BoostSettings settings, Optional<ModelFile> checkpoint) {
    return Native.call(
        () -> {
          DMatrix data = Native.matrix(rows.table(), 0, rows.to());
          try {
            data.setLabel(rows.labels());
            Map<String, Object> parameters = parameters(settings);
            Booster booster;
            if (checkpoint.isPresent()) {
              booster = Native.load(checkpoint.get().booster());
              booster.setParams(parameters);
            } else {
              booster = XGBoost.train(data, parameters, 0, new TreeMap<>(), null, null);
            }
            return new BoostedTraining(
                rows,
                settings,
                data,
                booster,
                checkpoint.map(c -> c.manifest().rounds()).orElse(0));
          } catch (XGBoostError | RuntimeException e) {
            data.dispose();
            throw e;
          }
        });
  }

  private static Map<String, Object> parameters(BoostSettings settings) {
    Map<String, Object> parameters = new TreeMap<>();
    parameters.put("objective", "binary:logistic");
    parameters.put("base_score", 0.5);
    parameters.put("tree_method", "hist");
    parameters.put("max_depth", settings.depth());
    parameters.put("eta", settings.rate());
    parameters.put("nthread", 1);
    parameters.put("verbosity", 0);
    return parameters;
  }

  /** Rounds that are done. */
  public int round() {
    return round;
  }

  public boolean finished() {
    return round >= settings.rounds();
  }

  /**
   * Trains one more round.
   *
   * @throws IllegalStateException where all are done
   */
  public void advance() {
    if (finished()) {
      throw new IllegalStateException("all " + settings.rounds() + " rounds are done");
    }
    Native.run(
        () -> {
          float[][] margins = booster.predict(data, true);
          float[] gradients = new float[margins.length];
          float[] curvatures = new float[margins.length];
          SplittableRandom chance = chance();
          for (int row = 0; row < margins.length; row++) {
            if (chance.nextDouble() < SUBSAMPLE) {
              double p = 1 / (1 + StrictMath.exp(-margins[row][0]));
              gradients[row] = (float) (p - rows.table().label(row));
              curvatures[row] = (float) Math.max(p * (1 - p), LEAST_CURVATURE);
            }
          }
          booster.boost(data, round, gradients, curvatures);
        });
    round++;
  }

  private SplittableRandom chance() {
    return new SplittableRandom(
        new SplittableRandom(settings.seed()).nextLong() ^ new SplittableRandom(round).nextLong());
  }

  /** The mean logarithmic loss on the rows that it learns from, in nats. */
  public double logloss() {
    return Scores.logloss(
        Native.call(() -> Native.probabilities(booster.predict(data))), rows.classes());
  }

  /**
   * Writes the state, a checkpoint or, when finished, the model: whole or not at all.
   *
   * @return the file's sha256, in hex
   */
  public String save(Path file) {
    byte[] bytes = Native.call(() -> booster.toByteArray("json"));
    return new ModelFile(ModelManifest.of(rows, settings, round, bytes), bytes).write(file);
  }

  /** The probability that the price rises, for rows {@code from} to {@code to} (exclusive). */
  public double[] probabilities(int from, int to) {
    return Native.predict(booster, rows.table(), from, to);
  }

  @Override
  public void close() {
    booster.dispose();
    data.dispose();
  }
}
