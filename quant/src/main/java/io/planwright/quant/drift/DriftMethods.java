package io.planwright.quant.drift;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.planwright.quant.Require;
import io.planwright.quant.method.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The methods of this package by name. */
public final class DriftMethods {
  private static final int BINS = 10;

  private DriftMethods() {}

  public static List<Method<?>> all() {
    return List.of(
        new Method<>(
            "population-stability",
            List.of("psi_fixture", "psi_fixture_bins"),
            "How far shares moved, by counts of bins or categories; an empty bin counts as 0.0001"
                + " of all.",
            Counts.class,
            q -> PopulationStability.ofCounts(q.expected, q.actual)),
        new Method<>(
            "population-stability-of-values",
            List.of(),
            "How far values moved, in bins of equal shares of the expected ones (10 bins).",
            Values.class,
            q -> PopulationStability.ofValues(q.expected, q.actual, q.bins.orElse(BINS))),
        new Method<>(
            "kolmogorov-smirnov",
            List.of("ks_2samp_exact"),
            "Whether two samples come from one distribution: the largest distance and its p-value.",
            Samples.class,
            q -> KolmogorovSmirnov.of(q.expected, q.actual)),
        new Method<>(
            "category-shift",
            List.of(),
            "Whether two samples fall into categories alike, by chi-square of their counts.",
            Counts.class,
            q -> CategoryShift.of(q.expected, q.actual)),
        new Method<>(
            "adwin",
            List.of("adwin_step_fixture"),
            "The rows, from 0, of a stream at which its mean changed, by an adaptive window (delta"
                + " 0.002).",
            Stream.class,
            q -> {
              Require.atLeast("stream", q.stream.length, 1);
              Adwin adwin = new Adwin(q.delta.orElse(0.002));
              List<Integer> alarms = new ArrayList<>();
              for (int i = 0; i < q.stream.length; i++) {
                if (adwin.update(q.stream[i])) {
                  alarms.add(i);
                }
              }
              return new Alarms(alarms);
            }),
        new Method<>(
            "page-hinkley",
            List.of(),
            "The rows, from 0, of a stream at which its mean changed, by summed deviations (from 30"
                + " rows, 0.005 tolerated, threshold 50, 0.9999 of the sums kept).",
            Summed.class,
            q -> {
              Require.moderate("stream", q.stream, 1);
              PageHinkley sums =
                  new PageHinkley(
                      q.atLeast.orElse(30),
                      q.tolerated.orElse(0.005),
                      q.threshold.orElse(50.0),
                      q.kept.orElse(PageHinkley.RIVER_KEEPS));
              List<Integer> alarms = new ArrayList<>();
              for (int i = 0; i < q.stream.length; i++) {
                if (sums.update(q.stream[i])) {
                  alarms.add(i);
                }
              }
              return new Alarms(alarms);
            }),
        new Method<>(
            "calibration",
            List.of(),
            "How far stated probabilities are from what came true, fractions (10 bins of equal"
                + " width).",
            Stated.class,
            q -> Calibration.of(q.probabilities, q.outcomes, q.bins.orElse(BINS))),
        new Method<>(
            "drift-report",
            List.of(),
            "Which inputs and whether predictions moved in a window, and what alarms make of it (10"
                + " bins; on after 2 windows from 0.25, off after 3 under 0.1).",
            Window.class,
            q ->
                DriftReport.of(
                    q.expected,
                    q.actual,
                    q.expectedPredictions,
                    q.actualPredictions,
                    q.bins.orElse(BINS),
                    q.rule.orElse(Hysteresis.OF_STABILITY_INDEX),
                    q.population.orElse(Hysteresis.State.CALM),
                    q.prediction.orElse(Hysteresis.State.CALM))));
  }

  record Counts(double[] expected, double[] actual) {}

  record Values(
      double[] expected,
      double[] actual,
      @JsonProperty(defaultValue = "10") Optional<Integer> bins) {}

  record Samples(double[] expected, double[] actual) {}

  record Stream(double[] stream, @JsonProperty(defaultValue = "0.002") Optional<Double> delta) {}

  record Summed(
      double[] stream,
      @JsonProperty(defaultValue = "30") Optional<Integer> atLeast,
      @JsonProperty(defaultValue = "0.005") Optional<Double> tolerated,
      @JsonProperty(defaultValue = "50.0") Optional<Double> threshold,
      @JsonProperty(defaultValue = "0.9999") Optional<Double> kept) {}

  record Alarms(List<Integer> rows) {}

  record Stated(
      double[] probabilities,
      int[] outcomes,
      @JsonProperty(defaultValue = "10") Optional<Integer> bins) {}

  record Window(
      double[][] expected,
      double[][] actual,
      double[] expectedPredictions,
      double[] actualPredictions,
      @JsonProperty(defaultValue = "10") Optional<Integer> bins,
      @JsonProperty(defaultValue = "on after 2 from 0.25, off after 3 under 0.1")
          Optional<Hysteresis> rule,
      @JsonProperty(defaultValue = "calm") Optional<Hysteresis.State> population,
      @JsonProperty(defaultValue = "calm") Optional<Hysteresis.State> prediction) {}
}
