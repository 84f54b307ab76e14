package io.planwright.plan.format;

import io.planwright.plan.Catalogue;
import io.planwright.plan.Compiled;
import io.planwright.plan.Plan;
import java.util.List;

/** Plans as YAML that people read and write; {@code plan.schema.json} describes it. */
public final class NativeYaml {
  private NativeYaml() {}

  public static String write(Plan plan) {
    return YamlText.of(PlanShape.of(plan));
  }

  /**
   * @param catalogue the executors that bindings may name, and their defaults
   */
  public static Compiled read(String text, Catalogue catalogue) {
    Findings findings = new Findings();
    Plan plan =
        YamlTree.read(text, findings)
            .map(tree -> PlanReading.read(tree, catalogue, findings))
            .orElseGet(() -> Plan.of("", List.of()));
    return new Compiled(plan, findings.inOrder());
  }
}
