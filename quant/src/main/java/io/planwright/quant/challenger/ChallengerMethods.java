package io.planwright.quant.challenger;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.planwright.quant.challenger.SuperiorAbility.Scale;
import io.planwright.quant.experiment.PairedTest;
import io.planwright.quant.method.Method;
import io.planwright.quant.resample.StationaryBootstrap;
import java.util.List;
import java.util.Optional;

/** The methods of this package by name. */
public final class ChallengerMethods {
  private static final double ALPHA = 0.05;

  private ChallengerMethods() {}

  public static List<Method<?>> all() {
    return List.of(
        new Method<>(
            "mean-difference-bootstrap",
            List.of(),
            "Whether two series on the same bars differ in their mean, in their unit, by a"
                + " stationary block bootstrap (the block length that suits, 10,000 draws, alpha"
                + " 0.05, seed 1).",
            Stationary.class,
            q -> {
              double[] differences = MeanDifference.differences(q.control, q.challenger);
              return MeanDifference.bootstrap(
                  differences,
                  q.blockLength.orElseGet(() -> StationaryBootstrap.blockLength(differences)),
                  q.draws.orElse(10_000),
                  q.alpha.orElse(ALPHA),
                  q.seed.orElse(1L));
            }),
        new Method<>(
            "sharpe-difference-memmel",
            List.of(),
            "Whether two Sharpe ratios per bar differ, for normal returns without memory (alpha"
                + " 0.05).",
            Pair.class,
            q -> SharpeDifference.memmel(q.control, q.challenger, q.alpha.orElse(ALPHA))),
        new Method<>(
            "sharpe-difference",
            List.of(),
            "Whether two Sharpe ratios per bar differ, for fat tails and memory (alpha 0.05, the"
                + " automatic lag).",
            Lagged.class,
            q ->
                SharpeDifference.robust(
                    q.control,
                    q.challenger,
                    q.lag.orElseGet(() -> PairedTest.automaticLag(Math.max(1, q.control.length))),
                    q.alpha.orElse(ALPHA))),
        new Method<>(
            "sharpe-difference-bootstrap",
            List.of(),
            "Whether two Sharpe ratios per bar differ, by a studentized block bootstrap (alpha"
                + " 0.05, blocks of 5 bars, 5000 draws, seed 1).",
            Blocks.class,
            q ->
                SharpeDifference.bootstrap(
                    q.control,
                    q.challenger,
                    q.block.orElse(5),
                    q.draws.orElse(5000),
                    q.alpha.orElse(ALPHA),
                    q.seed.orElse(1L))),
        new Method<>(
            "superior-ability",
            List.of(),
            "Whether the best of many challengers is better than a benchmark, p-values, and which"
                + " are (studentized, blocks of 10 bars, 1000 draws, alpha 0.05, seed 1).",
            Many.class,
            q ->
                SuperiorAbility.of(
                    q.benchmark,
                    q.challengers,
                    q.scale.orElse(Scale.STUDENTIZED),
                    q.blockLength.orElse(10.0),
                    q.draws.orElse(1000),
                    q.alpha.orElse(ALPHA),
                    q.seed.orElse(1L))),
        new Method<>(
            "model-confidence-set",
            List.of(),
            "The strategies among which the best one is, by returns of the same bars (blocks of 10"
                + " bars, 1000 draws, alpha 0.05, seed 1).",
            All.class,
            q ->
                ModelConfidenceSet.of(
                    q.returns,
                    q.blockLength.orElse(10.0),
                    q.draws.orElse(1000),
                    q.alpha.orElse(ALPHA),
                    q.seed.orElse(1L))));
  }

  record Stationary(
      double[] control,
      double[] challenger,
      @JsonProperty(defaultValue = "by the series") Optional<Double> blockLength,
      @JsonProperty(defaultValue = "10000") Optional<Integer> draws,
      @JsonProperty(defaultValue = "0.05") Optional<Double> alpha,
      @JsonProperty(defaultValue = "1") Optional<Long> seed) {}

  record Pair(
      double[] control,
      double[] challenger,
      @JsonProperty(defaultValue = "0.05") Optional<Double> alpha) {}

  record Lagged(
      double[] control,
      double[] challenger,
      @JsonProperty(defaultValue = "by the rows") Optional<Integer> lag,
      @JsonProperty(defaultValue = "0.05") Optional<Double> alpha) {}

  record Blocks(
      double[] control,
      double[] challenger,
      @JsonProperty(defaultValue = "5") Optional<Integer> block,
      @JsonProperty(defaultValue = "5000") Optional<Integer> draws,
      @JsonProperty(defaultValue = "0.05") Optional<Double> alpha,
      @JsonProperty(defaultValue = "1") Optional<Long> seed) {}

  record Many(
      double[] benchmark,
      double[][] challengers,
      @JsonProperty(defaultValue = "STUDENTIZED") Optional<Scale> scale,
      @JsonProperty(defaultValue = "10.0") Optional<Double> blockLength,
      @JsonProperty(defaultValue = "1000") Optional<Integer> draws,
      @JsonProperty(defaultValue = "0.05") Optional<Double> alpha,
      @JsonProperty(defaultValue = "1") Optional<Long> seed) {}

  record All(
      double[][] returns,
      @JsonProperty(defaultValue = "10.0") Optional<Double> blockLength,
      @JsonProperty(defaultValue = "1000") Optional<Integer> draws,
      @JsonProperty(defaultValue = "0.05") Optional<Double> alpha,
      @JsonProperty(defaultValue = "1") Optional<Long> seed) {}
}
