package io.planwright.plan.compile;

import static io.planwright.plan.compile.Documents.compile;
import static io.planwright.plan.compile.Documents.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.plan.Compiled;
import io.planwright.plan.Evidence;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TitleMatchTest {
  private static final String TASKS =
      """
      # Plan
      ## Phase 1: Build
      ### Task 1.1: Unified order pipeline
      ### Task 1.2: Invoice rendering service
      ### Task 1.3: Supplier onboarding portal
      """;

  @Test
  void findsTheTaskThatALabelOfADrawingShortens() {
    Compiled compiled =
        compile(
            TASKS
                + """
                ## Dependencies
                ```mermaid
                graph TD
                  A[Order Pipeline] --> B[Invoice rendering]
                  B --> C[Payroll]
                ```
                """);
    assertThat(task(compiled.plan(), "1.2").dependsOn())
        .singleElement()
        .satisfies(
            edge -> {
              assertThat(edge.key()).isEqualTo("1.1");
              assertThat(edge.evidence().form()).isEqualTo(Evidence.Form.MERMAID);
              assertThat(edge.evidence().confidence()).isBetween(0.4, 0.99);
            });
    assertThat(remarks(compiled)).contains("matched-by-words 9:3", "label-unmatched 10:9");
  }

  @Test
  void tellsHowSurelyAFieldsWordsNameATask() {
    Compiled compiled = compile(TASKS + "**Depends on**: Invoice rendering\n");
    assertThat(task(compiled.plan(), "1.3").dependsOn())
        .singleElement()
        .satisfies(edge -> assertThat(edge.evidence().confidence()).isLessThan(1));
    assertThat(remarks(compiled)).contains("matched-by-words 6:1");
  }

  @Test
  void leavesWordsAloneThatTwoTitlesShareOrNoneHas() {
    Compiled compiled =
        compile(
            """
            # Plan
            ### Task 1: Order import service
            ### Task 2: Order export service
            ### Task 3: Reporting
            **Depends on**: Order service, budget approval
            """);
    assertThat(compiled.plan().tasks().toList().getLast().dependsOn()).isEmpty();
    assertThat(remarks(compiled)).contains("dependency-outside 5:1");
  }

  private static List<String> remarks(Compiled compiled) {
    return compiled.diagnostics().stream()
        .map(each -> each.code() + " " + each.line() + ":" + each.column())
        .toList();
  }
}
