package io.planwright.plan.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.plan.Priority;
import io.planwright.plan.Progress;
import io.planwright.plan.format.DurationText;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RecogniserTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Phase 1: Setup | phase | 1 | Setup",
        "Phase 1 - Setup | phase | 1 | Setup",
        "🚀 Sprint 12: Ship it | sprint | 12 | Ship it",
        "2. Phase 1: Setup | phase | 1 | Setup",
        "4.1 Fase 1: MVP (Semanas 1-10) | phase | 1 | MVP (Semanas 1-10)",
        "Semanas 1-2: Base | week | 1-2 | Base",
        "Week 3 | week | 3 | ''",
        "Phase II. Build | phase | II | Build",
        "Track A: Backend | track | A | Backend",
        "フェーズ1: 基本 | phase | 1 | 基本",
        "Day 2 Complete When | day | 2 | Complete When",
        "Epic 1 — Base {#epic-1} | epic | 1 | Base"
      })
  void readsHeadingsOfPhases(String text, String kind, String number, String title) {
    assertThat(HeadingForm.of(text))
        .isInstanceOfSatisfying(
            HeadingForm.PhaseHead.class,
            head -> {
              assertThat(head.kind()).isEqualTo(kind);
              assertThat(head.number()).isEqualTo(number);
              assertThat(head.title()).isEqualTo(title);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Task 1.1: Title | task | 1.1 | Title",
        "Story 2.3: Title | story | 2.3 | Title",
        "User Story 4 - Title | story | 4 | Title",
        "Step 0: Title {#step-0} | step | 0 | Title",
        "Tarea 3: Título | task | 3 | Título",
        "Task T006 - Title | task | T006 | Title",
        "T001 [P0] [P] Title | code | T001 | [P0] [P] Title",
        "WP3A - Title | code | WP3A | Title",
        "BE-021: Title | code | BE-021 | Title",
        "AH-E-9. Title | code | AH-E-9 | Title",
        "Task A: Title | task | A | Title"
      })
  void readsHeadingsOfTasks(String text, String kind, String id, String title) {
    assertThat(HeadingForm.of(text)).isEqualTo(new HeadingForm.TaskHead(kind, id, title));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Task Dependencies & Coordination",
        "Tasks: Runnable Examples",
        "User Story 1 & 2 Parallelism",
        "Phase Completion Metrics",
        "Weekly report",
        "UTF-8 handling",
        "GPT-4 integration"
      })
  void takesOtherHeadingsForWhatTheyAre(String text) {
    assertThat(HeadingForm.of(text)).isInstanceOf(HeadingForm.PlainHead.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[ ] 1. Title | TODO | 1 | Title",
        "[x] 1.2 Title | DONE | 1.2 | Title",
        "[X] T001 [P] [US1] Title | DONE | T001 | [P] [US1] Title",
        "[-] 2.1 Title | IN_PROGRESS | 2.1 | Title",
        "[~] 2.1 Title | BLOCKED | 2.1 | Title",
        "[ ]* 1.2 Title | TODO | 1.2 | Title",
        "[ ] Step 1: Title | TODO | 1 | Title",
        "[ ] Task: Title | TODO | '' | Title",
        "[ ] #42 Title | TODO | 42 | Title",
        "[ ] [BE-7] Title | TODO | BE-7 | Title",
        "[ ] 3 blind mice | TODO | '' | 3 blind mice",
        "[ ] SHA256 check | TODO | '' | SHA256 check"
      })
  void readsBoxes(String text, Progress state, String id, String title) {
    Line line = new Line(text, "", false, Problems.START);
    assertThat(CheckboxItem.of(line))
        .hasValueSatisfying(
            box -> {
              assertThat(box.state()).isEqualTo(state);
              assertThat(box.id()).isEqualTo(id);
              assertThat(box.title()).isEqualTo(title);
            });
  }

  @Test
  void readsAStruckBoxAsCancelled() {
    assertThat(CheckboxItem.of(new Line("[ ] 1.1 Title", "", true, Problems.START)))
        .hasValueSatisfying(box -> assertThat(box.state()).isEqualTo(Progress.CANCELLED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[link](x) Title", "[1] Title", "Title [x]", "[ ]", "[x]y"})
  void readsNoBoxWhereNoneIs(String text) {
    assertThat(CheckboxItem.of(new Line(text, "", false, Problems.START))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Depends on: 1.1 | DEPENDS | 1.1",
        "Prerequisites: Story 1 | DEPENDS | Story 1",
        "의존: T1 | DEPENDS | T1",
        "依存関係：T1 | DEPENDS | T1",
        "Lead Agent: `a-b` | OWNER | a-b",
        "👤 Owner: Ann | OWNER | Ann",
        "Priority: High | PRIORITY | High",
        "Estimated Effort: 2 days | ESTIMATE | 2 days",
        "Status: Done | STATUS | Done",
        "Success Criteria: | CRITERIA | ''",
        "Definition of Done: | CRITERIA | ''",
        "验收标准： | CRITERIA | ''",
        "Requirements: 1.1 | LABELS | 1.1"
      })
  void readsFields(String text, Field.Name name, String value) {
    assertThat(Field.of(new Line(text, "", false, Problems.START)))
        .singleElement()
        .satisfies(
            field -> {
              assertThat(field.name()).isEqualTo(name);
              assertThat(field.value()).isEqualTo(value);
            });
  }

  @Test
  void readsSeveralFieldsOfALine() {
    Line line = new Line("Owner: Ann | Priority: P1 | Estimate: 2h", "", false, Problems.START);
    assertThat(Field.of(line))
        .extracting(Field::name)
        .containsExactly(Field.Name.OWNER, Field.Name.PRIORITY, Field.Name.ESTIMATE);
  }

  @ParameterizedTest
  @CsvSource({
    "P0,P0",
    "p3,P3",
    "Critical,P0",
    "HIGH,P1",
    "🔴 High,P1",
    "Medium,P2",
    "Low priority,P3",
    "Alta,P1",
    "Média,P2",
    "高,P1",
    "ВЫСОКИЙ,P1"
  })
  void readsPriorities(String text, Priority priority) {
    assertThat(PriorityWords.of(text)).contains(priority);
  }

  @ParameterizedTest
  @CsvSource({
    "Done,DONE",
    "✅ Completed,DONE",
    "TODO,TODO",
    "Not started,TODO",
    "In progress,IN_PROGRESS",
    "blocked by QA,BLOCKED",
    "On hold,ON_HOLD",
    "cancelled,CANCELLED",
    "failed,FAILED",
    "未着手,TODO",
    "进行中,IN_PROGRESS"
  })
  void readsStates(String text, Progress state) {
    assertThat(StatusWords.of(text)).contains(state);
  }

  @ParameterizedTest
  @CsvSource({
    "30 minutes,PT30M",
    "2h,PT2H",
    "1-2 hours,PT2H",
    "3 days,PT24H",
    "1 week,PT40H",
    "0.5d,PT4H",
    "2 semanas,PT80H",
    "3 Tage,PT24H"
  })
  void readsEffort(String text, Duration effort) {
    assertThat(EstimateText.of("Estimate", text))
        .hasValueSatisfying(estimate -> assertThat(estimate.effort()).contains(effort));
  }

  @Test
  void readsPoints() {
    assertThat(EstimateText.of("Estimate", "5 SP"))
        .hasValueSatisfying(estimate -> assertThat(estimate.points()).contains(5.0));
    assertThat(EstimateText.of("Story Points", "8"))
        .hasValueSatisfying(estimate -> assertThat(estimate.points()).contains(8.0));
  }

  @ParameterizedTest
  @CsvSource({"10m,PT10M", "2h,PT2H", "1d,PT24H", "1h30m,PT1H30M", "45s,PT45S", "PT5S,PT5S"})
  void readsDurations(String text, Duration duration) {
    assertThat(DurationText.parse(text)).contains(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10", "m", "ten minutes", "1x", "-"})
  void readsNoDurationWhereNoneIs(String text) {
    assertThat(DurationText.parse(text)).isEmpty();
  }

  @Test
  void takesMarksOffATitle() {
    TitleMarks marks = TitleMarks.of("[P1] [P] [US2] Write it (depends on T001, T002) (2 days) ✅");
    assertThat(marks.title()).isEqualTo("Write it");
    assertThat(marks.priority()).contains(Priority.P1);
    assertThat(marks.depends()).containsExactly("T001, T002");
    assertThat(marks.estimate()).hasValueSatisfying(e -> assertThat(e.text()).isEqualTo("2 days"));
    assertThat(marks.state()).contains(Progress.DONE);
    assertThat(marks.parallel()).isTrue();
    assertThat(marks.labels()).containsExactly("US2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "T001 | t001",
        "Phase 1: Set up! | phase-1-set-up",
        "フェーズ 1 | フェーズ-1",
        "Überprüfung | überprüfung",
        "../../etc/passwd | etc-passwd",
        "a/b?c#d%e | a-b-c-d-e",
        "1.1 | 1.1"
      })
  void makesKeysOfUrlSafeWords(String text, String key) {
    assertThat(Keys.word(text)).isEqualTo(key);
  }

  @Test
  void keepsLongKeysApartByAHash() {
    String one = Keys.word("word ".repeat(100) + "a");
    String other = Keys.word("word ".repeat(100) + "b");
    assertThat(one).hasSizeLessThanOrEqualTo(Limits.LONGEST_KEY_WORD).isNotEqualTo(other);
    assertThat(Keys.word("🚀🚀")).matches("x-[0-9a-f]{8}");
  }
}
