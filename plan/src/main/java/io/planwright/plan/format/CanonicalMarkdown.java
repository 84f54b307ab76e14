package io.planwright.plan.format;

import io.planwright.plan.Catalogue;
import io.planwright.plan.Compiled;
import io.planwright.plan.Plan;
import java.util.List;

/**
 * Plans as Markdown of one fixed form, which reads as a plan document and loses nothing. Its front
 * matter says {@code planwright: 1}.
 */
public final class CanonicalMarkdown {
  private CanonicalMarkdown() {}

  /** With every default written out, so that it means the same under each catalogue. */
  public static String write(Plan plan) {
    return write(plan, new Catalogue(List.of()));
  }

  /**
   * @param catalogue whose defaults are left out; the same must read it
   */
  public static String write(Plan plan, Catalogue catalogue) {
    return new CanonicalWriting(plan, catalogue).text();
  }

  /**
   * @param catalogue the executors that bindings may name, and their defaults
   */
  public static Compiled read(String text, Catalogue catalogue) {
    Findings findings = new Findings();
    Tree tree = new CanonicalReading(text, findings).read();
    Plan plan = PlanReading.read(tree, catalogue, findings);
    return new Compiled(plan, findings.inOrder());
  }
}
