package io.planwright.plan.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
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
    PHASES;

    String document(List<String> titles, List<String> known) {
      return titles.stream().map(title -> line(title, known)).collect(Collectors.joining());
    }

    private String line(String title, List<String> known) {
      int number = known.contains(title) ? known.indexOf(title) + 1 : 99;
      return switch (this) {
        case CODES -> "- [ ] T" + number + " " + title + "\n";
        case BOXES -> "- [ ] " + title + "\n";
        case HEADINGS -> "### Task " + number + ": " + title + "\n\ntext\n\n";
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
  Arbitrary<String> documents() {
    Arbitrary<String> words = Arbitraries.strings().withCharRange(' ', '\uD7FF').ofMaxLength(6);
    Arbitrary<String> piece =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(5, Arbitraries.of(PIECES)), net.jqwik.api.Tuple.of(1, words));
    return piece.list().ofMaxSize(60).map(pieces -> String.join("", pieces));
  }
}
