package io.planwright.plan.criteria;

import io.planwright.plan.Criterion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one task measured, and what it must meet.
 *
 * @param metrics by name
 */
public record Measured(String task, List<Criterion> criteria, SortedMap<String, Double> metrics) {
  public Measured {
    criteria = List.copyOf(criteria);
    metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
  }

  /**
   * First the shared criteria, held against what all tasks measured: where several measured the
   * same, and not all meet it, that is for people to judge. Then those of each task, held against
   * what it measured itself, or else against what any did.
   */
  public static List<Judgement> judge(List<Criterion> shared, List<Measured> tasks) {
    SortedMap<String, Double> all = new TreeMap<>();
    tasks.forEach(task -> all.putAll(task.metrics()));
    List<Judgement> judgements = new ArrayList<>();
    shared.forEach(criterion -> judgements.add(shared(criterion, all, tasks)));
    for (Measured task : tasks) {
      for (Criterion criterion : task.criteria()) {
        Judgement own = Judgement.of(criterion, task.metrics());
        judgements.add(own.metric().isPresent() ? own : shared(criterion, all, tasks));
      }
    }
    return judgements;
  }

  private static Judgement shared(
      Criterion criterion, Map<String, Double> all, List<Measured> tasks) {
    Judgement found = Judgement.of(criterion, all);
    if (found.metric().isEmpty()) {
      return found;
    }
    String metric = found.metric().get();
    boolean agree =
        tasks.stream()
            .filter(task -> task.metrics().containsKey(metric))
            .map(task -> Judgement.of(criterion, task.metrics().subMap(metric, metric + "\0")))
            .allMatch(each -> each.verdict() == found.verdict());
    return agree
        ? found
        : new Judgement(
            found.criterion(),
            Judgement.Verdict.UNSURE,
            found.metric(),
            found.value(),
            found.confidence());
  }
}
