package io.planwright.plan.format;

import io.planwright.plan.Catalogue;
import io.planwright.plan.Compiled;
import io.planwright.plan.Plan;
import java.util.List;

/** Plans as the JSON of their records, which the export and the API write. */
public final class PlanJson {
  private PlanJson() {}

  /**
   * @param catalogue the executors that bindings may name, and their defaults
   */
  public static Compiled read(String text, Catalogue catalogue) {
    Findings findings = new Findings();
    Plan plan =
        JsonTree.read(text, findings)
            .map(tree -> PlanReading.read(tree, catalogue, findings))
            .orElseGet(() -> Plan.of("", List.of()));
    return new Compiled(plan, findings.inOrder());
  }
}
