package io.planwright.models;

import io.planwright.quant.features.FeatureTable;
import java.io.IOException;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** The border to XGBoost's native library: its arrays and its checked errors end here. */
final class Native {
  private Native() {}

  interface Call<T> {
    T call() throws XGBoostError;
  }

  interface Action {
    void run() throws XGBoostError;
  }

  static <T> T call(Call<T> call) {
    try {
      return call.call();
    } catch (XGBoostError e) {
      throw new IllegalStateException("XGBoost failed: " + e.getMessage(), e);
    }
  }

  static void run(Action action) {
    try {
      action.run();
    } catch (XGBoostError e) {
      throw new IllegalStateException("XGBoost failed: " + e.getMessage(), e);
    }
  }

  static DMatrix matrix(FeatureTable table, int from, int to) throws XGBoostError {
    return new DMatrix(table.matrix(from, to), to - from, table.columns(), Float.NaN);
  }

  static Booster load(byte[] bytes) throws XGBoostError {
    try {
      Booster booster = XGBoost.loadModel(bytes);
      booster.setParam("nthread", 1);
      return booster;
    } catch (IOException e) {
      throw new XGBoostError("cannot load a model", e);
    }
  }

  static double[] predict(Booster booster, FeatureTable table, int from, int to) {
    if (from == to) {
      return new double[0];
    }
    return call(
        () -> {
          DMatrix rows = matrix(table, from, to);
          try {
            return probabilities(booster.predict(rows));
          } finally {
            rows.dispose();
          }
        });
  }

  static double[] probabilities(float[][] predicted) {
    double[] probabilities = new double[predicted.length];
    for (int row = 0; row < predicted.length; row++) {
      probabilities[row] = predicted[row][0];
    }
    return probabilities;
  }
}
