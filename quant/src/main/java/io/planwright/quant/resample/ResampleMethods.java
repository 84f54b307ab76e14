package io.planwright.quant.resample;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.planwright.quant.method.Method;
import java.util.List;
import java.util.Optional;

/** The methods of this package by name. */
public final class ResampleMethods {
  private ResampleMethods() {}

  public static List<Method<?>> all() {
    return List.of(
        new Method<>(
            "bca-bootstrap",
            List.of("efron_lawschool"),
            "A statistic of columns of data with its error and BCa interval, in its unit (alpha"
                + " 0.05, 10,000 draws, seed 1).",
            Drawn.class,
            q ->
                Bootstrap.bca(
                    q.columns,
                    q.statistic,
                    q.alpha.orElse(0.05),
                    q.draws.orElse(10_000),
                    q.seed.orElse(1L))),
        new Method<>(
            "block-length",
            List.of(),
            "The mean block length, in rows, that suits the stationary bootstrap of a series.",
            Series.class,
            q -> StationaryBootstrap.blockLength(q.series)));
  }

  record Drawn(
      double[][] columns,
      Statistic.Named statistic,
      @JsonProperty(defaultValue = "0.05") Optional<Double> alpha,
      @JsonProperty(defaultValue = "10000") Optional<Integer> draws,
      @JsonProperty(defaultValue = "1") Optional<Long> seed) {}

  record Series(double[] series) {}
}
