package io.planwright.plan.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.plan.Compiled;
import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Task;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

final class PlanCompilerPropertyTest {
  private static final List<String> PIECES =
      List.of(
          "# ",
          "## Phase 1: ",
          "### Task 1: ",
          "- [ ] ",
          "- [x] T001 ",
          "  ",
          "\n",
          "\n\n",
          "1.1 ",
          "Depends on: ",
          "T001",
          "T001-T009",
          "all ",
          "**",
          "~~",
          "_",
          "`",
          "```planwright\n",
          "executor: notify.send\n",
          "inputs: {text: x}\n",
          "${T001:a}",
          "```\n",
          "| a | b |\n",
          "|---|---|\n",
          "> ",
          "(",
          ")",
          "[",
          "]",
          "—",
          "→",
          "フェーズ 1",
          "🚀",
          "\uD83D",
          "\r\n",
          "\t",
          "---\n",
          "Acceptance Criteria:\n",
          "Phase 1",
          "&",
          ":",
          "{#a}",
          "#a ");

  @Property(tries = 2_000)
  void noTextStopsTheCompiler(@ForAll("documents") String document) {
    assertThat(Documents.compile(document).plan()).isNotNull();
  }

  @Property(tries = 300)
  void noBytesStopTheCompiler(@ForAll byte[] document) {
    assertThat(Documents.compile(document).plan()).isNotNull();
  }

  @Property(tries = 500)
  void compilingTwiceGivesTheSame(@ForAll("documents") String document) {
    assertThat(Documents.compile(document)).isEqualTo(Documents.compile(document));
  }

  @Property(tries = 1_000)
  void noChangeOfADocumentStopsTheCompiler(@ForAll("changed") String document) {
    Compiled compiled = Documents.compile(document);
    assertThat(compiled.plan()).isNotNull();
    assertThat(Documents.compile(document)).isEqualTo(compiled);
  }

  @Property(tries = 300)
  void aBlankLineMoreOrSpacesAtALinesEndMoveThingsAndNoMore(
      @ForAll("constructs") String document,
      @ForAll @IntRange(max = 10_000) int where,
      @ForAll boolean blank) {
    List<String> lines = new ArrayList<>(document.lines().toList());
    int at = where % lines.size();
    if (!blank) {
      lines.set(at, lines.get(at) + "  ");
    } else if (lines.get(at).isEmpty()) {
      lines.add(at, "");
    }
    assertThat(withoutPlaces(String.join("\n", lines) + "\n")).isEqualTo(withoutPlaces(document));
  }

  private static String withoutPlaces(String document) {
    return ExportFolder.JSON
        .valueToTree(ExportFolder.export(Documents.compile(document)))
        .toString()
        .replaceAll("\"(line|column)\":\\d+", "")
        .replaceAll("in line \\d+", "");
  }

  @Property(tries = 1_000)
  void keysAreUnique(@ForAll("documents") String document) {
    Plan plan = Documents.plan(document);
    assertThat(Stream.concat(plan.phases().stream().map(Phase::key), plan.tasks().map(Task::key)))
        .doesNotHaveDuplicates()
        .allMatch(key -> key.matches("[\\p{L}\\p{M}\\p{N}._~-]{1,140}"), "is safe in a URL");
  }

  @Property(tries = 1_000)
  void everyDependencyNamesSomething(@ForAll("documents") String document) {
    Plan plan = Documents.plan(document);
    Stream.concat(
            plan.phases().stream().flatMap(phase -> phase.dependsOn().stream()),
            plan.tasks().flatMap(task -> task.dependsOn().stream()))
        .forEach(
            dependency ->
                assertThat(
                        plan.task(dependency.key()).isPresent()
                            || plan.phase(dependency.key()).isPresent())
                    .isTrue());
  }

  @Property(tries = 300)
  void insertingATaskChangesNoOtherKey(
      @ForAll("titles") List<String> titles,
      @ForAll Form form,
      @ForAll @IntRange(max = 1_000) int where) {
    List<String> before = distinct(titles);
    List<String> after = new ArrayList<>(before);
    after.add(where % (after.size() + 1), "inserted by somebody");
    List<String> was = Documents.keys(Documents.plan(form.document(before, before)));
    List<String> is = Documents.keys(Documents.plan(form.document(after, before)));
    assertThat(is).hasSize(was.size() + 1).containsSubsequence(was);
  }

  private static List<String> distinct(List<String> titles) {
    return IntStream.range(0, titles.size())
        .mapToObj(i -> "do " + titles.get(i) + " " + (char) ('a' + i))
        .toList();
  }

  /** How a document writes tasks. */
  enum Form {
    CODES,
    BOXES,
    HEADINGS,
    ROWS,
    PHASES;

    private static final String HEADER = "| ID | Task | Owner |\n|---|---|---|\n";

    String document(List<String> titles, List<String> known) {
      return titles.stream()
          .map(title -> line(title, known))
          .collect(Collectors.joining("", this == ROWS ? HEADER : "", ""));
    }

    private String line(String title, List<String> known) {
      int number = known.contains(title) ? known.indexOf(title) + 1 : 99;
      return switch (this) {
        case CODES -> "- [ ] T" + number + " " + title + "\n";
        case BOXES -> "- [ ] " + title + "\n";
        case HEADINGS -> "### Task " + number + ": " + title + "\n\ntext\n\n";
        case ROWS -> "| W-" + number + " | " + title + " | Ann |\n";
        case PHASES -> "## Phase " + number + ": " + title + "\n- [ ] " + title + "\n";
      };
    }
  }

  @Provide
  Arbitrary<List<String>> titles() {
    return Arbitraries.strings()
        .alpha()
        .ofMinLength(1)
        .ofMaxLength(12)
        .list()
        .ofMinSize(1)
        .ofMaxSize(8);
  }

  @Provide
  Arbitrary<String> constructs() {
    return Arbitraries.of(Constructs.withExamples());
  }

  @Provide
  Arbitrary<String> changed() {
    Arbitrary<List<Edit>> edits =
        Combinators.combine(
                Arbitraries.of(Change.class),
                Arbitraries.integers().between(0, 10_000),
                Arbitraries.integers().between(0, 10_000),
                Arbitraries.of(PIECES))
            .as(Edit::new)
            .list()
            .ofMinSize(1)
            .ofMaxSize(12);
    return Combinators.combine(constructs(), edits)
        .as(
            (document, all) -> {
              List<String> lines = new ArrayList<>(document.lines().toList());
              all.forEach(edit -> edit.make(lines));
              return String.join("\n", lines);
            });
  }

  /** What may happen to a line. */
  enum Change {
    DELETE,
    DUPLICATE,
    SWAP,
    SPLICE,
    CUT,
    INDENT,
    QUOTE,
    END
  }

  /** A change at some line, and what else it needs. */
  record Edit(Change change, int where, int other, String piece) {
    void make(List<String> lines) {
      if (lines.isEmpty()) {
        return;
      }
      int at = where % lines.size();
      String line = lines.get(at);
      int middle = other % (line.length() + 1);
      switch (change) {
        case DELETE -> lines.remove(at);
        case DUPLICATE -> lines.add(at, line);
        case SWAP -> Collections.swap(lines, at, other % lines.size());
        case SPLICE -> lines.set(at, line.substring(0, middle) + piece + line.substring(middle));
        case CUT -> lines.set(at, line.substring(0, middle));
        case INDENT -> below(lines, at).replaceAll(each -> "  " + each);
        case QUOTE -> below(lines, at).replaceAll(each -> "> " + each);
        case END -> lines.subList(Math.max(at, lines.size() / 2), lines.size()).clear();
      }
    }

    private List<String> below(List<String> lines, int at) {
      return lines.subList(at, Math.min(lines.size(), at + 1 + other % 20));
    }
  }

  @Provide
  Arbitrary<String> documents() {
    Arbitrary<String> words = Arbitraries.strings().withCharRange(' ', '\uD7FF').ofMaxLength(6);
    Arbitrary<String> piece =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(5, Arbitraries.of(PIECES)), net.jqwik.api.Tuple.of(1, words));
    return piece.list().ofMaxSize(60).map(pieces -> String.join("", pieces));
  }
}
