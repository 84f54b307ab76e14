package io.planwright.quant.catalogue;

import io.planwright.quant.anomaly.AnomalyMethods;
import io.planwright.quant.backtest.BacktestMethods;
import io.planwright.quant.budget.BudgetMethods;
import io.planwright.quant.calendar.CalendarMethods;
import io.planwright.quant.challenger.ChallengerMethods;
import io.planwright.quant.conformal.ConformalMethods;
import io.planwright.quant.covariance.CovarianceMethods;
import io.planwright.quant.credit.CreditMethods;
import io.planwright.quant.debt.DebtMethods;
import io.planwright.quant.drift.DriftMethods;
import io.planwright.quant.experiment.ExperimentMethods;
import io.planwright.quant.goal.GoalMethods;
import io.planwright.quant.method.Method;
import io.planwright.quant.multiple.MultipleMethods;
import io.planwright.quant.overfit.OverfitMethods;
import io.planwright.quant.performance.PerformanceMethods;
import io.planwright.quant.portfolio.PortfolioMethods;
import io.planwright.quant.regime.RegimeMethods;
import io.planwright.quant.resample.ResampleMethods;
import io.planwright.quant.risk.RiskMethods;
import io.planwright.quant.sequential.SequentialMethods;
import io.planwright.quant.sizing.SizingMethods;
import io.planwright.quant.spending.SpendingMethods;
import io.planwright.quant.tax.TaxMethods;
import io.planwright.quant.volatility.VolatilityMethods;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All methods of this library by their names. */
public final class Methods {
  private Methods() {}

  /** By name. */
  public static List<Method<?>> all() {
    List<Method<?>> all = new ArrayList<>();
    all.addAll(AnomalyMethods.all());
    all.addAll(BacktestMethods.all());
    all.addAll(BudgetMethods.all());
    all.addAll(CalendarMethods.all());
    all.addAll(ChallengerMethods.all());
    all.addAll(ConformalMethods.all());
    all.addAll(CovarianceMethods.all());
    all.addAll(CreditMethods.all());
    all.addAll(DebtMethods.all());
    all.addAll(DriftMethods.all());
    all.addAll(ExperimentMethods.all());
    all.addAll(GoalMethods.all());
    all.addAll(MultipleMethods.all());
    all.addAll(OverfitMethods.all());
    all.addAll(PerformanceMethods.all());
    all.addAll(PortfolioMethods.all());
    all.addAll(RegimeMethods.all());
    all.addAll(ResampleMethods.all());
    all.addAll(RiskMethods.all());
    all.addAll(SequentialMethods.all());
    all.addAll(SizingMethods.all());
    all.addAll(SpendingMethods.all());
    all.addAll(TaxMethods.all());
    all.addAll(VolatilityMethods.all());
    all.sort(Comparator.comparing(Method::name));
    return all;
  }

  /** The one that has the name or answers to it. */
  public static Optional<Method<?>> named(String name) {
    for (Method<?> method : all()) {
      if (method.name().equals(name) || method.aliases().contains(name)) {
        return Optional.of(method);
      }
    }
    return Optional.empty();
  }
}
