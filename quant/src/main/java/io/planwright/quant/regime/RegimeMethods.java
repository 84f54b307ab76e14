package io.planwright.quant.regime;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.planwright.quant.method.Method;
import java.util.List;
import java.util.Optional;

/** The methods of this package by name. */
public final class RegimeMethods {
  private RegimeMethods() {}

  /**
   * @param observations by row of time and column
   * @param states 2 where absent; of a choice the most, 4 where absent
   * @param starts of the search, 10 where absent
   * @param mostIterations of a start, 2000 where absent
   * @param tolerance gain of log-likelihood below which it has settled, 1e-8 where absent
   * @param seed of the chance, 1 where absent
   */
  public record OfHmm(
      double[][] observations,
      @JsonProperty(defaultValue = "2; 4 to choose among") Optional<Integer> states,
      @JsonProperty(defaultValue = "10") Optional<Integer> starts,
      @JsonProperty(defaultValue = "2000") Optional<Integer> mostIterations,
      @JsonProperty(defaultValue = "1e-8") Optional<Double> tolerance,
      @JsonProperty(defaultValue = "1") Optional<Long> seed) {
    HmmFit.Search search() {
      HmmFit.Search usual = HmmFit.Search.DEFAULT;
      return new HmmFit.Search(
          starts.orElse(usual.starts()),
          mostIterations.orElse(usual.mostIterations()),
          tolerance.orElse(usual.tolerance()),
          seed.orElse(usual.seed()));
    }
  }

  /**
   * @param observations by row of time and column
   * @param start probabilities of the states in the first row
   * @param transitions from state (row) to state (column)
   * @param means by state and column
   * @param variances by state and column
   */
  public record OfDecoding(
      double[][] observations,
      List<Double> start,
      List<List<Double>> transitions,
      List<List<Double>> means,
      List<List<Double>> variances) {
    GaussianHmm model() {
      return new GaussianHmm(start, transitions, means, variances);
    }
  }

  /**
   * @param state the likeliest now
   * @param confidence its probability
   * @param probabilities of all states now
   * @param ahead probabilities of all states one row later
   * @param logLikelihood of the rows, in nats
   */
  public record Now(
      int state,
      double confidence,
      List<Double> probabilities,
      List<Double> ahead,
      double logLikelihood) {}

  /**
   * @param y one number a row
   * @param regressors by row and column, none where absent
   * @param states 2 where absent
   * @param order lags of the error, 0 where absent
   * @param switchingVariance true where absent
   * @param switchingCoefficients true where absent
   * @param starts of the search, 10 where absent
   * @param seed of the chance, 1 where absent
   */
  public record OfSwitching(
      double[] y,
      @JsonProperty(defaultValue = "none") Optional<double[][]> regressors,
      @JsonProperty(defaultValue = "2") Optional<Integer> states,
      @JsonProperty(defaultValue = "0") Optional<Integer> order,
      @JsonProperty(defaultValue = "true") Optional<Boolean> switchingVariance,
      @JsonProperty(defaultValue = "true") Optional<Boolean> switchingCoefficients,
      @JsonProperty(defaultValue = "10") Optional<Integer> starts,
      @JsonProperty(defaultValue = "1") Optional<Long> seed) {}

  public static List<Method<?>> all() {
    return List.of(
        new Method<>(
            "gaussian-hmm",
            List.of("hmm_2state_mle", "y_def"),
            "The hidden Markov model with normal columns that makes the data likeliest, calm state first.",
            OfHmm.class,
            q -> HmmFit.of(q.observations(), q.states().orElse(2), q.search())),
        new Method<>(
            "gaussian-hmm-choice",
            List.of(),
            "Hidden Markov models with 1 to so many states, and the one with the least BIC.",
            OfHmm.class,
            q -> HmmFit.choose(q.observations(), q.states().orElse(4), q.search())),
        new Method<>(
            "gaussian-hmm-decoding",
            List.of(),
            "Log-likelihood, filtered and smoothed probabilities and the likeliest path of states under a given model.",
            OfDecoding.class,
            q -> q.model().decode(q.observations())),
        new Method<>(
            "regime-now",
            List.of(),
            "The state after the last row under a given model, with its probability.",
            OfDecoding.class,
            RegimeMethods::now),
        new Method<>(
            "markov-switching",
            List.of("markov_regression", "hamilton1989"),
            "A regression whose level, coefficients and variance follow a hidden Markov chain, with autoregressive errors.",
            OfSwitching.class,
            RegimeMethods::switching));
  }

  private static Now now(OfDecoding asked) {
    GaussianHmm.Belief belief = asked.model().belief();
    for (double[] row :
        GaussianHmm.requireObservations(asked.observations(), belief.model().columns())) {
      belief = belief.after(row);
    }
    return new Now(
        belief.state(),
        belief.confidence(),
        belief.probabilities(),
        belief.model().ahead(belief.probabilities()),
        belief.logLikelihood());
  }

  private static MarkovSwitching switching(OfSwitching asked) {
    return MarkovSwitching.fit(
        asked.y(),
        asked.regressors().orElse(new double[0][]),
        new MarkovSwitching.Design(
            asked.states().orElse(2),
            asked.order().orElse(0),
            asked.switchingVariance().orElse(true),
            asked.switchingCoefficients().orElse(true),
            asked.starts().orElse(10),
            asked.seed().orElse(1L)));
  }
}
