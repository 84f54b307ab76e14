package io.planwright.plan.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.plan.Compiled;
import io.planwright.plan.Dependency;
import io.planwright.plan.Diagnostic.Severity;
import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Progress;
import io.planwright.plan.Subtask;
import io.planwright.plan.Task;
import io.planwright.plan.TestingPlans;
import io.planwright.plan.compile.ImportFormat;
import io.planwright.plan.compile.PlanCompiler;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What these formats can hold comes back as it was. */
final class RoundTripTest {
  private static final PlanCompiler COMPILER = new PlanCompiler(TestingPlans.CATALOGUE);

  private static final Plan SPRINT =
      TestingPlans.plan(
          """
          # The "big" #1 plan, 100%

          ## Phase 1: Build & test
          - [x] 1.1 Lay; the: ground (2 days)
            - [x] a. Dig <deep>
            - [ ] b. Pour
          - [-] 1.2 Raise "walls" | roofs (depends on 1.1)
          - [ ] ~~1.3 Paint 100%% {blue}~~

          ## Phase 2: Live 日本語
          **Depends on**: Phase 1
          ### Task 2.1: =SUM(A1) move, in
          **Depends on**: Task 1.2
          **Priority**: High
          **Owner**: Ann
          **Estimate**: 4 hours
          ### Task 2.2: Déménager 🚚
          **Status**: Blocked
          **Depends on**: Task 2.1
          """);

  private static final Plan TWINS =
      TestingPlans.plan("# P\n## A\n- [ ] Sleep\n- [x] Sleep\n## B\n- [-] Sleep\n");

  private static final Plan PHASES =
      TestingPlans.plan(
          "# P\n## Phase 1\n- [ ] 1.1 A\n- [ ] 1.2 B\n## Phase 2\n- [ ] 2.1 C\n- [ ] 2.2 D\n");

  @Test
  void taskMaster() {
    for (Plan plan : List.of(SPRINT, PHASES, TWINS)) {
      Plan back = read(TaskMaster.write(plan), ImportFormat.TASKMASTER);

      assertThat(back.title()).isEqualTo(plan.title());
      same(plan, back);
      assertThat(keys(back)).isEqualTo(keys(plan));
      assertThat(items(back)).isEqualTo(items(plan));
      assertThat(fields(back)).isEqualTo(fields(plan));
      assertThat(compiled(COMPILER.compile(bytes(TaskMaster.write(plan)))).hash())
          .isEqualTo(back.hash());
    }
  }

  @Test
  void csv() {
    for (Plan plan : List.of(SPRINT, PHASES, TWINS)) {
      Plan back = read(Csv.write(plan), ImportFormat.CSV);

      same(plan, back);
      assertThat(fields(back)).isEqualTo(fields(plan));
    }
  }

  @Test
  void flowchart() {
    for (Plan plan : List.of(SPRINT, PHASES, TWINS)) {
      Plan back = read(MermaidFlowchart.write(plan), ImportFormat.MERMAID);

      assertThat(back.title()).isEqualTo(plan.title());
      same(plan, back);
      assertThat(kinds(back)).isEqualTo(kinds(plan));
    }
  }

  @Test
  void dot() {
    for (Plan plan : List.of(SPRINT, PHASES, TWINS)) {
      Plan back = read(Dot.write(plan), ImportFormat.DOT);

      assertThat(back.title()).isEqualTo(plan.title());
      same(plan, back);
      assertThat(kinds(back)).isEqualTo(kinds(plan));
    }
  }

  /** It knows two states, and only edges between tasks. */
  @Test
  void gantt() {
    Plan back = read(MermaidGantt.write(SPRINT, LocalDate.of(2026, 1, 5)), ImportFormat.MERMAID);

    assertThat(back.title()).isEqualTo(SPRINT.title());
    assertThat(titles(back)).isEqualTo(titles(SPRINT));
    assertThat(back.tasks().map(Task::state))
        .containsExactly(
            Progress.DONE, Progress.IN_PROGRESS, Progress.TODO, Progress.TODO, Progress.TODO);
    TaskGraph graph = TaskGraph.of(SPRINT);
    assertThat(back.task("2.1").orElseThrow().dependsOn())
        .extracting(Dependency::key)
        .containsExactlyElementsOf(graph.needs(SPRINT.task("2.1").orElseThrow()));
  }

  private static Plan read(String text, ImportFormat format) {
    return compiled(COMPILER.read(bytes(text), format));
  }

  private static Plan compiled(Compiled compiled) {
    assertThat(compiled.diagnostics()).noneMatch(d -> d.severity() != Severity.INFO);
    return compiled.plan();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void same(Plan plan, Plan back) {
    assertThat(back.phases())
        .extracting(Phase::title)
        .isEqualTo(plan.phases().stream().map(Phase::title).toList());
    assertThat(titles(back)).isEqualTo(titles(plan));
    assertThat(back.tasks().map(Task::state).toList())
        .isEqualTo(plan.tasks().map(Task::state).toList());
    assertThat(edges(back)).isEqualTo(edges(plan));
  }

  private static List<String> titles(Plan plan) {
    return plan.tasks().map(task -> task.id().orElse("-") + " " + task.title()).toList();
  }

  private static List<String> keys(Plan plan) {
    return plan.tasks().map(Task::key).toList();
  }

  private static List<String> items(Plan plan) {
    return plan.tasks()
        .flatMap(task -> task.subtasks().stream())
        .map((Subtask item) -> item.id().orElse("-") + " " + item.title() + " " + item.state())
        .toList();
  }

  private static List<String> fields(Plan plan) {
    return plan.tasks()
        .map(
            task ->
                task.priority() + " " + task.assignee() + " " + task.estimate().map(e -> e.text()))
        .toList();
  }

  /** By place in the plan, since not every format keeps keys. */
  private static TreeSet<String> edges(Plan plan) {
    return all(plan, false);
  }

  private static TreeSet<String> kinds(Plan plan) {
    return all(plan, true);
  }

  private static TreeSet<String> all(Plan plan, boolean kinds) {
    Map<String, String> places = new LinkedHashMap<>();
    plan.phases().forEach(phase -> places.put(phase.key(), "P" + places.size()));
    plan.tasks().forEach(task -> places.put(task.key(), "T" + places.size()));
    List<String> edges = new ArrayList<>();
    for (Phase phase : plan.phases()) {
      phase.dependsOn().forEach(d -> edges.add(edge(places, phase.key(), d, kinds)));
      phase
          .tasks()
          .forEach(
              task -> task.dependsOn().forEach(d -> edges.add(edge(places, task.key(), d, kinds))));
    }
    return new TreeSet<>(edges);
  }

  private static String edge(
      Map<String, String> places, String from, Dependency to, boolean kinds) {
    return places.get(from) + " " + places.get(to.key()) + (kinds ? " " + to.kind() : "");
  }
}
