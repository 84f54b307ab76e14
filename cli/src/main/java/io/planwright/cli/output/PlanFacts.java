package io.planwright.cli.output;

import io.planwright.plan.Catalogue;
import io.planwright.plan.Compiled;
import io.planwright.plan.Diagnostic;
import io.planwright.plan.Plan;
import io.planwright.plan.Progress;
import io.planwright.plan.Task;
import io.planwright.plan.lint.Lint;
import io.planwright.plan.schedule.Assumptions;
import io.planwright.plan.schedule.Schedule;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What there is to know of a plan document.
 *
 * @param findings of the compiler and of lint, in the document's order
 */
public record PlanFacts(
    String file,
    Plan plan,
    Waves graph,
    List<Judged> criteria,
    Schedule schedule,
    List<Diagnostic> findings) {

  /** How many there are of what. */
  public record Counts(
      int phases,
      long tasks,
      Map<Progress, Long> states,
      long subtasks,
      long criteria,
      long measurable,
      long measured,
      long bound,
      long proposed) {}

  public static PlanFacts of(
      String file, Compiled compiled, Catalogue catalogue, Assumptions assumptions) {
    return new PlanFacts(
        file,
        compiled.plan(),
        Waves.of(compiled.plan()),
        Judged.of(compiled.plan(), catalogue),
        Schedule.of(compiled.plan(), assumptions),
        Stream.concat(compiled.diagnostics().stream(), new Lint(catalogue).of(compiled).stream())
            .sorted(Comparator.comparingInt(Diagnostic::line).thenComparingInt(Diagnostic::column))
            .toList());
  }

  public Counts counts() {
    Map<Progress, Long> states = new EnumMap<>(Progress.class);
    plan.tasks().forEach(task -> states.merge(task.state(), 1L, Long::sum));
    return new Counts(
        plan.phases().size(),
        plan.tasks().count(),
        states,
        plan.tasks().mapToLong(task -> task.subtasks().size()).sum(),
        criteria.size(),
        criteria.stream().filter(each -> each.measure().isPresent()).count(),
        criteria.stream().filter(each -> each.measuredBy().isPresent()).count(),
        plan.tasks().filter(PlanFacts::isBound).count(),
        plan.tasks().filter(task -> task.binding().proposal().isPresent()).count());
  }

  private static boolean isBound(Task task) {
    return switch (task.binding().origin()) {
      case ANNOTATED, RULE, ROUTED, ASSISTED -> true;
      case MANUAL -> false;
    };
  }

  /** As JSON shows it. */
  public Map<String, Object> members(Set<PlanSection> sections) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("file", file);
    members.put("title", plan.title());
    members.put("hash", plan.hash());
    members.put("counts", counts());
    for (PlanSection section : sections) {
      members.put(
          section.name(),
          switch (section) {
            case phases -> plan.phases();
            case graph -> graph;
            case criteria -> criteria;
            case risks -> plan.risks();
            case rollbacks -> plan.rollbacks();
            case settings -> plan.settings();
            case notes -> plan.notes();
            case schedule -> schedule;
            case findings -> findings;
          });
    }
    return members;
  }
}
