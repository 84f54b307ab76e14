package io.planwright.plan.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.plan.compile.XmlTasks.Entry;
import java.util.List;
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

final class XmlTasksTest {

  private static Entry only(String document) {
    List<Entry> entries = XmlTasks.read(document);
    assertThat(entries).hasSize(1);
    return entries.getFirst();
  }

  @Test
  void readsATaskWithItsParts() {
    String document =
        """
        <tasks>

        <task type="auto" tdd="true">
          <name>Task 1: Create cv.ts with purgedKFold</name>
          <files>src/lib/cv.ts</files>
          <action>
        **Step 1:** if a < b && c > d, write `<name>` and
        ```typescript
        // </action> </task> <task>
        const x: Map<string, number>;
        ```
          </action>
          <verify>
            <automated>npm test</automated>
          </verify>
          <done>cv.ts created.</done>
        </task>

        </tasks>
        """;
    Entry task = only(document);
    assertThat(task.title()).isEqualTo("Task 1: Create cv.ts with purgedKFold");
    assertThat(Fences.place(task.source())).isEqualTo("3:1");
    assertThat(Fences.place(task.titleAt())).isEqualTo("4:9");
    assertThat(task.attributes()).containsEntry("type", "auto").containsEntry("tdd", "true");
    assertThat(task.parts())
        .extracting(XmlTasks.Part::name)
        .containsExactly("name", "files", "action", "verify", "done");
    assertThat(task.part("action").orElseThrow().text())
        .startsWith("**Step 1:** if a < b")
        .endsWith("```");
    assertThat(Fences.place(task.part("action").orElseThrow().source())).isEqualTo("7:1");
    assertThat(task.part("verify").orElseThrow().text())
        .isEqualTo("<automated>npm test</automated>");
    assertThat(document.substring(task.start(), task.end()))
        .startsWith("<task")
        .endsWith("</task>");
  }

  @Test
  void readsAttributesInAnyQuotes() {
    Entry task =
        only(
            "<task id='T1' Name=\"a > b\" depends_on=T0,T9\n  type=“checkpoint:human-verify”>\n</task>");
    assertThat(task.attributes())
        .containsEntry("id", "T1")
        .containsEntry("name", "a > b")
        .containsEntry("type", "checkpoint:human-verify");
    assertThat(task.title()).isEqualTo("a > b");
    assertThat(task.dependsOn()).contains("T0,T9");
    assertThat(task.checkpoint()).isTrue();
  }

  @Test
  void readsDependenciesOfAPart() {
    assertThat(only("<task>\n<name>x</name>\n<depends_on>1, 2</depends_on>\n</task>").dependsOn())
        .contains("1, 2");
  }

  @Test
  void readsTasksWithoutParts() {
    assertThat(only("<task id=\"1\" title=\"One\"/>").title()).isEqualTo("One");
    assertThat(only("<task id=\"1\">\n  Do this\n  and that\n</task>").title())
        .isEqualTo("Do this");
  }

  @Test
  void aTaskOrAPartThatIsNotClosedEndsAtTheNext() {
    List<Entry> tasks =
        XmlTasks.read(
            """
            <task>
            <name>One
            <action>do</action>
            <task>
            <name>Two</name>
            <action>never closed
            </task>
            <task>
            <name>Three</name>
            """);
    assertThat(tasks).extracting(Entry::title).containsExactly("One", "Two");
    assertThat(tasks.getFirst().part("action")).map(XmlTasks.Part::text).contains("do");
  }

  @Test
  void aFenceThatIsNotClosedEndsWithItsTask() {
    assertThat(
            XmlTasks.read(
                "<task>\n<name>One</name>\n<action>\n```\ncode\n</task>\n<task>\n<name>Two</name>\n</task>"))
        .extracting(Entry::title)
        .containsExactly("One", "Two");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Use `<task>` for each.",
        "see <task>\n</task>",
        "```xml\n<task>\n<name>x</name>\n</task>\n```\n",
        "~~~\n<task>\n</task>\n~~~\n",
        "<tasks>\n</tasks>",
        "<task-list>\n</task-list>",
        "<task",
        "<task \"",
        "<taskname>",
        "</task>",
        ""
      })
  void whatOnlyMentionsATagIsNoTask(String document) {
    assertThat(XmlTasks.read(document)).isEmpty();
  }

  @Test
  void readsAFenceOfItsOwn() {
    assertThat(XmlTasks.read(Fences.of("xml", "<task>\n<name>x</name>\n</task>\n")))
        .singleElement()
        .matches(task -> Fences.place(task.titleAt()).equals("3:7"));
  }

  static Stream<String> pathological() {
    int n = 100_000;
    return Stream.of(
        "<task>\n".repeat(n / 7),
        "<task ".repeat(n),
        "<task\n".repeat(n),
        "<task a=\"\n".repeat(n / 10),
        "<task>\n" + "<name>".repeat(n),
        "<task>\n" + "<name>\n".repeat(n),
        "<task>\n" + "<action>\n</name>\n".repeat(n / 10),
        "<task " + "a='".repeat(n) + ">",
        "<task>" + "`".repeat(n),
        "<task>\n" + "```\n".repeat(n),
        "<task>\n" + "</".repeat(n),
        "<task><name>x</name></task>".repeat(n / 20));
  }

  @ParameterizedTest
  @MethodSource("pathological")
  @Timeout(value = 5, unit = TimeUnit.SECONDS)
  void endsSoonOnPathologicalInput(String document) {
    assertThat(XmlTasks.read(document)).hasSizeLessThanOrEqualTo(XmlTasks.MOST_TASKS);
  }

  @Property(tries = 2_000)
  void noTextStopsIt(@ForAll("texts") String text) {
    assertThat(XmlTasks.read("<task>\n" + text))
        .allMatch(task -> task.start() < task.end() && task.end() <= text.length() + 7);
  }

  @Provide
  Arbitrary<String> texts() {
    return FenceTexts.of(
        "<task>",
        "\n<task id=\"1\">\n",
        "</task>",
        "<name>",
        "</name>",
        "\n<action>\n",
        "</action>",
        "```\n",
        "~~~",
        "<",
        ">",
        "\"",
        "='",
        "/>",
        "&",
        "<depends_on>");
  }
}
