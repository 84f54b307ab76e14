package io.planwright.plan.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.planwright.plan.Binding;
import io.planwright.plan.Binding.OnFailure;
import io.planwright.plan.Binding.Origin;
import io.planwright.plan.Compiled;
import io.planwright.plan.Dependency;
import io.planwright.plan.Diagnostic;
import io.planwright.plan.Plan;
import io.planwright.plan.Undo;
import io.planwright.plan.format.CanonicalMarkdown;
import io.planwright.plan.format.NativeYaml;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RulesTest {
  private static final String SPRINT =
      """
      # Sprint

      ## Phase 1: Data
      ### Task 1.1: Fetch the prices
      **Agent**: data-engineer
      ### Task 1.2: Train the model
      ### Task 1.3: Tell the desk
      ```planwright
      executor: notify.send
      inputs: {text: mine}
      ```

      ## Phase 2: Release
      **Owner**: Release Crew
      ### Task 2.1: Tell the board
      """;

  private static Rules.Reading read(String file) {
    return Rules.read(file.getBytes(StandardCharsets.UTF_8), TestingExecutors.catalogue());
  }

  private static Compiled compile(String document, String file) {
    Rules.Reading reading = read(file);
    assertThat(reading.diagnostics()).isEmpty();
    return new PlanCompiler(TestingExecutors.catalogue(), reading.rules())
        .compile(document.getBytes(StandardCharsets.UTF_8));
  }

  private static String tell(String when) {
    return "rules:\n  - when: " + when + "\n    executor: notify.send\n    inputs: {text: hi}\n";
  }

  private static List<String> ruled(Compiled compiled) {
    return compiled
        .plan()
        .tasks()
        .filter(task -> task.binding().origin() == Origin.RULE)
        .map(task -> task.key())
        .toList();
  }

  @Test
  void bindsATaskAsABlockWould() {
    Compiled compiled =
        compile(
            SPRINT,
            """
            rules:
              - when: {task: 1.1}
                executor: data.fetch
                inputs: {source: 02, symbols: [ES]}
                timeout: 10m
                attempts: 2
                on-failure: contain
                undo: none
            """);
    Binding binding = Documents.task(compiled.plan(), "1.1").binding();
    assertThat(binding.executor()).isEqualTo("data.fetch");
    assertThat(binding.origin()).isEqualTo(Origin.RULE);
    assertThat(binding.inputs())
        .containsEntry("source", "02")
        .containsEntry("symbols", List.of("ES"))
        .containsEntry("rows", 100L);
    assertThat(binding.timeout()).isEqualTo(Duration.ofMinutes(10));
    assertThat(binding.attempts()).isEqualTo(2);
    assertThat(binding.onFailure()).isEqualTo(OnFailure.CONTAIN);
    assertThat(binding.undo()).isEqualTo(new Undo.None());
    assertThat(compiled.diagnostics()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{agent: data-*} | 1.1",
        "{agent: release crew} | 2.1",
        "{title: 'tell*'} | 2.1",
        "{title: '*THE MODEL'} | 1.2",
        "{title: 'model'} | ''",
        "{title: '/the [bm]o.*[ld]$/'} | 1.2 2.1",
        "{title: 'F?tch*'} | 1.1",
        "{task: 1.2} | 1.2",
        "{phase: '*release'} | 2.1",
        "{phase: '*1*', title: '*the*'} | 1.1 1.2",
        "{task: 2.1, phase: '*data'} | ''",
        "{label: us1} | ''",
      })
  void holdsWhereAllThatIsGivenHolds(String when, String keys) {
    assertThat(String.join(" ", ruled(compile(SPRINT, tell(when))))).isEqualTo(keys.strip());
  }

  @Test
  void looksAtLabels() {
    String document = "# Plan\n- [ ] T001 [US1] Tell them\n- [ ] T002 [US2] Tell us\n";
    assertThat(ruled(compile(document, tell("{label: US1}")))).containsExactly("t001");
  }

  @Test
  void leavesToABlockWhatTheBlockSays() {
    Compiled compiled = compile(SPRINT, tell("{title: '*'}"));
    assertThat(ruled(compiled)).containsExactly("1.1", "1.2", "2.1");
    assertThat(Documents.task(compiled.plan(), "1.3").binding().inputs())
        .containsEntry("text", "mine");
  }

  @Test
  void letsTheFirstRuleThatFitsBind() {
    Compiled compiled =
        compile(
            SPRINT,
            """
            rules:
              - when: {title: "*board*"}
                executor: manual
              - when: {title: "tell*"}
                executor: notify.send
                inputs: {text: hi}
            """);
    Binding binding = Documents.task(compiled.plan(), "2.1").binding();
    assertThat(binding.executor()).isEqualTo("manual");
    assertThat(binding.origin()).isEqualTo(Origin.RULE);
    assertThat(compiled.diagnostics())
        .extracting(Diagnostic::code, Diagnostic::severity)
        .containsExactly(tuple("rule-unused", Diagnostic.Severity.INFO));
    assertThat(compiled.diagnostics().getFirst().message()).contains("line 4");
  }

  @Test
  void turnsReferencesIntoKeysAndDependencies() {
    Compiled compiled =
        compile(
            SPRINT,
            """
            rules:
              - when: {task: 1.2}
                executor: model.train
                inputs: {features: "${1.1:rows}"}
                undo:
                  executor: notify.send
                  inputs: {text: "gone: ${1.2}"}
            """);
    var task = Documents.task(compiled.plan(), "1.2");
    assertThat(task.binding().inputs()).containsEntry("features", "${1.1:rows}");
    assertThat(task.dependsOn())
        .extracting(Dependency::key, Dependency::kind)
        .contains(tuple("1.1", Dependency.Kind.INPUT));
    assertThat(compiled.runnable()).isTrue();
  }

  @Test
  void saysWhichRuleNamesATaskThatIsNotThere() {
    Compiled compiled =
        compile(SPRINT, tell("{task: 1.2}").replace("text: hi", "text: '${nobody}'"));
    assertThat(compiled.runnable()).isFalse();
    assertThat(compiled.diagnostics().getFirst().message())
        .startsWith("the rule in line 2 of the rules file: ${nobody}");
    assertThat(compiled.diagnostics().getFirst().line()).isEqualTo(6);
  }

  @Test
  void refusesToGuessWhichOfSeveralTasksIsMeant() {
    String document =
        """
        # Plan
        ## Phase 1: A
        ### Task 1: One
        ## Phase 2: B
        ### Task 1: Other
        """;
    Compiled both = compile(document, tell("{task: 1}"));
    assertThat(both.runnable()).isFalse();
    assertThat(both.diagnostics()).extracting(Diagnostic::code).contains("rule-ambiguous");
    assertThat(ruled(compile(document, tell("{task: 1, phase: '*b'}")))).hasSize(1);
  }

  @Test
  void bindsWhatANativeDocumentLeavesToPeople() {
    String rules =
        """
        rules:
          - when: {task: 1.2}
            executor: model.train
            inputs: {features: "${Fetch the prices}"}
        """;
    Plan plan = Documents.plan(SPRINT);
    Plan expected = compile(SPRINT, rules).plan();
    for (String document : List.of(NativeYaml.write(plan), CanonicalMarkdown.write(plan))) {
      Compiled compiled = compile(document, rules);
      assertThat(compiled.diagnostics()).isEmpty();
      assertThat(compiled.plan().hash()).isEqualTo(expected.hash());
    }
  }

  @Test
  void makesARuleThatLetsANativePlanGoRoundAnError() {
    String native_ = NativeYaml.write(compile(SPRINT, train("1.2", "1.1")).plan());
    String round = tell("{task: 1.1}").replace("text: hi", "text: '${1.2}'");
    assertThat(compile(native_, round).diagnostics())
        .extracting(Diagnostic::code)
        .contains("dependency-cycle");
    String itself = tell("{task: 1.1}").replace("text: hi", "text: '${1.1}'");
    assertThat(compile(native_, itself).diagnostics())
        .extracting(Diagnostic::code)
        .contains("dangling-reference");
  }

  private static String train(String task, String on) {
    return "rules:\n  - when: {task: %s}\n    executor: model.train\n    inputs: {features: '${%s}'}\n"
        .formatted(task, on);
  }

  @Test
  void keepsTheOriginInEveryFormat() {
    Plan plan = compile(SPRINT, train("1.2", "1.1")).plan();
    for (String document : List.of(NativeYaml.write(plan), CanonicalMarkdown.write(plan))) {
      Plan again = Documents.plan(document);
      assertThat(again.hash()).isEqualTo(plan.hash());
      assertThat(Documents.task(again, "1.2").binding().origin()).isEqualTo(Origin.RULE);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ruels: [] | rule-unknown-key 1:1 | rules",
        "[] | rule-invalid 1:1 | map",
        "rules: x | rule-invalid 1:8 | list",
        "rules: [x] | rule-invalid 1:9 | map",
        "rules: [{executor: manual}] | rule-invalid 1:9 | when",
        "rules: [{when: {}, executor: manual}] | rule-invalid 1:16 | when",
        "rules: [{when: {titel: x}, executor: manual}] | rule-unknown-key 1:17 | title",
        "rules: [{when: {title: ''}, executor: manual}] | rule-invalid 1:24 | text",
        "rules: [{when: {title: '/a(/'}, executor: manual}] | rule-invalid 1:24 | RE2",
        "rules: [{when: {title: '/(?=a)/'}, executor: manual}] | rule-invalid 1:24 | RE2",
        "rules: [{when: {title: '/(a{99}){99}/'}, executor: manual}] | rule-invalid 1:24 | 1000",
        "rules: [{when: {title: x}, executor: manaul}] | unknown-executor 1:38 | manual",
        "rules: [{when: {title: x}}] | rule-invalid 1:9 | executor",
        "rules: [{when: {title: x}, executor: manual, retry: 1}] | rule-unknown-key 1:46 | retries",
        "rules: [{when: {title: x}, executor: data.fetch}] | input-missing 1:38 | source",
        "rules: [{when: {title: x}, executor: data.fetch, inputs: {source: a, rows: b}}] | input-type 1:76 | whole",
        "rules: [{when: {title: x}, executor: data.fetch, inputs: {sorce: a}}] | input-unknown 1:59 | source",
        "rules: [{when: {title: x}, executor: manual, attempts: 0}] | rule-invalid 1:56 | 1 to 101",
        "rules: [{when: {title: x}, executor: manual, attempts: 1, retries: 1}] | rule-invalid 1:9 | both",
        "rules: [{when: {title: x}, executor: manual}, &a x] | rule-invalid 1:47 | anchors",
        "rules: [ | rule-invalid 1:9 | YAML",
      },
      quoteCharacter = '\0')
  void saysWhatIsWrongWithARulesFileAndWhere(String file, String finding, String words) {
    Rules.Reading reading = read(file);
    assertThat(reading.diagnostics())
        .anySatisfy(
            said -> {
              assertThat(said.code() + " " + said.line() + ":" + said.column())
                  .isEqualTo(finding.strip());
              assertThat(said.message() + " " + said.hint()).contains(words.strip());
            });
    assertThat(reading.valid()).isFalse();
    assertThat(reading.rules().size()).isZero();
  }

  @Test
  void takesAnEmptyFile() {
    for (String file : List.of("", "# nothing yet\n", "rules:\n", "rules: []\n")) {
      assertThat(read(file).valid()).isTrue();
      assertThat(read(file).rules().size()).isZero();
    }
  }

  @Test
  void refusesWhatIsTooMuch() {
    String rule = "  - when: {title: x}\n    executor: manual\n";
    assertThat(read("rules:\n" + rule.repeat(Limits.MOST_RULES)).valid()).isTrue();
    assertThat(read("rules:\n" + rule.repeat(Limits.MOST_RULES + 1)).diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly("rule-limit");
    assertThat(read("#".repeat(Limits.MOST_BYTES_OF_RULES + 1)).diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly("rule-limit");
    assertThat(read(tell("{title: " + "x".repeat(Limits.LONGEST_PATTERN) + "}")).valid()).isTrue();
    assertThat(read(tell("{title: " + "x".repeat(Limits.LONGEST_PATTERN + 1) + "}")).valid())
        .isFalse();
    assertThat(
            Rules.read(new byte[] {'#', (byte) 0xff}, TestingExecutors.catalogue()).diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly("rule-invalid");
    assertThat(read("rules: " + "[".repeat(100) + "]".repeat(100)).valid()).isFalse();
  }

  @Test
  @Timeout(10)
  void takesLinearTimeOnHostilePatterns() {
    String title = "a".repeat(9_000);
    String document = "# Plan\n" + ("- [ ] " + title + "!\n").repeat(200);
    for (String pattern :
        List.of("/^(a+)+b$/", "*a*a*a*a*a*a*a*a*a*b", "/(a|aa)*(a|aa)*(a|aa)*b/")) {
      assertThat(ruled(compile(document, tell("{title: '" + pattern + "'}")))).isEmpty();
    }
  }
}
