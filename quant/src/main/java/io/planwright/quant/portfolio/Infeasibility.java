package io.planwright.quant.portfolio;

import static io.planwright.quant.InvalidData.Code.INFEASIBLE;

import io.planwright.quant.InvalidData;
import java.util.ArrayList;
import java.util.List;
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
    LinearModel linear = new LinearModel(feasible);
    List<Broken> all = new ArrayList<>();
    for (Row row : feasible.rows()) {
      // The budget is the last that one would give up.
      Broken broken = Broken.at(linear, row, row.argument().equals("weights") ? 1e3 : 1);
      linear.add(row).set(broken.tooLow(), 1).set(broken.tooHigh(), -1);
      all.add(broken);
    }
    if (feasible.turnover() < Double.POSITIVE_INFINITY) {
      String demand = "at most " + feasible.turnover();
      Row row = new Row("turnover", -1, demand, new double[0], 0, feasible.turnover());
      Broken broken = Broken.at(linear, row, 1);
      linear.addTurnover(feasible).set(broken.tooHigh(), -1);
      all.add(broken);
    }
    if (linear.model().minimise().getState().isFeasible()) {
      all.forEach(Broken::refuse);
    }
  }

  private record Broken(Row row, Variable tooLow, Variable tooHigh) {
    private static Broken at(LinearModel linear, Row row, double price) {
      return new Broken(
          row,
          linear.model().newVariable("less " + row.demand()).lower(0).weight(price),
          linear.model().newVariable("more " + row.demand()).lower(0).weight(price));
    }

    private void refuse() {
      double by = tooLow.getValue().doubleValue() - tooHigh.getValue().doubleValue();
      if (Math.abs(by) > BROKEN) {
        String came = "%s by at least %s".formatted(by > 0 ? "less" : "more", Math.abs(by));
        String expected = row.demand() + " together with the other constraints";
        throw row.number() < 0
            ? InvalidData.of(INFEASIBLE, row.argument(), expected, came)
            : InvalidData.at(INFEASIBLE, row.argument(), row.number(), expected, came);
      }
    }
  }
}
