package io.planwright.plan.criteria;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.planwright.plan.Measure;
import io.planwright.plan.Measure.Comparator;
import io.planwright.plan.criteria.MetricMatch.Match;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MetricMatchTest {
  private static final List<String> NAMES =
      List.of(
          "accuracy",
          "logloss",
          "sharpe",
          "folds",
          "rows",
          "gaps",
          "duplicates",
          "staleHours",
          "trainLogloss",
          "p",
          "meanDifference",
          "latency_p95",
          "latency_p99",
          "auc",
          "seconds");

  private static Optional<Match> match(String metric, String unit, List<String> names) {
    return MetricMatch.of(
        new Measure(metric, Comparator.LESS, 1, Optional.empty(), unit, Optional.empty()), names);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "accuracy | accuracy | 1.0",
        "mean difference | meanDifference | 1.0",
        "train logloss | trainLogloss | 1.0",
        "latency p95 | latency_p95 | 1.0",
        "p95 latency | latency_p95 | 0.9",
        "95th percentile latency | latency_p95 | 0.9",
        "p99 response time | latency_p99 | 0.9",
        "acc | accuracy | 0.9",
        "model accuracy | accuracy | 0.9",
        "sharpe ratio | sharpe | 0.9",
        "roc auc | auc | 0.9",
        "p-value | p | 0.9",
        "log loss | logloss | 0.9",
        "number of rows | rows | 0.9",
        "duplicate rows | duplicates | 0.9",
        "data gaps | gaps | 0.9",
        "точность | accuracy | 0.9",
        "准确率 | accuracy | 0.9",
        "prediction accuracy | accuracy | 0.533"
      })
  void findsTheMetricThatIsMeant(String metric, String name, double confidence) {
    assertThat(match(metric, "", NAMES))
        .hasValueSatisfying(
            match -> {
              assertThat(match.name()).isEqualTo(name);
              assertThat(match.confidence()).isCloseTo(confidence, within(0.001));
            });
  }

  @ParameterizedTest
  @CsvSource({"p50 latency", "test coverage", "uptime", "train", "''", "cost per call"})
  void findsNoneWhereNoneIsMeant(String metric) {
    assertThat(match(metric, "", NAMES)).isEmpty();
  }

  @Test
  void readsTheUnitInAName() {
    assertThat(match("data staleness", "h", NAMES)).contains(new Match("staleHours", 0.9));
    assertThat(match("data staleness", "min", NAMES)).isEmpty();
  }

  @Test
  void prefersTheSurestAndThenTheFirst() {
    assertThat(match("logloss", "", List.of("trainLogloss", "logloss")))
        .contains(new Match("logloss", 1.0));
    assertThat(match("acc", "", List.of("accuracy", "exactitude")))
        .contains(new Match("accuracy", 0.9));
  }
}
