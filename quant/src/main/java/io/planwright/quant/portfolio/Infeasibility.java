package io.planwright.quant.portfolio;

import static io.planwright.quant.InvalidData.Code.INFEASIBLE;

import io.planwright.quant.InvalidData;
import java.util.ArrayList;
import java.util.List;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/**
 * Names the demand that can't be met: the bounds are kept, every row may be broken at a price, and
 * what the cheapest answer breaks is what is asked too much.
 */
final class Infeasibility {
  private static final double BROKEN = 1e-7;

  private Infeasibility() {}

  /**
   * @throws InvalidData where no weights fulfil all demands
   */
  static void refuse(Feasible feasible) {
    int n = feasible.assets();
    ExpressionsBasedModel model = new ExpressionsBasedModel();
    List<Variable> weights = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      Variable weight = model.newVariable("w" + i);
      if (feasible.low()[i] > Double.NEGATIVE_INFINITY) {
        weight.lower(feasible.low()[i]);
      }
      if (feasible.high()[i] < Double.POSITIVE_INFINITY) {
        weight.upper(feasible.high()[i]);
      }
      weights.add(weight);
    }
    List<Broken> all = new ArrayList<>();
    for (Row row : feasible.rows()) {
      all.add(elastic(model, weights, row));
    }
    if (feasible.turnover() < Double.POSITIVE_INFINITY) {
      all.add(elasticTurnover(model, weights, feasible));
    }
    Optimisation.Result result = model.minimise();
    if (!result.getState().isFeasible()) {
      return;
    }
    for (Broken broken : all) {
      broken.refuse();
    }
  }

  private record Broken(Row row, Variable tooLow, Variable tooHigh) {
    private void refuse() {
      double by = amount(tooLow) - amount(tooHigh);
      if (Math.abs(by) > BROKEN) {
        String came = "%s by at least %s".formatted(by > 0 ? "less" : "more", Math.abs(by));
        String expected = row.demand() + " together with the other constraints";
        throw row.number() < 0
            ? InvalidData.of(INFEASIBLE, row.argument(), expected, came)
            : InvalidData.at(INFEASIBLE, row.argument(), row.number(), expected, came);
      }
    }

    private static double amount(Variable variable) {
      return variable.getValue() == null ? 0 : variable.getValue().doubleValue();
    }
  }

  private static Broken elastic(ExpressionsBasedModel model, List<Variable> weights, Row row) {
    // The budget is the last that one would give up.
    double price = row.argument().equals("weights") ? 1e3 : 1;
    Variable tooLow = model.newVariable("less " + row.demand()).lower(0).weight(price);
    Variable tooHigh = model.newVariable("more " + row.demand()).lower(0).weight(price);
    Expression sum = model.newExpression(row.argument() + row.number());
    for (int i = 0; i < weights.size(); i++) {
      if (row.coefficients()[i] != 0) {
        sum.set(weights.get(i), row.coefficients()[i]);
      }
    }
    sum.set(tooLow, 1).set(tooHigh, -1);
    if (row.low() > Double.NEGATIVE_INFINITY) {
      sum.lower(row.low());
    }
    if (row.high() < Double.POSITIVE_INFINITY) {
      sum.upper(row.high());
    }
    return new Broken(row, tooLow, tooHigh);
  }

  private static Broken elasticTurnover(
      ExpressionsBasedModel model, List<Variable> weights, Feasible feasible) {
    Expression turnover = model.newExpression("turnover");
    for (int i = 0; i < weights.size(); i++) {
      Variable bought = model.newVariable("bought" + i).lower(0);
      Variable sold = model.newVariable("sold" + i).lower(0);
      model
          .newExpression("move" + i)
          .set(weights.get(i), 1)
          .set(bought, -1)
          .set(sold, 1)
          .level(feasible.current()[i]);
      turnover.set(bought, 1).set(sold, 1);
    }
    Variable tooHigh = model.newVariable("more turnover").lower(0).weight(1);
    Variable none = model.newVariable("less turnover").level(0);
    turnover.set(tooHigh, -1).upper(feasible.turnover());
    Row row =
        new Row(
            "turnover",
            -1,
            "at most " + feasible.turnover(),
            new double[0],
            0,
            feasible.turnover());
    return new Broken(row, none, tooHigh);
  }
}
