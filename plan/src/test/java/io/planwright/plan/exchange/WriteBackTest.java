package io.planwright.plan.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.plan.Diagnostic;
import io.planwright.plan.Plan;
import io.planwright.plan.Progress;
import io.planwright.plan.TestingPlans;
import io.planwright.plan.compile.PlanCompiler;
import io.planwright.plan.exchange.WriteBack.Written;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WriteBackTest {
  private static final String BOXES =
      """
      # Plan 🚀

      ## Phase 1: Build
      - [ ] 1.1 Lay *the* [ground](http://x/y) (2 days)
        - [ ] a. Dig
        - [ ]  b. Pour  \s
      * [x] 1.2 Raise &amp; shine 👩‍💻
      1. [-] 1.3 Paint
         in two lines
      - [ ] ~~1.4 Drop it~~
      """;

  @ParameterizedTest
  @CsvSource({
    "1.1, DONE, - [ ] 1.1 Lay, - [x] 1.1 Lay",
    "1.1, IN_PROGRESS, - [ ] 1.1 Lay, - [-] 1.1 Lay",
    "1.1, BLOCKED, - [ ] 1.1 Lay, - [~] 1.1 Lay",
    "1.1/1, DONE, [ ] a. Dig, [x] a. Dig",
    "1.1/2, DONE, '[ ]  b. Pour', '[x]  b. Pour'",
    "1.2, TODO, [x] 1.2 Raise, [ ] 1.2 Raise",
    "1.3, DONE, [-] 1.3 Paint, [x] 1.3 Paint",
    "1.3, CANCELLED, [-] 1.3 Paint, [-] ~~1.3 Paint~~",
    "1.4, DONE, [ ] ~~1.4 Drop it~~, [x] 1.4 Drop it",
  })
  void changesTheSignOfABoxAlone(String key, Progress state, String from, String to) {
    Written written = write(BOXES, key, state);

    assertThat(text(written)).isEqualTo(BOXES.replace(from, to)).isNotEqualTo(BOXES);
    assertThat(written.written()).containsExactly(key);
    assertThat(written.whole()).isTrue();
  }

  @Test
  void leavesADocumentThatSaysSoAlreadyAlone() {
    Written written = write(BOXES, "1.2", Progress.DONE);

    assertThat(text(written)).isEqualTo(BOXES);
    assertThat(written.written()).isEmpty();
    assertThat(written.whole()).isTrue();
  }

  @Test
  void keepsLineEndsByteOrderMarkAndTextThatWasEncodedTwice() {
    String mojibake =
        new String(
            "- [ ] 1.2 Café für Größe\n".getBytes(StandardCharsets.UTF_8),
            Charset.forName("windows-1252"));
    String document = "\uFEFF# P\r\n- [ ] 1.1 Один 🧑‍🚀\r\n" + mojibake + "- [ ] 1.3 Last\r";

    Map<String, Progress> states = new LinkedHashMap<>();
    List.of("1.1", "1.2", "1.3").forEach(key -> states.put(key, Progress.DONE));
    byte[] before = document.getBytes(StandardCharsets.UTF_8);
    Written written = WriteBack.states(before, plan(before), states);

    assertThat(text(written)).isEqualTo(document.replace("[ ]", "[x]"));
    assertThat(different(before, written.document())).isEqualTo(3);
  }

  @Test
  void writesACapitalWhereTheAuthorDoes() {
    String document = "# P\n- [X] 1.1 Lay\n- [ ] 1.2 Raise\n";

    assertThat(text(write(document, "1.2", Progress.DONE))).contains("- [X] 1.2 Raise");
  }

  @ParameterizedTest
  @CsvSource({
    "Not Started, DONE, Completed",
    "In Progress, DONE, Completed",
    "PENDING, BLOCKED, BLOCKED",
    "⬜ Todo, DONE, ✅ Completed",
    "🔄, DONE, ✅",
    "Pendiente, IN_PROGRESS, En curso",
    "待办, DONE, 已完成",
    "대기, DONE, 완료",
    "Pendente, BLOCKED, Blocked",
    "🔵 Ready, DONE, ✅ Completed",
  })
  void changesTheWordOfAStatusFieldWithinItsLanguage(String from, Progress state, String to) {
    String document =
        """
        # P
        ### Task 1: Lay
        **Owner**: Ann
        **Status**: %s (since 3 May)
        ### Task 2: Raise
        - Status: Completed
        """;

    Written written = writeById(document.formatted(from), "1", state);

    assertThat(text(written)).isEqualTo(document.formatted(to));
  }

  @Test
  void changesTheCellOfATablesStatusColumn() {
    String table =
        """
        # P
        ## Phase 1: Build
        | ID | Task | Status | Notes |
        |----|------|--------|-------|
        | T1 | Lay the ground | ✅ Finished | done \\| over |
        | T2 | Raise the walls |  🔄 Open   | pending |
        """;

    assertThat(text(write(table, "t2", Progress.DONE)))
        .isEqualTo(table.replace("🔄 Open  ", "✅ Finished  "));
  }

  @Test
  void changesTheMarkOfAHeading() {
    String document = "# P\n### Task 1: Lay ✅\n### Task 2: Raise\n";

    assertThat(text(writeById(document, "1", Progress.IN_PROGRESS)))
        .isEqualTo(document.replace("✅", "🔄"));
    Written plain = writeById(document, "2", Progress.DONE);
    assertThat(text(plain)).isEqualTo(document);
    assertThat(plain.diagnostics())
        .singleElement()
        .satisfies(
            d -> {
              assertThat(d.code()).isEqualTo("write-back-not-written");
              assertThat(d.line()).isEqualTo(3);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "Lay, IN_PROGRESS, 'Lay :done, a,', 'Lay :active, a,'",
    "Lay, TODO, 'Lay :done, a,', 'Lay :a,'",
    "Raise, DONE, 'Raise   :crit, b,', 'Raise   :done, crit, b,'",
    "Paint, TODO, 'crit,  active,  c', 'crit,  c'",
  })
  void changesTheTagOfABarOfAGantt(String title, Progress state, String from, String to) {
    String chart =
        """
        # P
        ```mermaid
        gantt
          dateFormat YYYY-MM-DD
          section Base
          Lay :done, a, 2026-01-05, 2d
          Raise   :crit, b, after a, 1w
          Paint :crit,  active,  c, after b, 1d
        ```
        """;
    byte[] before = chart.getBytes(StandardCharsets.UTF_8);
    Plan plan = plan(before);
    String key =
        plan.tasks().filter(task -> task.title().equals(title)).findFirst().orElseThrow().key();

    assertThat(text(write(chart, key, state))).isEqualTo(chart.replace(from, to));
  }

  @Test
  void refusesALineThatIsNoLongerTheTasks() {
    Plan plan = TestingPlans.plan(BOXES);
    byte[] other = BOXES.replace("1.2 Raise", "1.2 Lower").getBytes(StandardCharsets.UTF_8);
    byte[] shifted = ("\n" + BOXES).getBytes(StandardCharsets.UTF_8);
    byte[] shortened = "# Plan\n".getBytes(StandardCharsets.UTF_8);

    for (byte[] document : List.of(other, shifted, shortened)) {
      Written written = WriteBack.states(document, plan, of("1.2", Progress.TODO));
      assertThat(written.document()).isEqualTo(document);
      assertThat(written.diagnostics())
          .singleElement()
          .satisfies(
              d -> {
                assertThat(d.code()).isEqualTo("write-back-refused");
                assertThat(d.severity()).isEqualTo(Diagnostic.Severity.ERROR);
                assertThat(d.line()).isEqualTo(7);
              });
    }
  }

  @Test
  void refusesAnotherTaskOfTheSameTitle() {
    Plan plan = TestingPlans.plan("# P\n- [ ] 1.1 Write tests\n- [ ] 1.2 Write tests\n");
    byte[] swapped =
        "# P\n- [ ] 1.2 Write tests\n- [ ] 1.3 Write tests\n".getBytes(StandardCharsets.UTF_8);

    assertThat(WriteBack.states(swapped, plan, of("1.1", Progress.DONE)).diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly("write-back-refused");
  }

  @Test
  void namesKeysThatThePlanDoesNotHave() {
    assertThat(write(BOXES, "9.9", Progress.DONE).diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly("write-back-unknown");
    assertThat(write(BOXES, "1.1/7", Progress.DONE).diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly("write-back-unknown");
  }

  @Test
  void whatWasWrittenIsReadAgain() {
    for (Progress state : List.of(Progress.TODO, Progress.DONE, Progress.CANCELLED)) {
      for (String key : List.of("1.1", "1.2", "1.3", "1.4")) {
        Written written = write(BOXES, key, state);
        assertThat(plan(written.document()).task(key).orElseThrow().state())
            .describedAs("%s %s in%n%s", key, state, text(written))
            .isEqualTo(state);
      }
    }
  }

  private static Written write(String document, String key, Progress state) {
    byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
    return WriteBack.states(bytes, plan(bytes), of(key, state));
  }

  /** By the author's id, whatever key that has. */
  private static Written writeById(String document, String id, Progress state) {
    Plan plan = TestingPlans.plan(document);
    String key =
        plan.tasks().filter(t -> t.id().equals(Optional.of(id))).findFirst().orElseThrow().key();
    return write(document, key, state);
  }

  private static Plan plan(byte[] document) {
    return new PlanCompiler(TestingPlans.CATALOGUE).compile(document).plan();
  }

  private static Map<String, Progress> of(String key, Progress state) {
    return new TreeMap<>(Map.of(key, state));
  }

  private static String text(Written written) {
    return new String(written.document(), StandardCharsets.UTF_8);
  }

  private static int different(byte[] a, byte[] b) {
    assertThat(b).hasSameSizeAs(a);
    int different = 0;
    for (int i = 0; i < a.length; i++) {
      different += a[i] == b[i] ? 0 : 1;
    }
    return different;
  }
}
