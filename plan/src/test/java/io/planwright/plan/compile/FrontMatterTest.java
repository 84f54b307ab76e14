package io.planwright.plan.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FrontMatterTest {

  private static FrontMatter read(String document) {
    return FrontMatter.read(document).orElseThrow();
  }

  @Test
  void readsAnExecutablePlan() {
    FrontMatter matter =
        read(
            """
            ---
            phase: 18-time-decayed
            plan: 02
            wave: 1
            depends_on: [18-00, 18-01]
            autonomous: true
            must_haves:
              truths:
                - "one: two"
            ---

            text
            """);
    assertThat(matter.id()).map(YamlTree.Text::text).contains("02");
    assertThat(matter.phase()).map(YamlTree.Text::text).contains("18-time-decayed");
    assertThat(matter.wave()).map(text -> Fences.place(text.source())).contains("4:7");
    assertThat(matter.dependsOn())
        .extracting(text -> text.text() + " " + Fences.place(text.source()))
        .containsExactly("18-00 5:14", "18-01 5:21");
    assertThat(matter.lines()).isEqualTo(10);
    assertThat(matter.problem()).isEmpty();
  }

  @Test
  void readsATaskFile() {
    FrontMatter matter =
        read(
            """
            ---
            name: Add the index
            status: in-progress
            assignee: '@ann'
            dependsOn: 12, 13
            priority: high
            depends_on:
            ---
            """);
    assertThat(matter.title()).map(YamlTree.Text::text).contains("Add the index");
    assertThat(matter.status()).map(YamlTree.Text::text).contains("in-progress");
    assertThat(matter.owner()).map(YamlTree.Text::text).contains("@ann");
    assertThat(matter.priority()).map(YamlTree.Text::text).contains("high");
    assertThat(matter.dependsOn()).extracting(YamlTree.Text::text).containsExactly("12", "13");
  }

  @Test
  void readsDependenciesThatAreNone() {
    assertThat(read("---\ndepends_on: []\n---\n").dependsOn()).isEmpty();
    assertThat(read("---\ndepends_on: none\n---\n").dependsOn()).isEmpty();
    assertThat(read("---\ndependencies:\n  - task-7\n---\n").dependsOn()).hasSize(1);
  }

  @Test
  void mayFollowAByteOrderMarkAndEndInDots() {
    assertThat(read("\uFEFF---\r\ntitle: x\r\n...\r\ntext").title())
        .map(YamlTree.Text::text)
        .contains("x");
  }

  @Test
  void saysWhereItIsBroken() {
    FrontMatter matter = read("---\ntitle: Phase 1: Setup\nstatus: x\n---\n");
    assertThat(matter.members().members()).isEmpty();
    assertThat(matter.problem()).isNotEmpty();
    assertThat(matter.brokenAt()).map(Fences::place).contains("2:15");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "---",
        "# Title\n---\ntitle: x\n---\n",
        "---\n\n# Title\n\n---\n",
        "---\nSome words\n---\n",
        "---\n---\n",
        "---\ntitle: x\n",
        "----\ntitle: x\n----\n"
      })
  void isNotThereWithoutBothLinesAndAMember(String document) {
    assertThat(FrontMatter.read(document)).isEmpty();
  }

  static Stream<String> pathological() {
    int n = 100_000;
    return Stream.of(
        "---\n" + "a: ".repeat(n),
        "---\na: " + "[".repeat(n) + "\n---\n",
        "---\n" + "a: b\n".repeat(n),
        "---\n".repeat(n),
        "---\na: " + "x".repeat(n) + "\n---\n",
        "---\n" + "a".repeat(n) + ":\n---\n");
  }

  @ParameterizedTest
  @MethodSource("pathological")
  @Timeout(value = 5, unit = TimeUnit.SECONDS)
  void endsSoonOnPathologicalInput(String document) {
    assertThat(FrontMatter.read(document)).isNotNull();
  }

  @Property(tries = 2_000)
  void noTextStopsIt(@ForAll("texts") String text) {
    assertThat(FrontMatter.read("---\n" + text)).isNotNull();
    FrontMatter.read("---\na: b\n" + text + "\n---\n").ifPresent(FrontMatter::dependsOn);
  }

  @Provide
  Arbitrary<String> texts() {
    return FenceTexts.of(
        "---\n",
        "a: ",
        "depends_on: ",
        "[",
        "]",
        "- ",
        "\n",
        "\"",
        "'",
        "|",
        ">",
        "#",
        "02",
        "&a ",
        "*a");
  }
}
