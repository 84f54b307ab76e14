package io.planwright.quant.portfolio;

import java.util.ArrayList;
import java.util.List;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Variable;

/** What is feasible, as a linear program of weights, purchases and sales. */
final class LinearModel {
  private final ExpressionsBasedModel model = new ExpressionsBasedModel();
  private final List<Variable> weights = new ArrayList<>();

  /** With the bounds of each weight, but no row and no limit of turnover. */
  LinearModel(Feasible feasible) {
    for (int i = 0; i < feasible.assets(); i++) {
      Variable weight = model.newVariable("weight " + i);
      if (feasible.low()[i] > Double.NEGATIVE_INFINITY) {
        weight.lower(feasible.low()[i]);
      }
      if (feasible.high()[i] < Double.POSITIVE_INFINITY) {
        weight.upper(feasible.high()[i]);
      }
      weights.add(weight);
    }
  }

  ExpressionsBasedModel model() {
    return model;
  }

  double[] values() {
    return weights.stream().mapToDouble(w -> w.getValue().doubleValue()).toArray();
  }

  /** The sum that a row is about, within its bounds. */
  Expression add(Row row) {
    Expression sum = sum(row.argument() + row.number(), row.coefficients());
    if (row.low() > Double.NEGATIVE_INFINITY) {
      sum.lower(row.low());
    }
    if (row.high() < Double.POSITIVE_INFINITY) {
      sum.upper(row.high());
    }
    return sum;
  }

  Expression sum(String name, double[] coefficients) {
    Expression sum = model.newExpression(name);
    for (int i = 0; i < coefficients.length; i++) {
      if (coefficients[i] != 0) {
        sum.set(weights.get(i), coefficients[i]);
      }
    }
    return sum;
  }

  /** What is bought and sold together, within its limit. */
  Expression addTurnover(Feasible feasible) {
    Expression turnover = model.newExpression("turnover").upper(feasible.turnover());
    for (int i = 0; i < weights.size(); i++) {
      Variable bought = model.newVariable("bought " + i).lower(0);
      Variable sold = model.newVariable("sold " + i).lower(0);
      model
          .newExpression("move " + i)
          .set(weights.get(i), 1)
          .set(bought, -1)
          .set(sold, 1)
          .level(feasible.current()[i]);
      turnover.set(bought, 1).set(sold, 1);
    }
    return turnover;
  }
}
