package io.planwright.models;

import io.planwright.quant.features.FeatureTable;
import java.nio.file.Path;
import ml.dmlc.xgboost4j.java.Booster;

/** Trained trees that foretell whether a price rises. Not for several threads at once. */
public final class BoostedModel implements AutoCloseable {
  private final ModelManifest manifest;
  private final Booster booster;

  private BoostedModel(ModelManifest manifest, Booster booster) {
    this.manifest = manifest;
    this.booster = booster;
  }

  /**
   * @throws InvalidFile where the file is larger than a model may be, damaged or no model
   * @throws java.io.UncheckedIOException where it cannot be read
   */
  public static BoostedModel load(Path file) {
    ModelFile model = ModelFile.read(file);
    return new BoostedModel(model.manifest(), Native.call(() -> Native.load(model.booster())));
  }

  public ModelManifest manifest() {
    return manifest;
  }

  /**
   * The probability that the price rises over the horizon, for rows {@code from} (inclusive) to
   * {@code to} (exclusive).
   *
   * @throws IllegalArgumentException where the table's features or horizon are not the model's
   */
  public double[] probabilities(FeatureTable table, int from, int to) {
    if (!table.names().equals(manifest.features())
        || table.future().horizon() != manifest.horizon()) {
      throw new IllegalArgumentException(
          "expected the model's features %s and horizon %d, was %s and %d"
              .formatted(
                  manifest.features(),
                  manifest.horizon(),
                  table.names(),
                  table.future().horizon()));
    }
    return Native.predict(booster, table, from, to);
  }

  @Override
  public void close() {
    booster.dispose();
  }
}
