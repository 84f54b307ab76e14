package io.planwright.plan.compile;

import static io.planwright.plan.compile.Documents.findings;
import static io.planwright.plan.compile.Documents.keys;
import static io.planwright.plan.compile.Documents.stated;
import static io.planwright.plan.compile.Documents.task;
import static io.planwright.plan.compile.Documents.titles;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.planwright.plan.Binding;
import io.planwright.plan.Compiled;
import io.planwright.plan.Criterion;
import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Priority;
import io.planwright.plan.Progress;
import io.planwright.plan.Source;
import io.planwright.plan.Subtask;
import io.planwright.plan.Task;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ImportTest {
  private static final PlanCompiler COMPILER = new PlanCompiler(TestingExecutors.catalogue());

  private static final String TASK_MASTER =
      """
      {
        "master": {
          "tasks": [
            {"id": 1, "title": "Lay the ground", "status": "completed", "priority": "high",
             "description": "Flat.", "details": "Very.", "testStrategy": "p95 < 400 ms",
             "dependencies": [], "subtasks": [
               {"id": 1, "title": "Dig", "status": "done"},
               {"id": 2, "title": "Pour", "status": "pending", "dependencies": [1, "3.1"]}]},
            {"id": 2, "title": "Raise", "status": "review", "dependencies": [1, "3.1"]},
            {"id": 3, "title": "Paint", "status": null, "dependencies": null, "priority": "low"},
            {"id": 4, "title": "Wait", "status": "deferred", "dependencies": [9]},
            {"id": 5, "title": "Drop", "status": "cancelled"},
            {"id": 6, "title": "Stuck", "status": "blocked"},
            {"id": 7, "title": "Odd", "status": "whatever"}
          ],
          "metadata": {"description": "A house"}
        }
      }
      """;

  @Test
  void readsTaskMaster() {
    Compiled compiled = read(TASK_MASTER, ImportFormat.TASKMASTER);
    Plan plan = compiled.plan();

    assertThat(plan.title()).isEqualTo("A house");
    assertThat(plan.phases()).extracting(Phase::title).containsExactly("master");
    assertThat(plan.tasks().map(Task::state))
        .containsExactly(
            Progress.DONE,
            Progress.IN_PROGRESS,
            Progress.TODO,
            Progress.ON_HOLD,
            Progress.CANCELLED,
            Progress.BLOCKED,
            Progress.TODO);
    Task first = plan.tasks().findFirst().orElseThrow();
    assertThat(first.id()).contains("1");
    assertThat(first.priority()).contains(Priority.P1);
    assertThat(first.source()).isEqualTo(new Source(4, 7));
    assertThat(first.details().description()).isEqualTo("Flat. Very.");
    assertThat(first.criteria()).extracting(Criterion::text).containsExactly("p95 < 400 ms");
    assertThat(first.subtasks()).extracting(Subtask::title).containsExactly("Dig", "Pour");
    assertThat(first.subtasks()).extracting(s -> s.id().orElse("")).containsExactly("1.1", "1.2");
    assertThat(first.binding().origin()).isEqualTo(Binding.Origin.MANUAL);
    assertThat(stated(first.dependsOn())).containsExactly("master~3");
    assertThat(stated(task(plan, "master~2").dependsOn())).containsExactly("master~1", "master~3");
    assertThat(findings(compiled))
        .containsExactly(
            "value-null 10:45",
            "value-null 10:67",
            "dangling-reference 11:73",
            "status-unknown 14:43");
  }

  @Test
  void readsTheLegacyShapeOfTaskMasterAndSeveralTags() {
    Plan legacy = plan("{\"tasks\":[{\"id\":1,\"title\":\"A\"}]}", ImportFormat.TASKMASTER);
    Plan tags =
        plan(
            """
            {"a":{"tasks":[{"id":1,"title":"A"}]},
             "b":{"tasks":[{"id":1,"title":"B"},{"id":"2","title":"C","dependencies":["1"]}]}}""",
            ImportFormat.TASKMASTER);

    assertThat(titles(legacy)).containsExactly("A");
    assertThat(tags.phases()).extracting(Phase::title).containsExactly("a", "b");
    assertThat(stated(task(tags, "b~2").dependsOn())).containsExactly("b~1");
  }

  @Test
  void aTaskMasterDocumentIsAPlanDocument() {
    Compiled compiled = Documents.compile(TASK_MASTER);

    assertThat(compiled.plan().hash()).isEqualTo(plan(TASK_MASTER, ImportFormat.TASKMASTER).hash());
    assertThat(findings("{\"tasks\": [}")).first().asString().startsWith("json-invalid 1:");
    assertThat(findings("{\"other\": []}")).contains("not-a-plan 1:1");
  }

  @Test
  void readsCsvByTheWordsOfItsHeader() {
    Compiled compiled =
        read(
            """
            Owner;Task Name;ID;Sprint;Status;Depends on;Duration;Priority;Remarks
            Ann;"Lay; the ""ground""\";T1;Base;Done;;2 days;High;x
            ;Raise;T2;;In Progress;T1;;;

            Ben;Paint;T3;Top;;Raise, Base, T9;;P0;
            ;;T4;;;;;;
            """,
            ImportFormat.CSV);
    Plan plan = compiled.plan();

    assertThat(titles(plan)).containsExactly("Lay; the \"ground\"", "Raise", "Paint");
    assertThat(plan.phases()).extracting(Phase::title).containsExactly("Base", "Top");
    assertThat(keys(plan)).containsExactly("t1", "t2", "t3");
    Task first = task(plan, "t1");
    assertThat(first.state()).isEqualTo(Progress.DONE);
    assertThat(first.assignee()).contains("Ann");
    assertThat(first.estimate().orElseThrow().effort()).contains(Duration.ofHours(16));
    assertThat(first.priority()).contains(Priority.P1);
    assertThat(task(plan, "t2").state()).isEqualTo(Progress.IN_PROGRESS);
    assertThat(stated(task(plan, "t3").dependsOn())).containsExactly("t2", "base");
    assertThat(findings(compiled)).containsExactly("dangling-reference 5:19", "title-missing 6:1");
  }

  @Test
  void saysWhatIsWrongWithCsv() {
    assertThat(findings(read("a,b\n1,2\n", ImportFormat.CSV))).containsExactly("csv-header 1:1");
    assertThat(findings(read("title\n\"Lay\n", ImportFormat.CSV)))
        .containsExactly("csv-invalid 2:1");
  }

  @Test
  void readsAFlowchartThatIsAllThereIs() {
    Plan plan =
        plan(
            """
            graph TD
              subgraph one[Base]
                A[T1: Lay]:::done --> B(Raise)
              end
              subgraph two
                C{Go?}
              end
              B -.-> C
              one ==> D
              class B active
            """,
            ImportFormat.MERMAID);

    assertThat(plan.phases()).extracting(Phase::title).containsExactly("Base", "two", "Tasks");
    assertThat(titles(plan)).containsExactly("Lay", "Raise", "Go?", "D");
    assertThat(plan.tasks().map(Task::state))
        .containsExactly(Progress.DONE, Progress.IN_PROGRESS, Progress.TODO, Progress.TODO);
    assertThat(stated(task(plan, "base~raise").dependsOn())).containsExactly("t1");
    assertThat(Documents.implied(task(plan, "two~go").dependsOn())).containsExactly("base~raise");
    assertThat(stated(task(plan, "tasks~d").dependsOn())).containsExactly("base");
  }

  @Test
  void readsAGanttThatIsAllThereIs() {
    Plan plan =
        plan(
            """
            gantt
              title House
              dateFormat YYYY-MM-DD
              section Base
              Lay :done, a, 2026-01-05, 2d
              Raise :active, b, after a, 1w
              section Top
              Go :milestone, after a b, 0d
            """,
            ImportFormat.MERMAID);

    assertThat(plan.title()).isEqualTo("House");
    assertThat(titles(plan)).containsExactly("Lay", "Raise", "Go");
    assertThat(task(plan, "base~lay").estimate().orElseThrow().effort())
        .contains(Duration.ofHours(16));
    assertThat(task(plan, "top~go").details().gate()).isTrue();
    assertThat(stated(task(plan, "top~go").dependsOn())).containsExactly("base~lay", "base~raise");
  }

  @Test
  void readsTheFirstDiagramOfAMarkdownDocument() {
    Compiled compiled =
        read("# Words\n\n```mermaid\ngraph LR\nA-->B\nB-->A\n```\n", ImportFormat.MERMAID);

    assertThat(titles(compiled.plan())).containsExactly("A", "B");
    assertThat(findings(compiled)).singleElement().asString().startsWith("dependency-cycle");
    assertThat(findings(read("just words", ImportFormat.MERMAID)))
        .containsExactly("not-mermaid 1:1");
  }

  @Test
  void readsDigraphs() {
    Plan plan =
        plan(
            """
            /* a house */
            strict digraph "House" {
              node [shape=box]; rankdir=LR
              subgraph cluster_0 { label = "Base"; a [label="T1: Lay\\nit", class=done]; b -> e:n; }
              // later
              subgraph cluster_top { "c d" [label=<<b>Paint</b>>] }
              a -> {b "c d"} -> f [style=dotted]
              b -> f [ltail=cluster_0];
            }
            """,
            ImportFormat.DOT);

    assertThat(plan.title()).isEqualTo("House");
    assertThat(plan.phases()).extracting(Phase::title).containsExactly("Base", "top", "Tasks");
    assertThat(titles(plan)).containsExactly("Lay it", "b", "e", "Paint", "f");
    assertThat(task(plan, "t1").state()).isEqualTo(Progress.DONE);
    assertThat(Documents.implied(task(plan, "tasks~f").dependsOn()))
        .containsExactly("base~b", "top~paint");
    assertThat(stated(task(plan, "tasks~f").dependsOn())).containsExactly("base");
  }

  @Test
  void saysWhereADigraphEndsToBeOne() {
    assertThat(findings(read("digraph {\n  a -> ;\n}", ImportFormat.DOT)))
        .contains("dot-invalid 2:8");
    assertThat(findings(read("digraph { a -> b", ImportFormat.DOT)))
        .containsExactly("dot-invalid 1:17");
    assertThat(findings(read("words", ImportFormat.DOT))).contains("dot-invalid 1:1");
    assertThat(findings(read("digraph " + "{".repeat(100), ImportFormat.DOT)))
        .contains("nesting-too-deep 1:51");
  }

  @ParameterizedTest
  @EnumSource(ImportFormat.class)
  void noTextBreaksAReader(ImportFormat format) {
    List<String> starts =
        List.of(
            TASK_MASTER,
            "phase,id,title,depends on\nA,1,\"b\",2\nB,2,c,\"1;3\"\n",
            "flowchart LR\nsubgraph a[\"x\"]\nb[c] -.-> d:::done\nend\nclass b,d done\n",
            "gantt\nsection A\nb :done, c, after d, 2d\n",
            "digraph g { subgraph cluster_a { a [label=\"b\"] } a -> {b c} [lhead=cluster_a] }");
    Random random = new Random(7);
    for (String start : starts) {
      for (int i = 0; i < 200; i++) {
        StringBuilder text = new StringBuilder(start);
        for (int change = random.nextInt(6); change >= 0; change--) {
          int at = random.nextInt(Math.max(1, text.length() - 1));
          switch (random.nextInt(3)) {
            case 0 -> text.replace(at, at + 1, " ");
            case 1 -> text.insert(at, "{}[]\"',;:->=#%\n\t\\é😀".charAt(random.nextInt(19)));
            default -> text.setLength(Math.max(2, at));
          }
        }
        assertThatNoException()
            .describedAs(text.toString())
            .isThrownBy(() -> read(text.toString(), format));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(ImportFormat.class)
  void manyLinesTakeNoLongerThanTheirNumber(ImportFormat format) {
    for (String unit : List.of("class a b\n", "A-->B\n", "a,b;\n", "x :a, after b, 1d\n", "a\"b")) {
      String start = format == ImportFormat.DOT ? "digraph {\n" : "flowchart LR\n";
      String text = start + unit.repeat(1_000_000 / unit.length());

      assertThat(Duration.ofSeconds(10)).isGreaterThan(timed(() -> read(text, format)));
    }
  }

  private static Duration timed(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static Plan plan(String text, ImportFormat format) {
    return read(text, format).plan();
  }

  private static Compiled read(String text, ImportFormat format) {
    return COMPILER.read(text.getBytes(StandardCharsets.UTF_8), format);
  }
}
