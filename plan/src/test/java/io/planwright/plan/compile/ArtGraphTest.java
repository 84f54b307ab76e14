package io.planwright.plan.compile;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ArtGraphTest {

  private static List<String> edges(String art) {
    return ArtGraph.read(Fences.of("", art)).map(ArtGraph::edges).orElse(List.of()).stream()
        .map(edge -> edge.from().text() + ">" + edge.to().text())
        .sorted()
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "T001 → T002 → T003!T001>T002 T002>T003",
        "T001 --> T002!T001>T002",
        "T001 -> T002!T001>T002",
        "T001 ──► T002!T001>T002",
        "T001 ==> T002!T001>T002",
        "T001 ← T002!T002>T001",
        "1.1 (set up) → 1.2 (build)!1.1>1.2",
        "[T001] → [T002]!T001>T002",
        "BE-021──▶BE-022!BE-021>BE-022",
        "M1 → M2!M1>M2",
        "S7-1 → S7-2!S7-1>S7-2",
        "WP-R1-1 ──> WP-R1-4!WP-R1-1>WP-R1-4",
        "1 → 2!1>2"
      })
  void readsAChain(String art, String expected) {
    assertThat(edges(art)).containsExactly(expected.split(" "));
  }

  @Test
  void saysWhereItReadAnEdgeAndHowSureItIs() {
    ArtGraph graph = ArtGraph.read(Fences.of("text", "x\n  Task 1.1 (a) → Task 1.2")).orElseThrow();
    assertThat(graph.edges())
        .singleElement()
        .matches(edge -> Fences.place(edge.from().source()).equals("3:3"))
        .matches(edge -> Fences.place(edge.to().source()).equals("3:18"))
        .matches(edge -> edge.from().label().equals("Task 1.1 (a)"))
        .matches(edge -> edge.confidence() == 0.8);
  }

  @Test
  void readsWhatStandsOneBelowTheOther() {
    assertThat(edges("Phase 1: Setup\n   ↓\nPhase 2: Build\n   |\n   v\nPhase 3: Ship"))
        .containsExactly("Phase 1>Phase 2", "Phase 2>Phase 3");
    assertThat(edges("T001 Set up\n  │\nT002 Build")).containsExactly("T001>T002");
    assertThat(edges("阶段 1 基础\n    │\n    ▼\n阶段 2 功能")).containsExactly("阶段 1>阶段 2");
  }

  @Test
  void readsForksAndJoins() {
    assertThat(
            edges(
                """
                T001 ─┬─► T002 ─┐
                      ├─► T003 ─┼─► T005
                      └─► T004 ─┘
                """))
        .containsExactly(
            "T001>T002", "T001>T003", "T001>T004", "T002>T005", "T003>T005", "T004>T005");
    assertThat(
            edges(
                """
                Task 1 --+--> Task 2
                         |
                         +--> Task 3
                """))
        .containsExactly("Task 1>Task 2", "Task 1>Task 3");
  }

  @Test
  void readsTrees() {
    assertThat(
            edges(
                """
                T001
                ├── T002
                │   └── T004
                └── T003
                """))
        .containsExactly("T001>T002", "T001>T003", "T002>T004");
    assertThat(edges("T001\n  └── T002 ← needs nothing more\n  └── T003\n"))
        .containsExactly("T001>T002", "T001>T003");
    assertThat(edges("T001\n|-- T002\n`-- T003\n")).containsExactly("T001>T002", "T001>T003");
  }

  @Test
  void aTreeOfPhasesAndTheirTasksOrdersNothing() {
    assertThat(edges("Phase 1\n├── Task 1.1\n└── Task 1.2\n")).isEmpty();
    assertThat(edges("1.1 a\n├── 1.1.1 b\n└── 1.1.2 c\n")).isEmpty();
  }

  @Test
  void readsADrawingOfPhases() {
    assertThat(
            edges(
                """
                Phase 1 (Setup)
                  │
                  ├─────────────────────────────────────┐
                  │                                     │
                  ▼                                     ▼
                Phase 2 (Foundational)                Phase 4 (Fixtures)
                  │  BLOCKS the stories                 │  (only needs Phase 1)
                  │                                     │
                  ├── Phase 3 (Determinism)             │
                  │     │                               │
                  │     └──────────────┬────────────────┘
                  │                    ▼
                  │              Phase 5 (Golden Suite)
                  │                    │
                  │                    ▼
                  │              Phase 6 (Invariants)
                  │
                  ├── Phase 7 (Whitespace)
                """))
        .containsExactly(
            "Phase 1>Phase 2",
            "Phase 1>Phase 4",
            "Phase 2>Phase 3",
            "Phase 2>Phase 7",
            "Phase 3>Phase 5",
            "Phase 4>Phase 5",
            "Phase 5>Phase 6");
  }

  @Test
  void readsBoxesThatNamePartsOfAPlan() {
    assertThat(
            edges(
                """
                ┌─────────┐   ┌─────────┐     ┌─────────┐
                │Sprint 1 │──►│Sprint 2 │────►│Sprint 4 │
                │Backend  │   └─────────┘     └─────────┘
                └────┬────┘                        ▲
                     │        ┌─────────┐          │
                     └───────►│Sprint 3 │──────────┘
                              └─────────┘
                """))
        .containsExactly(
            "Sprint 1>Sprint 2", "Sprint 1>Sprint 3", "Sprint 2>Sprint 4", "Sprint 3>Sprint 4");
    assertThat(
            edges(
                """
                +--------+      +--------+
                | Task 1 |----->| Task 2 |
                +--------+      +--------+
                """))
        .containsExactly("Task 1>Task 2");
  }

  @Test
  void readsAChainOfNamesWithLessConfidence() {
    ArtGraph graph = ArtGraph.read(Fences.of("", "Supabase建表 → 题库导入 → 题型组件\n")).orElseThrow();
    assertThat(graph.edges())
        .extracting(e -> e.from().text() + ">" + e.to().text() + " " + e.confidence())
        .containsExactly("Supabase建表>题库导入 0.5", "题库导入>题型组件 0.5");
  }

  @Test
  void aLineWithArrowsAtBothEndsOrdersNothing() {
    assertThat(edges("T001 ◄──► T002")).isEmpty();
    assertThat(edges("T001 <--> T002")).isEmpty();
    assertThat(edges("T001 ── T002")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "backend/\n├── app/\n│   ├── models/\n│   │   └── result.py   # Sprint 1\n│   └── api.py   # Sprint 2\n└── README.md\n",
        "docs\n├── T001.md\n└── T002.md\n",
        "┌──────────┐     ┌─────────┐     ┌──────────┐\n│ Frontend │────►│ Backend │────►│ Database │\n└──────────┘     └─────────┘     └──────────┘\n",
        "+--------+    +--------+\n| Client |--->| Server |\n+--------+    +--------+\n",
        "┌────────────────┐\n│ [Save] [Close] │\n│ Name: ______   │\n└────────────────┘\n",
        "Alice->>Bob: hello\nBob-->>Alice: hi\n",
        "fn a() -> b;\nfn c() -> d;\nlet x = y -> z;\n",
        "S3 → Lambda → EC2(x)\n",
        "- one\n- two\n",
        "| T001 | T002 |\n|------|------|\n| T003 | T004 |\n",
        "$ dotnet test --no-build\n$ dotnet build -c Release\n",
        "User story 1 - done\nUser story 2 - open\n",
        ""
      })
  void isNothingWithoutPartsOfAPlanThatALineJoins(String art) {
    assertThat(edges(art)).isEmpty();
  }

  @Test
  void readsNoOtherLanguage() {
    assertThat(ArtGraph.read(Fences.of("rust", "T001 -> T002"))).isEmpty();
  }

  static Stream<String> pathological() {
    int n = 100_000;
    return Stream.of(
        "→".repeat(n),
        "T001 → ".repeat(n / 7),
        "T001 → T002\n".repeat(n / 12),
        "┼".repeat(390).concat("\n").repeat(390),
        "T001┼".repeat(78).concat("\n").repeat(390),
        "T1 ┬ ".repeat(78).concat("\n").repeat(390),
        "┌──┐".repeat(97).concat("\n").repeat(390),
        "+".repeat(390).concat("\n").repeat(390),
        "+-".repeat(195).concat("\n").repeat(390),
        "│".repeat(n),
        "v\n".repeat(399),
        "\n".repeat(n));
  }

  @ParameterizedTest
  @MethodSource("pathological")
  @Timeout(value = 5, unit = TimeUnit.SECONDS)
  void endsSoonOnPathologicalInput(String art) {
    assertThat(edges(art)).hasSizeLessThanOrEqualTo(ArtGraph.MOST_EDGES);
  }

  @Property(tries = 3_000)
  void noTextStopsIt(@ForAll("texts") String text) {
    assertThat(edges(text)).doesNotContainNull();
  }

  @Provide
  Arbitrary<String> texts() {
    return FenceTexts.of(
        "T001", "T002", "Phase 1", "Phase 2", "→", "-->", "│", "|", "├──", "└─", "┌──┐", "│ T1 │",
        "└──┘", "▼", "v", "\n", "\n", "   ", "+--+", "─", "┼", "◄", "建表", "\t");
  }
}
