package io.planwright.quant.debt;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.planwright.quant.debt.Refinance.Loan;
import io.planwright.quant.debt.Refinance.Offer;
import io.planwright.quant.method.Method;
import java.util.List;
import java.util.Optional;

/** This package's methods by their names. */
public final class DebtMethods {
  private DebtMethods() {}

  record DebtPlanRequest(List<Debt> debts, double extra) {}

  record AmortisationRequest(
      double principal,
      double annualRate,
      int months,
      @JsonProperty(defaultValue = "0") Optional<Double> extra) {}

  record PaymentRequest(double principal, double annualRate, int months) {}

  record PaymentsLeftRequest(double principal, double annualRate, double payment) {}

  record RefinanceRequest(
      Loan loan,
      Offer offer,
      @JsonProperty(defaultValue = "the months of the loan") Optional<Integer> horizon,
      @JsonProperty(defaultValue = "0") Optional<Double> discountRate) {}

  public static List<Method<?>> all() {
    return List.of(
        new Method<>(
            "debt-plan",
            List.of("debt_fixture", "debt_promo"),
            "Months, interest and fees, in units of the currency, of paying debts off by avalanche,"
                + " by snowball and by the cheapest plan that linear programmes find, with its"
                + " payments by debt and month.",
            DebtPlanRequest.class,
            request -> DebtPlans.of(request.debts(), request.extra())),
        new Method<>(
            "debt-orders",
            List.of("debt_all_orders"),
            "Months, interest and fees of each fixed order of the debts, the cheapest first.",
            DebtPlanRequest.class,
            request -> DebtPlans.allOrders(request.debts(), request.extra())),
        new Method<>(
            "loan-payment",
            List.of("amort_200k_6pct_30y"),
            "What is to be paid at the end of each month, in units of the currency.",
            PaymentRequest.class,
            request ->
                Amortisation.payment(request.principal(), request.annualRate(), request.months())),
        new Method<>(
            "loan-months",
            List.of(),
            "How many monthly payments of a size a loan takes.",
            PaymentsLeftRequest.class,
            request ->
                Amortisation.months(request.principal(), request.annualRate(), request.payment())),
        new Method<>(
            "amortisation",
            List.of(),
            "Interest, principal and balance of a loan, in units of the currency, by month.",
            AmortisationRequest.class,
            request ->
                Amortisation.of(
                    request.principal(),
                    request.annualRate(),
                    request.months(),
                    request.extra().orElse(0.0))),
        new Method<>(
            "refinance",
            List.of(),
            "Whether another loan is cheaper up to the horizon, by how much, in units of the"
                + " currency, and from which month on.",
            RefinanceRequest.class,
            request ->
                Refinance.of(
                    request.loan(),
                    request.offer(),
                    request.horizon().orElse(request.loan().months()),
                    request.discountRate().orElse(0.0))));
  }
}
