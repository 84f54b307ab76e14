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

final class MermaidGraphTest {

  private static MermaidGraph read(String content) {
    return MermaidGraph.read(Fences.of("mermaid", content)).orElseThrow();
  }

  private static List<String> edges(String lines) {
    return read("graph TD\n" + lines).edges().stream().map(e -> e.from() + ">" + e.to()).toList();
  }

  private static String label(String line) {
    return read("flowchart LR\n" + line).nodes().getFirst().label();
  }

  @Test
  void readsNodesAndEdgesWithTheirPlaces() {
    MermaidGraph graph =
        read("graph TD\n    A[AI Orchestrator] --> B[Smart Budgeting]\n    A --> C\n");
    assertThat(graph.nodes())
        .extracting(n -> n.id() + "=" + n.label() + " " + Fences.place(n.source()))
        .containsExactly("A=AI Orchestrator 3:5", "B=Smart Budgeting 3:28", "C=C 4:11");
    assertThat(graph.edges())
        .extracting(e -> e.from() + e.to() + " " + Fences.place(e.source()))
        .containsExactly("AB 3:24", "AC 4:7");
    assertThat(graph.edges()).allMatch(MermaidGraph.Edge::directed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "A[Plain words]!Plain words",
        "A(Round)!Round",
        "A([Stadium])!Stadium",
        "A[[Subroutine]]!Subroutine",
        "A[(Database)]!Database",
        "A((Circle))!Circle",
        "A(((Double)))!Double",
        "A{Decision?}!Decision?",
        "A{{Hexagon}}!Hexagon",
        "A[/Slanted/]!Slanted",
        "A[\\Slanted/]!Slanted",
        "A>Flag]!Flag",
        "A[\"Task 1.1: (quoted) [x]\"]!Task 1.1: (quoted) [x]",
        "A([\"Quoted\"])!Quoted",
        "A[T001<br/>Set up<br>it]!T001 Set up it",
        "A[\"`**Bold** text`\"]!Bold text",
        "A[a &amp; b &lt;1s #quot;c#quot; #35;7]!a & b <1s \"c\" #7",
        "A[latency <100ms & up]!latency <100ms & up",
        "A[Task 1 (with brackets)]!Task 1 (with brackets)",
        "A[(P) Do it]!(P) Do it",
        "A[fa:fa-car Drive]!Drive",
        "A@{ shape: rect, label: \"New form\" }!New form",
        "A[Styled]:::done!Styled",
        "A[データ取得 🚀]!データ取得 🚀",
        "A [Spaced]!Spaced"
      })
  void readsTheWordsOfALabelInAnyShape(String line, String label) {
    assertThat(label(line)).isEqualTo(label);
  }

  @Test
  void aLabelInQuotesMayTakeLines() {
    assertThat(read("graph TD\nA[\"one\ntwo\"] --> B").nodes().getFirst().label())
        .isEqualTo("one two");
    assertThat(edges("A[\"one\ntwo\"] --> B")).containsExactly("A>B");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A --> B",
        "A-->B",
        "A ---> B",
        "A -.-> B",
        "A -..-> B",
        "A ==> B",
        "A --x B",
        "A --o B",
        "A -->|yes| B",
        "A-->|yes|B",
        "A -- yes --> B",
        "A -. yes .-> B",
        "A == yes ==> B",
        "A e1@--> B",
        "A --> B;",
        "A:::done --> B:::todo"
      })
  void readsAnArrow(String line) {
    MermaidGraph graph = read("graph LR\n" + line + "\n");
    assertThat(graph.edges())
        .singleElement()
        .matches(e -> e.from().equals("A") && e.to().equals("B") && e.directed())
        .matches(e -> e.label().equals(line.contains("yes") ? "yes" : ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"A --- B", "A === B", "A -.- B", "A <--> B", "A -- yes --- B", "A ---|yes| B"})
  void aLineWithoutOneDirectionOrdersNothing(String line) {
    assertThat(read("graph LR\n" + line).edges()).singleElement().matches(e -> !e.directed());
  }

  @Test
  void readsChainsGroupsOfNodesAndSeveralStatementsInALine() {
    assertThat(edges("A --> B --> C")).containsExactly("A>B", "B>C");
    assertThat(edges("A & B --> C & D")).containsExactly("A>C", "A>D", "B>C", "B>D");
    assertThat(edges("A --> B; C --> D")).containsExactly("A>B", "C>D");
    assertThat(edges("A[one] --> B{two} -->|no| C(three)")).containsExactly("A>B", "B>C");
    assertThat(edges("A ~~~ B")).isEmpty();
  }

  @Test
  void idsMayHaveDotsHyphensAndAnyLetters() {
    assertThat(edges("T-1.1 --> T-1.2\n1.1-->1.2\nзадача --> 任务_2\n#12 --> BE-021"))
        .containsExactly("T-1.1>T-1.2", "1.1>1.2", "задача>任务_2", "#12>BE-021");
    assertThat(edges("end1 --> classy\nclassDefault --> style_1"))
        .containsExactly("end1>classy", "classDefault>style_1");
  }

  @Test
  void leavesOutCommentsStylesAndClicks() {
    assertThat(
            edges(
                """
                %% A --> X
                A --> B %% why
                style A fill:#f9f,stroke:#333
                classDef done fill:#9f6
                class A,B done
                click A "https://example.org" _blank
                linkStyle 0 stroke:red
                direction LR
                B --> C
                """))
        .containsExactly("A>B", "B>C");
  }

  @Test
  void readsGroupsWithTheirMembers() {
    MermaidGraph graph =
        read(
            """
            graph TD
              X --> A
              subgraph P1 [Phase 1: Base]
                A --> B
                subgraph Inner
                  C
                end
              end
              subgraph "Phase 2"
                D
              end
              B --> P1
            """);
    assertThat(graph.groups())
        .extracting(g -> g.id() + "|" + g.title() + "|" + g.members())
        .containsExactly(
            "P1|Phase 1: Base|[A, B, Inner]", "Inner|Inner|[C]", "Phase 2|Phase 2|[D]");
    assertThat(graph.nodes())
        .extracting(MermaidGraph.Node::id)
        .containsExactly("X", "A", "B", "C", "D");
    assertThat(graph.edges()).hasSize(3);
  }

  @Test
  void aNodeKeepsTheLabelItIsGivenAnywhere() {
    assertThat(read("graph TD\nA --> B\nA[First]\nB[Second]").nodes())
        .extracting(MermaidGraph.Node::label)
        .containsExactly("First", "Second");
  }

  @Test
  void startsAfterFrontMatterAndDirectives() {
    assertThat(
            read("---\ntitle: x\n---\n%%{init: {'theme': 'base'}}%%\n%% a\ngraph TD;\nA-->B")
                .edges())
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gantt\n title x",
        "sequenceDiagram\n A->>B: x",
        "",
        "pie\n",
        "stateDiagram-v2\n a --> b"
      })
  void isNoOtherDiagram(String content) {
    assertThat(MermaidGraph.read(Fences.of("mermaid", content))).isEmpty();
  }

  @Test
  void aFenceWithoutALanguageMustStateADirection() {
    assertThat(MermaidGraph.read(Fences.of("", "graph TD\nA --> B"))).isPresent();
    assertThat(MermaidGraph.read(Fences.of("", "graph of things\nA --> B"))).isEmpty();
    assertThat(MermaidGraph.read(Fences.of("python", "graph TD\nA --> B"))).isEmpty();
  }

  @Test
  void aBrokenLineCostsNoOther() {
    assertThat(edges("A --> B[never closed\nC --> D\n--> E\nF -->\nG -- H\nI --> J"))
        .containsExactly("A>B", "C>D", "I>J");
  }

  static Stream<String> pathological() {
    int n = 100_000;
    return Stream.of(
        "A[".repeat(n),
        "A[\"\n".repeat(n),
        "A@{\n".repeat(n),
        "A -->|".repeat(n),
        "A -- x ".repeat(n),
        "A --> ".repeat(n),
        "A --> B\n".repeat(n / 8),
        "A & ".repeat(n),
        "A & ".repeat(n / 4) + "A --> " + "B & ".repeat(n / 4) + "B",
        "subgraph x\n".repeat(n / 10),
        "end\n".repeat(n),
        "-".repeat(n),
        "A" + "-".repeat(n) + ">B",
        "([{".repeat(n),
        "\"".repeat(n),
        "%%{\n".repeat(n),
        "A[" + "<".repeat(n) + "]",
        "A[" + "&#".repeat(n) + "]");
  }

  @ParameterizedTest
  @MethodSource("pathological")
  @Timeout(value = 5, unit = TimeUnit.SECONDS)
  void endsSoonOnPathologicalInput(String body) {
    MermaidGraph graph = read("graph TD\n" + body);
    assertThat(graph.edges()).hasSizeLessThanOrEqualTo(MermaidGraph.MOST_EDGES);
    assertThat(graph.nodes()).hasSizeLessThanOrEqualTo(MermaidGraph.MOST_NODES + 1);
  }

  @Property(tries = 2_000)
  void noTextStopsIt(@ForAll("texts") String text) {
    assertThat(MermaidGraph.read(Fences.of("mermaid", "graph TD\n" + text))).isPresent();
    assertThat(MermaidGraph.read(Fences.of("mermaid", text))).isNotNull();
  }

  @Provide
  Arbitrary<String> texts() {
    return FenceTexts.of(
        "A",
        "B",
        "[",
        "]",
        "(",
        ")",
        "{",
        "}",
        "-->",
        "--",
        "-.",
        ".->",
        "==",
        "==>",
        "|",
        "&",
        "\"",
        ";",
        "subgraph ",
        "end",
        "%%",
        "@{",
        ":::",
        "<br/>",
        "~~~",
        "graph TD",
        "---\n");
  }
}
