package io.planwright.plan.compile;

import static io.planwright.plan.compile.Documents.compile;
import static io.planwright.plan.compile.Documents.findings;
import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.plan.Compiled;
import io.planwright.plan.Diagnostic;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class HostileInputTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "   \n\t\n", "\uFEFF"})
  void refusesAnEmptyDocument(String document) {
    assertThat(findings(document)).containsExactly("document-empty 1:1");
  }

  @Test
  void refusesBytesThatAreNoText() {
    byte[] latin = "# Plan\n- [ ] Prüfen\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(findings(compile(latin))).containsExactly("document-not-text 2:9");
    assertThat(findings("# Plan\n- [ ] \0\n")).containsExactly("document-not-text 2:7");
    assertThat(findings(compile(new byte[] {(byte) 0x89, 'P', 'N', 'G'})))
        .containsExactly("document-not-text 1:1");
    assertThat(findings(compile(new byte[] {'#', (byte) 0xE2, (byte) 0x82})))
        .containsExactly("document-not-text 1:2");
  }

  @Test
  void refusesADocumentThatIsTooLarge() {
    byte[] large = new byte[20 * 1024 * 1024];
    Arrays.fill(large, (byte) 'a');
    assertThat(findings(compile(large))).containsExactly("document-too-large 1:1");
    assertThat(findings(compile(Arrays.copyOf(large, Limits.MOST_BYTES + 1))))
        .containsExactly("document-too-large 1:1");
    assertThat(findings(compile(Arrays.copyOf(large, Limits.MOST_BYTES))))
        .containsExactly("not-a-plan 1:1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Just prose.",
        "<!DOCTYPE html><html><body>x</body></html>",
        "{\"a\": [1, 2]}",
        "# A heading\n\n- a bullet\n- another\n",
        "| a | b |\n|---|---|\n| 1 | 2 |\n"
      })
  void refusesWhatIsNoPlan(String document) {
    assertThat(findings(document)).containsExactly("not-a-plan 1:1");
  }

  @Test
  void refusesMoreTasksThanThereMayBe() {
    assertThat(findings(boxes(Limits.MOST_TASKS))).isEmpty();
    assertThat(findings(boxes(Limits.MOST_TASKS + 3)))
        .containsExactly("too-many-tasks " + (Limits.MOST_TASKS + 1) + ":1");
    assertThat(compile(boxes(100_000)).plan().tasks()).hasSize(Limits.MOST_TASKS);
  }

  private static String boxes(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> "- [ ] T" + i + " Task number " + i)
        .collect(Collectors.joining("\n"));
  }

  @Test
  void refusesMoreItemsInChecklistsThanThereMayBe() {
    assertThat(findings("- [ ] T1 One\n" + "  - [ ] sub\n".repeat(Limits.MOST_SUBTASKS + 2)))
        .containsExactly("too-many-subtasks " + (Limits.MOST_SUBTASKS + 2) + ":3");
  }

  @Test
  void refusesMoreCodeBlocksThanThereMayBe() {
    String most = "- [ ] T1 One\n\n" + "```yaml\na: b\n```\n".repeat(Limits.MOST_FENCES);
    assertThat(findings(most)).isEmpty();
    assertThat(findings(most + "```\nc\n```\n```\nd\n```\n"))
        .containsExactly("too-many-fences " + (3 * Limits.MOST_FENCES + 3) + ":1");
  }

  @Test
  void refusesMoreDependenciesThanThereMayBe() {
    String all = boxes(1_000).replaceAll("(?m)$", "\n  - Depends on: T1-T1000");
    assertThat(findings(all)).filteredOn(f -> f.startsWith("too-many-dependencies")).hasSize(1);
  }

  @Test
  void refusesDeepNesting() {
    String deep =
        IntStream.range(0, Limits.DEEPEST_NESTING + 5)
            .mapToObj(i -> "  ".repeat(i) + "- [ ] T" + i + " x\n")
            .collect(Collectors.joining());
    assertThat(findings(deep)).containsExactly("nesting-too-deep 41:81");
    assertThat(findings("> ".repeat(Limits.DEEPEST_NESTING + 1) + "- [ ] x\n"))
        .contains("nesting-too-deep 1:81");
  }

  @Test
  void listsOnlySoManyDiagnostics() {
    String many = boxes(4_000).replaceAll("(?m)$", "\n  - Depends on: T9999");
    Compiled compiled = compile(many);
    assertThat(compiled.diagnostics()).hasSize(Limits.MOST_DIAGNOSTICS + 1);
    assertThat(compiled.diagnostics().getLast())
        .extracting(Diagnostic::code)
        .isEqualTo("too-many-diagnostics");
  }

  static Stream<String> pathological() {
    int n = 200_000;
    return Stream.of(
        ">".repeat(n),
        "- ".repeat(n),
        "- [ ] ".repeat(n),
        "[".repeat(n),
        "*a ".repeat(n),
        "**a ".repeat(n) + "b** ".repeat(n),
        "~~a ".repeat(n),
        "`".repeat(n),
        "(".repeat(n) + ")".repeat(n),
        "### Task 1: " + "(depends on ".repeat(n / 4) + "x",
        "### Task 1: x\nDepends on: " + "(".repeat(n) + "\n",
        "### Task 1: x\nDepends on: " + "T1, ".repeat(n) + "\n",
        "### Task 1: x\n" + "Depends on: T1-T999999999\n".repeat(n / 20),
        "### Task 1: x\n" + "```planwright\n".repeat(n / 10),
        "## Phase 1: x\n- [ ] T1 y\n".repeat(n / 40),
        "- [ ] same title\n".repeat(n / 20),
        "a: ".repeat(n),
        "# Dependencies\n" + "- **Phase 1**: Depends on Phase 2\n".repeat(n / 30),
        "|".repeat(n) + "\n" + "|-".repeat(n),
        "### Task 1: x\n" + "Owner: a | ".repeat(n / 10),
        "<div ".repeat(n),
        "---\na: b\n".repeat(n / 10));
  }

  @ParameterizedTest
  @MethodSource("pathological")
  void endsSoonOnPathologicalInput(String document) {
    byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
    assertThat(
            compile(
                bytes.length > Limits.MOST_BYTES ? Arrays.copyOf(bytes, Limits.MOST_BYTES) : bytes))
        .isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- item of a list\n",
        "- [ ] T1 item of a checklist\n",
        "- [ ] item of a checklist\n  - Owner: Ann\n",
        "| 1.1 | Load bars | Ann | 2 days |\n",
        "### Task 1: Load bars\n",
        "## Phase 1: Load bars\n\n",
        "# Load bars\n",
        "```\na --> b\n```\n",
        "```yaml\na: b\n```\n",
        "```mermaid\ngraph TD\na --> b\n```\n"
      })
  void compilesAsManyBytesOfOneThingAsThereMayBe(String piece) {
    String header = piece.startsWith("|") ? "| ID | Task | Owner | Estimate |\n|-|-|-|-|\n" : "";
    int times = (Limits.MOST_BYTES - header.length()) / piece.length();
    String document = header + piece.repeat(times);
    // Of this thread alone, so that a busy machine does not count; a warm JVM takes 1 to 3 s.
    ThreadMXBean thread = ManagementFactory.getThreadMXBean();
    long before = thread.getCurrentThreadCpuTime();
    assertThat(compile(document)).isNotNull();
    assertThat(Duration.ofNanos(thread.getCurrentThreadCpuTime() - before))
        .isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void refusesEmphasisThatIsNestedWithoutEnd() {
    String plan = "# Plan\n- [ ] T001 One\n\n";
    String most = "*a ".repeat(Limits.MOST_OPEN_MARKS) + "b* ".repeat(Limits.MOST_OPEN_MARKS);
    assertThat(findings(plan + most)).isEmpty();
    assertThat(findings(plan + "*a " + most)).contains("nesting-too-deep 4:1");
    String forged = "text\n" + "     - *a\n".repeat(20_000) + "b* ".repeat(20_000);
    assertThat(findings(plan + forged)).contains("nesting-too-deep 4:1");
    String wide = "*a\n".repeat(900) + "x\n".repeat(100_000) + "b*\n".repeat(900);
    assertThat(findings(plan + wide)).contains("nesting-too-deep 4:1");
  }

  @Test
  void readsLargeTablesAndListsWithEmphasis() {
    String row = "| **a** | _b_ | **c** |\n";
    assertThat(findings("- [ ] T1 x\n\n" + row + "|---|---|---|\n" + row.repeat(1_000))).isEmpty();
    assertThat(findings("- [ ] T1 x\n" + "  - **a** *b*\n".repeat(2_000))).isEmpty();
  }

  @Test
  void readsALongChainOfTasks() {
    String chain =
        IntStream.rangeClosed(1, Limits.MOST_TASKS)
            .mapToObj(i -> "- [ ] T" + i + " x\n  - Depends on: T" + (i % Limits.MOST_TASKS + 1))
            .collect(Collectors.joining("\n"));
    assertThat(findings(chain)).singleElement().asString().startsWith("dependency-cycle");
  }
}
