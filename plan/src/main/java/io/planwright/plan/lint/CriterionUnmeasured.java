package io.planwright.plan.lint;

import io.planwright.plan.Catalogue;
import io.planwright.plan.Criterion;
import io.planwright.plan.Diagnostic.Severity;
import io.planwright.plan.Executor;
import io.planwright.plan.Measure;
import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Task;
import java.util.List;

/** A figure that is asked for, and no step that could tell it: a person has to enter it. */
final class CriterionUnmeasured implements Rule {
  private final Catalogue catalogue;

  CriterionUnmeasured(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public String code() {
    return "criterion-unmeasured";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public String about() {
    return "Each criterion with a figure names a metric that a step measures.";
  }

  @Override
  public void check(Plan plan, Findings findings) {
    boolean anyStep = plan.tasks().anyMatch(this::measures);
    check(plan.criteria(), anyStep, anyStep, findings);
    for (Phase phase : plan.phases()) {
      check(phase.criteria(), phase.tasks().stream().anyMatch(this::measures), anyStep, findings);
      for (Task task : phase.tasks()) {
        if (!Called.closed(task.state())) {
          check(task.criteria(), measures(task), anyStep, findings);
        }
      }
    }
  }

  /** What waits for a person measures nothing by itself. */
  private boolean measures(Task task) {
    return catalogue
        .find(task.binding().executor())
        .map(executor -> executor.form() != Executor.Form.WAIT)
        .orElse(false);
  }

  private void check(
      List<Criterion> criteria, boolean measured, boolean anyStep, Findings findings) {
    for (Criterion criterion : criteria) {
      criterion.measure().ifPresent(m -> check(criterion, m, measured, anyStep, findings));
    }
  }

  private void check(
      Criterion criterion, Measure measure, boolean measured, boolean anyStep, Findings findings) {
    if (measure.metric().isEmpty()) {
      findings.add(
          this,
          criterion.source(),
          "\"" + criterion.text() + "\" states a figure, but not of what",
          "name the metric");
    } else if (!measured) {
      findings.add(
          this,
          // Where nothing is bound at all, it is people who measure.
          anyStep ? severity() : Severity.INFO,
          criterion.source(),
          "no step measures " + measure.metric() + ", a person has to enter it",
          "bind a task to an executor that measures it");
    }
  }
}
