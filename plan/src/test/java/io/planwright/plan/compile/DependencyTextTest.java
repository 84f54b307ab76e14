package io.planwright.plan.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.plan.compile.DependencyText.All;
import io.planwright.plan.compile.DependencyText.Mention;
import io.planwright.plan.compile.DependencyText.One;
import io.planwright.plan.compile.DependencyText.Phrase;
import io.planwright.plan.compile.DependencyText.Range;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DependencyTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.1 | 1.1",
        "3 | 3",
        "T001, T002 | T001 T002",
        "T001 and T002 from Setup | T001 T002",
        "Task 1 | task:1",
        "Tasks 11.1, 11.2 | task:11.1 task:11.2",
        "Task 1 - the reason is 42 | task:1",
        "Task 1 (needs 2 hours), Task 3 | task:1 task:3",
        "Sprint 11 & 12 completion | sprint:11 sprint:12",
        "Completion of Sprints 11-15 | sprint:11..15",
        "Tasks 15.1-15.5 | task:15.1..15.5",
        "T008-T014 | T008..T014",
        "T008 to T014 | T008..T014",
        "Story 3.5 or 3.6 | story:3.5 story:3.6",
        "Story 1.1 (VPS must exist) | story:1.1",
        "Phase 1 only (types) — can start beside Phase 2 | phase:1",
        "#step-0, #step-99 | #step-0 #step-99",
        "BE-021, DO-020 | BE-021 DO-020",
        "任务 1、任务 2 | task:1 task:2",
        "Existing token service | <Existing token service>",
        "All | all",
        "All previous tasks | all(task)",
        "All Epic 2 stories complete | all(epic:2)",
        "all desired user stories being complete | all(story)"
      })
  void readsWhatIsNamed(String text, String expected) {
    assertThat(shown(DependencyText.parse(text))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "None", "none.", "—", "-", "N/A", "Ninguna", "なし", "없음", "None (first story)"})
  void readsNothingWhereNothingIsNamed(String text) {
    assertThat(DependencyText.parse(text)).isEmpty();
  }

  private static String shown(List<Mention> mentions) {
    return mentions.stream().map(DependencyTextTest::shown).collect(Collectors.joining(" "));
  }

  private static String shown(Mention mention) {
    return switch (mention) {
      case One one -> (one.kind().isEmpty() ? "" : one.kind() + ":") + one.id();
      case Range range ->
          (range.kind().isEmpty() ? "" : range.kind() + ":") + range.from() + ".." + range.to();
      case DependencyText.Within within -> shown(within.phase()) + "/" + shown(within.task());
      case All all when !all.of().isEmpty() -> "all(" + shown(all.of()) + ")";
      case All all -> "all" + (all.kind().isEmpty() ? "" : "(" + all.kind() + ")");
      case Phrase phrase -> "<" + phrase.text() + ">";
    };
  }
}
