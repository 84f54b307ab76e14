package io.planwright.plan.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.plan.compile.MermaidGantt.Bar;
import io.planwright.plan.compile.MermaidGantt.Tag;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class MermaidGanttTest {

  private static MermaidGantt read(String content) {
    return MermaidGantt.read(Fences.of("mermaid", "gantt\n" + content)).orElseThrow();
  }

  private static Bar bar(String line) {
    return read("section S\n" + line).sections().getFirst().bars().getFirst();
  }

  @Test
  void readsSectionsAndTasksWithTheirPlaces() {
    MermaidGantt gantt =
        read(
            """
                title Carta Gantt - Demo
                dateFormat YYYY-MM-DD
                axisFormat %d-%b

                section Gestion
                Justificar metodologia  :done,    t1, 2026-05-13, 2d
                Crear Carta             :         t2, 2026-05-14, 1d

                section Hitos
                Entrega                 :milestone, m1, 2026-05-20, 0d
            """);
    assertThat(gantt.title()).isEqualTo("Carta Gantt - Demo");
    assertThat(gantt.sections())
        .extracting(s -> s.title() + " " + s.bars().size() + " " + Fences.place(s.source()))
        .containsExactly("Gestion 2 7:5", "Hitos 1 11:5");
    Bar first = gantt.sections().getFirst().bars().getFirst();
    assertThat(first.title()).isEqualTo("Justificar metodologia");
    assertThat(first.id()).contains("t1");
    assertThat(first.is(Tag.DONE)).isTrue();
    assertThat(first.start()).contains(LocalDate.of(2026, 5, 13));
    assertThat(first.length()).isEqualTo("2d");
    assertThat(Fences.place(first.source())).isEqualTo("8:5");
    assertThat(gantt.sections().getLast().bars().getFirst().tags()).containsExactly(Tag.MILESTONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "Train :t1, after a b, 3d!Train!t1![a, b]!3d",
        "Train :crit, active, t1, after a, 1w!Train!t1![a]!1w",
        "Train :after a, 2026-01-05!Train!![a]!''",
        "Train :3d!Train!![]!3d",
        "Task 1.1: Train :done, t1, 2026-01-01, 2d!Task 1.1: Train!t1![]!2d",
        "Train (A: B) :a1, 2026-01-01, 2026-01-03!Train (A: B)!a1![]!''",
        "Train: t1, 2026-01-01, 2.5d!Train!t1![]!2.5d"
      })
  void readsALine(String line, String title, String id, String after, String length) {
    Bar bar = bar(line);
    assertThat(bar.title()).isEqualTo(title);
    assertThat(bar.id().orElse("")).isEqualTo(id == null ? "" : id);
    assertThat(bar.after()).hasToString(after);
    assertThat(bar.length()).isEqualTo(length);
  }

  @Test
  void readsBothDatesAndWhatItEndsBefore() {
    Bar bar = bar("Train :t1, 2026-01-01, 2026-01-03");
    assertThat(bar.start()).contains(LocalDate.of(2026, 1, 1));
    assertThat(bar.end()).contains(LocalDate.of(2026, 1, 3));
    assertThat(bar("Train :t1, 2026-01-01, until m1").until()).containsExactly("m1");
  }

  @ParameterizedTest
  @CsvSource({
    "DD/MM/YYYY, 31/01/2026",
    "D.M.YY, 31.1.26",
    "YYYY-MM-DD HH:mm, 2026-01-31 08:00",
    "x, 2026-01-31",
    "YYYY'MM'DD, 2026'01'31"
  })
  void readsDatesInTheFormatThatItStates(String format, String date) {
    assertThat(read("dateFormat " + format + "\nTrain :t1, " + date + ", 2d").sections())
        .first()
        .extracting(section -> section.bars().getFirst())
        .matches(bar -> bar.start().equals(Optional.of(LocalDate.of(2026, 1, 31))))
        .matches(bar -> bar.title().equals("Train"));
  }

  @Test
  void tasksBeforeTheFirstSectionStandInOneWithoutATitle() {
    assertThat(read("A :a, 1d\nsection S\nB :b, 1d").sections())
        .extracting(MermaidGantt.Section::title)
        .containsExactly("", "S");
  }

  @Test
  void keepsASectionWithoutTasksAndLeavesOutComments() {
    assertThat(read("section Empty\n%% A :a, 1d\nno task").sections())
        .singleElement()
        .matches(section -> section.bars().isEmpty());
  }

  @Test
  void isNoOtherDiagram() {
    assertThat(MermaidGantt.read(Fences.of("mermaid", "graph TD\nA --> B"))).isEmpty();
    assertThat(MermaidGantt.read(Fences.of("bash", "gantt\nA :1d"))).isEmpty();
    assertThat(MermaidGantt.read(Fences.of("", "gantt\nA :1d"))).isPresent();
    assertThat(MermaidGantt.read(Fences.of("", "gantt chart\nA :1d"))).isEmpty();
  }

  static Stream<String> pathological() {
    int n = 100_000;
    return Stream.of(
        "A :a, 1d\n".repeat(n / 8),
        "A :" + "a,".repeat(n),
        "A " + ":".repeat(n),
        "a:b,c:d,".repeat(n / 8),
        "section x\n".repeat(n / 10),
        "A :after " + "a ".repeat(n),
        "A :" + "1".repeat(n),
        ("A : " + "x:y,".repeat(1_000) + "\n").repeat(100));
  }

  @ParameterizedTest
  @MethodSource("pathological")
  @Timeout(value = 5, unit = TimeUnit.SECONDS)
  void endsSoonOnPathologicalInput(String body) {
    assertThat(read(body).sections().stream().mapToInt(s -> s.bars().size()).sum())
        .isLessThanOrEqualTo(MermaidGantt.MOST_TASKS);
  }

  @Property(tries = 2_000)
  void noTextStopsIt(@ForAll("texts") String text) {
    assertThat(read(text)).isNotNull();
  }

  @Provide
  Arbitrary<String> texts() {
    return FenceTexts.of(
        "title ",
        "section ",
        "dateFormat ",
        "YYYY-MM-DD",
        "DD'",
        "A",
        " :",
        ":",
        ", ",
        "done",
        "active",
        "after a",
        "until b",
        "2026-01-01",
        "2026-13-41",
        "3d",
        "t1",
        "%%",
        ";",
        "#");
  }
}
