package io.planwright.quant.goal;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.planwright.quant.goal.GoalSimulation.Milestone;
import io.planwright.quant.method.Method;
import java.util.List;
import java.util.Optional;

/** This package's methods by their names. */
public final class GoalMethods {
  private static final int PATHS = 10_000;

  private GoalMethods() {}

  record SimulationRequest(
      Goal goal,
      @JsonProperty(defaultValue = "none") Optional<List<Milestone>> milestones,
      @JsonProperty(defaultValue = "10000") Optional<Integer> paths,
      @JsonProperty(defaultValue = "1") Optional<Long> seed) {}

  record AlternativesRequest(
      Goal goal,
      double wanted,
      @JsonProperty(defaultValue = "10000") Optional<Integer> paths,
      @JsonProperty(defaultValue = "1") Optional<Long> seed) {}

  record FutureValueRequest(double payment, double annualRate, int months) {}

  record PaymentForRequest(double amount, double annualRate, int months) {}

  public static List<Method<?>> all() {
    return List.of(
        new Method<>(
            "goal-success",
            List.of("goal_lognormal_100k_to_200k_mu7_s15_10y"),
            "The chance, 0 to 1, that wealth which grows lognormally has the target at the end,"
                + " without contributions.",
            Goal.class,
            Goal::success),
        new Method<>(
            "goal-simulation",
            List.of(),
            "The chance, 0 to 1, of reaching a goal with monthly contributions, its standard error,"
                + " and how milestones go.",
            SimulationRequest.class,
            request ->
                GoalSimulation.of(
                    request.goal(),
                    request.milestones().orElse(List.of()),
                    request.paths().orElse(PATHS),
                    request.seed().orElse(1L))),
        new Method<>(
            "goal-alternatives",
            List.of(),
            "What wealth, contribution, target or time would each alone give a goal the wanted"
                + " chance, 0 to 1.",
            AlternativesRequest.class,
            request ->
                Alternatives.of(
                    request.goal(),
                    request.wanted(),
                    request.paths().orElse(PATHS),
                    request.seed().orElse(1L))),
        new Method<>(
            "annuity-value",
            List.of("annuity_fv_500_6pct_30y"),
            "What equal payments at the end of each month have grown to, in units of the currency.",
            FutureValueRequest.class,
            request ->
                Annuity.futureValue(request.payment(), request.annualRate(), request.months())),
        new Method<>(
            "annuity-payment",
            List.of(),
            "What to pay at the end of each month to have an amount, in units of the currency.",
            PaymentForRequest.class,
            request ->
                Annuity.paymentFor(request.amount(), request.annualRate(), request.months())));
  }
}
