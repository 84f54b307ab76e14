package io.planwright.models;

import java.time.Instant;
import java.util.List;

/**
 * What is known of a model or a checkpoint without loading it.
 *
 * @param format of the file, {@link #FORMAT}
 * @param family of the model, {@link #BOOSTED_TREES}
 * @param features names of the columns, in order
 * @param horizon bars ahead that it foretells
 * @param rounds trees that it has; fewer than its settings ask for in a checkpoint
 * @param featureSet sha256 of the feature set that it learnt from
 * @param trainRows rows that it learnt from
 * @param trainFrom time of the first of them
 * @param trainUntil time of the last of them
 * @param boosterBytes length of what follows the manifest
 * @param boosterSha256 of what follows the manifest, in hex
 */
public record ModelManifest(
    String format,
    String family,
    List<String> features,
    int horizon,
    BoostSettings settings,
    int rounds,
    String featureSet,
    int trainRows,
    Instant trainFrom,
    Instant trainUntil,
    int boosterBytes,
    String boosterSha256) {
  public static final String FORMAT = "planwright-model/1";
  public static final String BOOSTED_TREES = "xgboost";

  public ModelManifest {
    if (!format.equals(FORMAT) || !family.equals(BOOSTED_TREES)) {
      throw new IllegalArgumentException(
          "expected %s of %s, was %s of %s".formatted(FORMAT, BOOSTED_TREES, format, family));
    }
    features = List.copyOf(features);
    if (features.isEmpty() || horizon < 1 || trainRows < 1 || boosterBytes < 0) {
      throw new IllegalArgumentException(
          "expected features, a horizon and rows, was %s, %d and %d"
              .formatted(features, horizon, trainRows));
    }
    if (rounds < 0 || rounds > settings.rounds()) {
      throw new IllegalArgumentException(
          "rounds must be 0 to %d, was %d".formatted(settings.rounds(), rounds));
    }
    if (trainUntil.isBefore(trainFrom)) {
      throw new IllegalArgumentException(
          "training must not end before it begins, was %s to %s".formatted(trainFrom, trainUntil));
    }
  }

  static ModelManifest of(TrainingRows rows, BoostSettings settings, int rounds, byte[] booster) {
    return new ModelManifest(
        FORMAT,
        BOOSTED_TREES,
        rows.table().names(),
        rows.table().future().horizon(),
        settings,
        rounds,
        rows.featureSet(),
        rows.to(),
        rows.from(),
        rows.until(),
        booster.length,
        Sha256.of(booster));
  }

  /** Whether training with these settings on these rows would come by this state. */
  boolean continues(TrainingRows rows, BoostSettings wanted) {
    return featureSet.equals(rows.featureSet())
        && features.equals(rows.table().names())
        && horizon == rows.table().future().horizon()
        && trainRows == rows.to()
        && trainUntil.equals(rows.until())
        && settings.equals(wanted);
  }
}
