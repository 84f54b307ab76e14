package io.planwright.quant.anomaly;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.planwright.quant.Require;
import io.planwright.quant.method.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The methods of this package by name. */
public final class AnomalyMethods {
  private AnomalyMethods() {}

  public static List<Method<?>> all() {
    return List.of(
        new Method<>(
            "isolation-depth",
            List.of("iforest_c_exactH", "iforest_c_sklearn"),
            "The mean depth, in cuts, of a search without a find in a random tree of so many points"
                + " (exact; scikit-learn's is ASYMPTOTIC).",
            Points.class,
            q -> q.harmonic.orElse(IsolationDepth.EXACT).average(q.points)),
        new Method<>(
            "cut-forest",
            List.of(),
            "Scores and p-values of a stream's points, each before it is learnt (50 trees of 256"
                + " points, p by rank among 1000 scores, seed 1; the first 64 points have score 0).",
            Stream.class,
            q -> {
              Require.atLeast("points", q.points.length, 1);
              CutForest forest =
                  new CutForest(
                      q.points[0].length,
                      q.trees.orElse(50),
                      q.sample.orElse(256),
                      q.window.orElse(1000),
                      q.seed.orElse(1L));
              List<CutForest.Scored> scored = new ArrayList<>();
              for (double[] point : q.points) {
                scored.add(forest.next(point));
              }
              return scored;
            }),
        new Method<>(
            "ranked-scores",
            List.of(),
            "P-values of a stream of scores by rank among those before (the last 1000).",
            Scores.class,
            q -> {
              Require.finite("scores", q.scores, 1);
              RankedScores ranks = new RankedScores(q.window.orElse(1000));
              double[] p = new double[q.scores.length];
              for (int i = 0; i < p.length; i++) {
                p[i] = ranks.next(q.scores[i]);
              }
              return p;
            }));
  }

  record Points(
      int points, @JsonProperty(defaultValue = "EXACT") Optional<IsolationDepth> harmonic) {}

  record Stream(
      double[][] points,
      @JsonProperty(defaultValue = "50") Optional<Integer> trees,
      @JsonProperty(defaultValue = "256") Optional<Integer> sample,
      @JsonProperty(defaultValue = "1000") Optional<Integer> window,
      @JsonProperty(defaultValue = "1") Optional<Long> seed) {}

  record Scores(double[] scores, @JsonProperty(defaultValue = "1000") Optional<Integer> window) {}
}
