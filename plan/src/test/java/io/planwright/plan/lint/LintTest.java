package io.planwright.plan.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.plan.Compiled;
import io.planwright.plan.Criterion;
import io.planwright.plan.Diagnostic;
import io.planwright.plan.Diagnostic.Severity;
import io.planwright.plan.Estimate;
import io.planwright.plan.Measure;
import io.planwright.plan.Note;
import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Rollback;
import io.planwright.plan.Source;
import io.planwright.plan.TestingPlans;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each rule with a plan that breaks it and one that does not. */
final class LintTest {
  private static final String CHAIN =
      """
      # P
      ## Build
      - [ ] 1.1 Lay
      - [ ] 1.2 Raise (depends on 1.1)
      - [ ] 1.3 Paint (depends on 1.2)
      - [ ] 1.4 Sweep
      """;
  private static final String OWNED =
      """
      # P
      ### Task 1: Lay
      **Owner**: Ann
      ### Task 2: Raise
      **Owner**: Ben
      ### Task 3: Paint
      """;
  private static final String NOTIFY =
      """
      # P
      ## Build
      - [ ] 1.1 Tell them

        ```planwright
        executor: notify.send
        ```
      """;

  @Test
  void aCleanPlanHasNoFindings() {
    assertThat(findings(CHAIN.replace("Sweep", "Sweep (depends on 1.3)"))).isEmpty();
  }

  @Test
  void effortOfAPhaseIsTheSumOfItsTasks() {
    String tasks = "# P\n## Build\n- [ ] 1.1 Lay (2 days)\n- [ ] 1.2 Raise (3 days)\n";

    assertThat(estimated(tasks, days(8, "8 days")))
        .containsExactly(
            "warning effort-sum 2:1: Build says 8 days, its tasks add up to 5 days of 8 hours");
    assertThat(estimated("# P\n## Build\n- [ ] 1.1 Lay (1 day)\n", days(3, "3 days")))
        .containsExactly(
            "warning effort-sum 2:1: Build says 3 days, its tasks add up to 1 day of 8 hours");
    assertThat(estimated(tasks, days(5, "5 days"))).isEmpty();
    assertThat(estimated(tasks, days(3, "3 days"))).singleElement().asString().startsWith("info");
    assertThat(estimated(tasks, days(2, "2 days"))).singleElement().asString().startsWith("warn");
    assertThat(estimated(tasks.replace(" (3 days)", ""), days(8, "8 days"))).isEmpty();
    assertThat(
            estimated(
                "# P\n## Build\n### Task 1.1: Lay [2 SP]\n### Task 1.2: Raise [3 SP]\n",
                new Estimate("6 SP", Optional.empty(), Optional.empty(), Optional.of(6.0))))
        .containsExactly("warning effort-sum 2:1: Build says 6 SP, its tasks add up to 5 points");
  }

  @Test
  void aStatedTotalIsTheSumAndADurationNotShorterThanTheCriticalPath() {
    String chain =
        """
        # P
        ## Build
        - [ ] 1.1 Lay (2 days)
        - [ ] 1.2 Raise (3 days) (depends on 1.1)
        - [ ] 1.3 Paint (1 day)
        """;

    assertThat(scheduled(chain, "Total duration: 4 days. Words."))
        .containsExactly(
            "warning duration-short 9:1: the plan says 4 days, its critical path takes 5 days of 8"
                + " hours");
    assertThat(scheduled(chain, "**Total Estimated Effort**: 1-2 weeks")).isEmpty();
    assertThat(scheduled(chain, "Overall timeline - 1 week")).isEmpty();
    assertThat(scheduled(chain, "Total effort: 2 weeks"))
        .containsExactly(
            "warning effort-total 9:1: the plan says 2 weeks of effort, its tasks add up to 6 days"
                + " of 8 hours");
    assertThat(estimated(chain.replace(" (1 day)", ""), days(4, "4 days")))
        .containsExactly(
            "warning duration-short 2:1: Build says 4 days, its critical path takes 5 days of 8"
                + " hours");
  }

  @Test
  void theStateOfATaskFitsItsChecklist() {
    assertThat(findings("# P\n- [x] 1. Lay\n  - [x] 1.1 Dig\n  - [ ] 1.2 Pour\n"))
        .containsExactly(
            "warning checklist-contradiction 2:1: 1 Lay is done, 1 of its 2 items is open, the first"
                + " in line 4: Pour");
    assertThat(findings("# P\n- [ ] 1. Lay\n  - [x] 1.1 Dig\n"))
        .containsExactly("info checklist-contradiction 2:1: 1 Lay is open, its only item is done");
    assertThat(findings("# P\n- [x] 1. Lay\n  - [x] 1.1 Dig\n")).isEmpty();
  }

  @Test
  void whatADoneTaskWaitedForIsDone() {
    assertThat(findings("# P\n- [ ] 1.1 Lay\n- [x] 1.2 Raise (depends on 1.1)\n"))
        .containsExactly(
            "warning done-too-early 3:1: 1.2 Raise is done, 1.1 Lay in line 2, which it waits for,"
                + " is not");
  }

  @Test
  void nothingOpenWaitsForSomethingCancelled() {
    assertThat(findings("# P\n- [ ] ~~1.1 Lay~~\n- [ ] 1.2 Raise (depends on 1.1)\n"))
        .containsExactly(
            "warning dependency-cancelled 3:1: 1.2 Raise waits for 1.1 Lay, which is cancelled");
    assertThat(findings("# P\n- [ ] ~~1.1 Lay~~\n- [x] 1.2 Raise (depends on 1.1)\n")).isEmpty();
  }

  @Test
  void aTaskAloneAmongOrderedOnesIsAnOrphan() {
    assertThat(findings(CHAIN))
        .containsExactly(
            "warning orphan-task 6:1: 1.4 Sweep waits for nothing, and nothing waits for it");
    assertThat(findings("# P\n- [ ] 1.1 A\n- [ ] 1.2 B\n- [ ] 1.3 C\n- [ ] 1.4 D\n")).isEmpty();
  }

  @Test
  void whereMostHaveAnOwnerEachHas() {
    assertThat(findings(OWNED))
        .containsExactly("warning owner-missing 6:1: 3 Paint has no owner, 2 of 3 tasks have one");
    assertThat(findings(OWNED.replace("**Owner**: Ann", ""))).isEmpty();
  }

  @Test
  void aGateHasSomebodyWhoDecides() {
    String gate =
        """
        # P
        ### Task 1: Go or no-go

        ```planwright
        executor: gate.review
        ```
        """;

    assertThat(findings(gate))
        .containsExactly(
            "warning gate-undecided 2:1: 1 Go or no-go is a gate, and nobody is named to decide");
    assertThat(findings(gate.replace("no-go\n", "no-go\n**Owner**: Ann\n"))).isEmpty();
  }

  @Test
  void ofAStepWithAnEffectItIsSaidHowItIsUndone() {
    assertThat(findings(NOTIFY)).singleElement().asString().startsWith("warning undo-missing 3:1");
    assertThat(findings(NOTIFY.replace("notify.send", "notify.send\n  undo: none"))).isEmpty();
    assertThat(findings(NOTIFY.replace("notify.send", "data.fetch"))).isEmpty();
    assertThat(rolledBack(List.of())).isEmpty();
    assertThat(rolledBack(List.of("build"))).isEmpty();
    assertThat(rolledBack(List.of("other"))).hasSize(1);
  }

  @Test
  void aCriterionWithAFigureIsMeasured() {
    String manual = "# P\n## Build\n- [ ] 1.1 Lay\n";
    String bound = manual + "\n  ```planwright\n  executor: data.validate\n  ```\n";
    String mixed = bound + "## Live\n- [ ] 2.1 Move in\n";

    assertThat(asked(manual, 0, "p95 latency"))
        .containsExactly(
            "info criterion-unmeasured 9:1: no step measures p95 latency, a person has to enter it");
    assertThat(asked(bound, 0, "p95 latency")).isEmpty();
    assertThat(asked(mixed, 1, "p95 latency"))
        .singleElement()
        .asString()
        .startsWith("warning criterion-unmeasured");
    assertThat(asked(bound, 0, ""))
        .containsExactly(
            "warning criterion-unmeasured 9:1: \"under 5\" states a figure, but not of what");
  }

  @Test
  void titlesHaveWordsAndAreNotTwiceTheSame() {
    assertThat(findings("# P\n- [ ] 1.1 2024\n"))
        .containsExactly(
            "warning title-wordless 2:1: a title must say what is to be done, came \"2024\"");
    assertThat(findings("# P\n## A\n- [ ] 1.1 Lay it\n- [ ] 1.2 lay it.\n"))
        .containsExactly(
            "warning title-duplicated 4:1: \"lay it.\" is also a task in line 3, of A");
    assertThat(findings("# P\n## A\n- [ ] Lay it\n## B\n- [ ] Lay it\n"))
        .singleElement()
        .asString()
        .startsWith("info title-duplicated 5:1");
  }

  @Test
  void aPhaseHasTasks() {
    Phase phase =
        new Phase(
            "a",
            Optional.empty(),
            "A",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            new Source(3, 1));

    assertThat(findings(Plan.of("P", List.of(phase))))
        .containsExactly("warning phase-empty 3:1: A has no task");
  }

  @Test
  void everyRuleHasACodeOfItsOwnAndASentence() {
    List<Rule> rules = new Lint(TestingPlans.CATALOGUE).rules();

    assertThat(rules)
        .extracting(Rule::code)
        .doesNotHaveDuplicates()
        .allMatch(code -> code.matches("[a-z]+(-[a-z]+)*"));
    assertThat(rules).extracting(Rule::about).allMatch(about -> about.endsWith("."));
    assertThat(rules).extracting(Rule::severity).doesNotContain(Severity.INFO);
    assertThat(rules).hasSize(Rule.class.getPermittedSubclasses().length);
  }

  private static List<String> findings(String document) {
    return findings(TestingPlans.plan(document));
  }

  private static List<String> findings(Plan plan) {
    return new Lint(TestingPlans.CATALOGUE)
        .of(new Compiled(plan, List.of())).stream().map(LintTest::line).toList();
  }

  private static String line(Diagnostic d) {
    return "%s %s %d:%d: %s"
        .formatted(
            d.severity().name().toLowerCase(java.util.Locale.ROOT),
            d.code(),
            d.line(),
            d.column(),
            d.message());
  }

  private static Estimate days(int days, String text) {
    return new Estimate(
        text, Optional.of(Duration.ofHours(8L * days)), Optional.empty(), Optional.empty());
  }

  private static List<String> estimated(String document, Estimate estimate) {
    Plan plan = TestingPlans.plan(document);
    return findings(
        plan.withPhases(
            plan.phases().stream().map(p -> p.withEstimate(Optional.of(estimate))).toList()));
  }

  private static List<String> asked(String document, int phase, String metric) {
    Plan plan = TestingPlans.plan(document);
    Criterion criterion =
        new Criterion(
            "under 5",
            Optional.of(
                new Measure(
                    metric, Measure.Comparator.LESS, 5, Optional.empty(), "", Optional.empty())),
            new Source(9, 1));
    return findings(
        plan.withPhases(
            plan.phases().stream()
                .map(
                    p ->
                        p.withCriteria(
                            p == plan.phases().get(phase) ? List.of(criterion) : List.of()))
                .toList()));
  }

  private static List<String> scheduled(String document, String note) {
    Plan plan = TestingPlans.plan(document);
    return findings(
        new Plan(
            plan.title(),
            plan.phases(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(new Note(Note.Topic.SCHEDULE, "Schedule", note, new Source(9, 1)))));
  }

  private static List<String> rolledBack(List<String> undoes) {
    Plan plan = TestingPlans.plan(NOTIFY);
    return findings(
        new Plan(
            plan.title(),
            plan.phases(),
            List.of(),
            List.of(),
            List.of(new Rollback("Back", undoes, List.of("call them"), new Source(9, 1))),
            List.of(),
            List.of()));
  }
}
