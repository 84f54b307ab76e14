package io.planwright.api.plans;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlanIdsTest {
  @ParameterizedTest
  @CsvSource({
    "Retrain Sprint, retrain-sprint",
    "'  Équipe № 4: Modèles!  ', equipe-no-4-modeles",
    "Phase -- 2, phase-2",
    "机器学习, plan-01234567",
    "'', plan-01234567"
  })
  void makesAnIdOfATitle(String title, String id) {
    assertThat(PlanIds.of(title, "0123456789abcdef")).isEqualTo(id);
    assertThat(PlanIds.checked(PlanIds.of(title, "0123456789abcdef"))).isEqualTo(id);
  }

  @ParameterizedTest
  @CsvSource({"a, 100", "ab-, 40"})
  void cutsALongTitle(String word, int times) {
    String id = PlanIds.of(word.repeat(times), "0123456789abcdef");
    assertThat(id.length()).isLessThanOrEqualTo(PlanIds.LONGEST);
    assertThat(PlanIds.checked(id)).isEqualTo(id);
  }
}
