package io.planwright.cli.output;

import io.planwright.plan.Binding;
import io.planwright.plan.Catalogue;
import io.planwright.plan.Criterion;
import io.planwright.plan.Measure;
import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Task;
import io.planwright.plan.criteria.MetricMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a criterion will be judged: by a figure that a task's executor measures, else by a person.
 *
 * @param of key of the phase or task; absent for one of the whole plan
 * @param measuredBy absent where nothing measures it yet
 */
public record Judged(
    Optional<String> of,
    String text,
    Optional<Measure> measure,
    Optional<MeasuredBy> measuredBy,
    int line) {

  /**
   * The metric that answers a criterion.
   *
   * @param proposed whether a person has yet to say yes to the executor
   * @param confidence of the match of their names
   */
  public record MeasuredBy(
      String task, String executor, boolean proposed, String metric, double confidence) {}

  /** Those of the plan, then phase by phase, each followed by those of its tasks. */
  static List<Judged> of(Plan plan, Catalogue catalogue) {
    List<Judged> judged = new ArrayList<>();
    List<Task> all = plan.tasks().toList();
    judge(Optional.empty(), plan.criteria(), all, catalogue, judged);
    for (Phase phase : plan.phases()) {
      judge(Optional.of(phase.key()), phase.criteria(), phase.tasks(), catalogue, judged);
      for (Task task : phase.tasks()) {
        judge(Optional.of(task.key()), task.criteria(), List.of(task), catalogue, judged);
      }
    }
    return judged;
  }

  private static void judge(
      Optional<String> of,
      List<Criterion> criteria,
      List<Task> among,
      Catalogue catalogue,
      List<Judged> into) {
    for (Criterion criterion : criteria) {
      into.add(
          new Judged(
              of,
              criterion.text(),
              criterion.measure(),
              criterion.measure().flatMap(measure -> best(measure, among, catalogue)),
              criterion.source().line()));
    }
  }

  /** What is bound goes before what is proposed, then the surer match. */
  private static Optional<MeasuredBy> best(Measure measure, List<Task> among, Catalogue catalogue) {
    return among.stream()
        .flatMap(
            task ->
                Stream.concat(
                    match(measure, task, task.binding().executor(), false, catalogue),
                    task.binding().proposal().map(Binding.Proposal::executor).stream()
                        .flatMap(executor -> match(measure, task, executor, true, catalogue))))
        .reduce((one, other) -> better(other, one) ? other : one);
  }

  private static boolean better(MeasuredBy one, MeasuredBy other) {
    return one.proposed() == other.proposed()
        ? one.confidence() > other.confidence()
        : other.proposed();
  }

  private static Stream<MeasuredBy> match(
      Measure measure, Task task, String executor, boolean proposed, Catalogue catalogue) {
    return catalogue.find(executor).stream()
        .flatMap(known -> MetricMatch.of(measure, known.measures()).stream())
        .map(
            match ->
                new MeasuredBy(task.key(), executor, proposed, match.name(), match.confidence()));
  }
}
