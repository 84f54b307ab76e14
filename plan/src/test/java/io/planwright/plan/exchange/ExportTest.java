package io.planwright.plan.exchange;

import static io.planwright.plan.TestingPlans.plan;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.planwright.plan.Plan;
import java.io.IOException;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

final class ExportTest {
  private static final LocalDate START = LocalDate.of(2026, 1, 5);

  private static final Plan SPRINT =
      plan(
          """
          # The "big" #1 plan

          ## Phase 1: Build & `<b>`
          - [x] 1.1 Lay; the: ground (2 days)
          - [-] 1.2 Raise "walls" (4 hours) (depends on 1.1)
          - [ ] ~~1.3 Paint 100%%~~

          ## Phase 2: Live
          **Depends on**: Phase 1
          ### Task 2.1: Move in
          **Depends on**: Task 1.2
          **Priority**: High
          - [ ] 2.1.1 Pack
          """);

  @Test
  void flowchartHasASubgraphForEachPhaseAndEscapesLabels() {
    String chart = MermaidFlowchart.write(SPRINT);

    assertThat(chart)
        .startsWith("---\ntitle: \"The \\\"big\\\" #1 plan\"\n---\nflowchart LR\n")
        .contains("  subgraph p_phase_1[\"Phase 1: Build #38; #96;#60;b#62;#96;\"]\n")
        .contains("    t_1_2[\"1.2: Raise #34;walls#34;\"]\n")
        .contains("    t_1_3[\"1.3: Paint 100#37;#37;\"]\n")
        .contains("  t_1_1 --> t_1_2\n")
        .contains("  p_phase_1 --> p_phase_2\n")
        .contains("  class t_1_1 done\n")
        .contains("  class t_1_2 in_progress\n")
        .contains("  class t_1_3 cancelled\n")
        .contains("  class t_1_2,t_2_1 critical\n");
  }

  @Test
  void impliedEdgesAreDotted() {
    Plan phases = plan("# P\n## Phase 1\n- [ ] 1.1 A\n## Phase 2\n- [ ] 2.1 B\n");

    assertThat(MermaidFlowchart.write(phases)).contains("p_phase_1 -.-> p_phase_2");
    assertThat(Dot.write(phases))
        .contains(
            "\"1.1\" -> \"2.1\" [ltail=\"cluster_phase-1\", lhead=\"cluster_phase-2\", style=dotted];");
  }

  @Test
  void ganttDrawsLengthsStatesAndWhatIsWaitedFor() {
    String chart = MermaidGantt.write(SPRINT, START);

    assertThat(chart)
        .contains("  title The #34;big#34; #35;1 plan\n")
        .contains("  section Phase 1#58; Build ")
        .contains("1.1#58; Lay#59; the#58; ground :done, t_1_1, 2026-01-05, 2d\n")
        .contains(":active, crit, t_1_2, after t_1_1, 0.5d\n")
        .contains(":crit, t_2_1, after t_1_2 t_1_3, 1d\n");
  }

  @Test
  void ganttOfACycleLeavesOneEdgeOut() {
    Plan cycle = plan("# P\n- [ ] 1.1 A (depends on 1.2)\n- [ ] 1.2 B (depends on 1.1)\n");

    assertThat(MermaidGantt.write(cycle, START))
        .contains("t_1_2, 2026-01-05")
        .contains("t_1_1, after t_1_2");
  }

  @Test
  void dotQuotesAndClusters() {
    assertThat(Dot.write(SPRINT))
        .startsWith("digraph plan {\n  graph [label=\"The \\\"big\\\" #1 plan\"")
        .contains("  subgraph \"cluster_phase-1\" {\n")
        .contains("\"1.2\" [label=\"1.2: Raise \\\"walls\\\"\", class=\"in_progress\"")
        .contains("  \"1.1\" -> \"1.2\";\n")
        .endsWith("}\n");
  }

  @Test
  void taskMasterNumbersTasksAndKeepsWhatItLacksAsMetadata() throws IOException {
    JsonNode tag = new ObjectMapper().readTree(TaskMaster.write(SPRINT)).path("master");

    JsonNode last = tag.path("tasks").path(3);
    assertThat(last.path("id").asInt()).isEqualTo(4);
    assertThat(last.path("title").asText()).isEqualTo("Move in");
    assertThat(last.path("status").asText()).isEqualTo("pending");
    assertThat(last.path("priority").asText()).isEqualTo("high");
    assertThat(last.path("dependencies").toString()).isEqualTo("[2,3]");
    assertThat(last.at("/subtasks/0/id").asInt()).isEqualTo(1);
    assertThat(last.at("/subtasks/0/title").asText()).isEqualTo("Pack");
    assertThat(last.at("/metadata/key").asText()).isEqualTo("2.1");
    assertThat(last.at("/metadata/phase").asText()).isEqualTo("phase-2");
    assertThat(tag.at("/tasks/2/status").asText()).isEqualTo("cancelled");
    assertThat(tag.at("/metadata/phases/1/dependsOn/0").asText()).isEqualTo("phase-1");
  }

  @Test
  void csvQuotesCellsAndKeepsThemFromBeingFormulas() {
    Plan plan =
        plan(
            """
            # P
            ## Phase 1: A, "b"
            ### Task 1: =HYPERLINK("http://x")
            **Assignee**: @ann
            ### Task 2: -1 off
            """);

    assertThat(Csv.write(plan))
        .startsWith("phase,key,id,title,state,owner,priority,estimate,depends on,executor,")
        .contains("\r\n\"Phase 1: A, \"\"b\"\"\",")
        .contains(",\"'=HYPERLINK(\"\"http://x\"\")\",")
        .contains(",'-1 off,")
        .endsWith("\r\n");
  }
}
