package io.planwright.plan.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.plan.Criterion;
import io.planwright.plan.Source;
import io.planwright.plan.criteria.Judgement.Verdict;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class MeasuredTest {
  private static final Criterion ROWS = CriterionText.of("rows >= 5", new Source(1, 1));

  @Test
  void holdsATaskAgainstWhatItMeasuredItself() {
    assertThat(verdicts(List.of(), task("a", 3, ROWS), task("b", 9)))
        .containsExactly(Verdict.UNMET);
  }

  @Test
  void holdsATaskThatMeasuredNothingAgainstWhatOthersDid() {
    assertThat(verdicts(List.of(), new Measured("a", List.of(ROWS), new TreeMap<>()), task("b", 9)))
        .containsExactly(Verdict.MET);
  }

  @Test
  void leavesToPeopleWhatNotAllThatMeasuredItMeet() {
    assertThat(verdicts(List.of(ROWS), task("a", 9), task("b", 3))).containsExactly(Verdict.UNSURE);
    assertThat(verdicts(List.of(ROWS), task("a", 9), task("b", 7))).containsExactly(Verdict.MET);
  }

  private static Measured task(String key, double rows, Criterion... criteria) {
    TreeMap<String, Double> metrics = new TreeMap<>();
    metrics.put("rows", rows);
    return new Measured(key, List.of(criteria), metrics);
  }

  private static List<Verdict> verdicts(List<Criterion> shared, Measured... tasks) {
    return Measured.judge(shared, List.of(tasks)).stream().map(Judgement::verdict).toList();
  }
}
