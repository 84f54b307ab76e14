package io.planwright.plan.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.plan.Binding;
import io.planwright.plan.Catalogue;
import io.planwright.plan.Compiled;
import io.planwright.plan.Diagnostic;
import io.planwright.plan.Executor;
import io.planwright.plan.Executor.Form;
import io.planwright.plan.Executor.Input;
import io.planwright.plan.Executor.Type;
import io.planwright.plan.Lane;
import io.planwright.plan.Plan;
import io.planwright.plan.format.CanonicalMarkdown;
import io.planwright.plan.format.NativeYaml;
import io.planwright.plan.run.Slices;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PhaseGateTest {
  private static final Catalogue CATALOGUE =
      new Catalogue(
          List.of(
              executor("manual", List.of()),
              executor(
                  "gate.review",
                  List.of(
                      input("approvers", Type.TEXTS, Optional.of(List.of())),
                      input("automatic", Type.FLAG, Optional.of(false)),
                      input("asks", Type.TEXT, Optional.empty())))));

  private static Executor executor(String name, List<Input> inputs) {
    return new Executor(
        name,
        name,
        Form.WAIT,
        Lane.PLAN,
        inputs,
        false,
        false,
        Duration.ofDays(1),
        1,
        Optional.empty());
  }

  private static Input input(String name, Type type, Optional<Object> fallback) {
    return new Input(name, type, false, fallback, name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "**Go/No-Go**: the desk lead decides",
        "**Sign-off**: ada and bob",
        "**Approval required**: risk committee",
        "Go/no-go: the desk signs off before phase 2.",
        "### Success criteria\n- accuracy >= 0.9\n\nSign-off: ada and bob",
        "### Go/No-Go criteria\n- error rate below 2%",
        "**CHECKPOINT (BLOCKING)**: look at the data with the team",
        "> Do not proceed to phase 2 until the data owner has agreed.",
        "- Do not continue before legal says yes"
      })
  void peopleDecideWhereTheDocumentSaysSo(String words) {
    Binding gate = gate(document(words)).orElseThrow();
    assertThat(gate.executor()).isEqualTo("gate.review");
    assertThat(gate.inputs()).containsEntry("automatic", false).containsKey("asks");
    assertThat(gate.onFailure()).isEqualTo(Binding.OnFailure.WAIT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "### Phase 1 complete when\n- [ ] accuracy >= 0.9",
        "**Exit criteria:**\n- accuracy >= 0.9",
        "### Quality gate\n- accuracy >= 0.9"
      })
  void whatIsMeasuredMayDecideWhereTheDocumentListsWhenAPhaseIsComplete(String words) {
    assertThat(gate(document(words)).orElseThrow().inputs()).containsEntry("automatic", true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "### Success criteria\n- [ ] accuracy >= 0.9",
        "**Acceptance criteria:**\n- accuracy >= 0.9",
        "### Definition of done\n- tests pass",
        "**Checkpoint**: the foundation is ready, user stories can begin",
        "**CRITICAL**: do not proceed until this phase is complete",
        "**CHECKPOINT (non-blocking)**: have a look",
        "- [ ] T9 Implement the approval workflow",
        "Exit criteria are in the wiki.",
        "The signoff service: it is rebuilt later",
        "**Blocking**: T1"
      })
  void nothingStopsWhereTheDocumentSaysNoSuchThing(String words) {
    assertThat(gate(document(words))).isEmpty();
  }

  @Test
  void aBlockingTaskGatesItsPhaseByWhatItMustMeet() {
    String task = "## Phase 1: Build\n### Task 1.1: Load\n**Priority:** P0 (Blocking)\n";
    assertThat(gate(task)).isEmpty();
    assertThat(gate(task + "**Acceptance Criteria:**\n- [ ] rows >= 5\n").orElseThrow().inputs())
        .containsEntry("automatic", true)
        .containsEntry("asks", "P0 BLOCKING: 1.1 Load");
  }

  @Test
  void aBlockUnderAPhaseDeclaresItsGate() {
    String block = "```planwright\nexecutor: gate.review\ninputs: {approvers: [ada]}\n```\n";
    Plan plan = compile(document(block), Rules.NONE).plan();
    Binding gate = plan.phases().getFirst().gate().orElseThrow();
    assertThat(gate.origin()).isEqualTo(Binding.Origin.ANNOTATED);
    assertThat(gate.inputs()).containsEntry("approvers", List.of("ada"));
    assertThat(plan.tasks().count()).isEqualTo(2);
    assertThat(plan.steps().count()).isEqualTo(3);

    assertThat(NativeYaml.read(NativeYaml.write(plan), CATALOGUE).plan().hash())
        .isEqualTo(plan.hash());
    assertThat(CanonicalMarkdown.read(CanonicalMarkdown.write(plan), CATALOGUE).plan().hash())
        .isEqualTo(plan.hash());
  }

  @Test
  void aRuleDeclaresTheGatesOfPhases() {
    Rules.Reading rules =
        Rules.read(
            utf8("rules:\n- when: {gate: \"Phase 1*\"}\n  executor: gate.review\n"), CATALOGUE);
    assertThat(rules.diagnostics()).isEmpty();
    Plan plan = compile(document(""), rules.rules()).plan();
    assertThat(plan.phases().getFirst().gate().orElseThrow().origin())
        .isEqualTo(Binding.Origin.RULE);
    assertThat(plan.phases().getLast().gate()).isEmpty();

    assertThat(
            Rules.read(utf8("rules:\n- when: {gate: a, phase: b}\n  executor: manual\n"), CATALOGUE)
                .diagnostics())
        .extracting(Diagnostic::code)
        .containsOnly("rule-invalid");
  }

  @Test
  void whatFollowsThePhaseWaitsForItsGate() {
    Plan plan =
        compile(
                """
                # Plan
                ## Phase 1: Build
                **Go/No-Go**: the lead decides
                - [ ] T1 Load
                - [ ] T2 Report
                ## Phase 2: Use
                - [ ] T3 Use it (depends on T1)
                """,
                Rules.NONE)
            .plan();
    String gate = plan.phases().getFirst().gateKey();
    Slices slices = new Slices(plan);
    String first = plan.phases().getFirst().key();
    String second = plan.phases().getLast().key();
    assertThat(slices.slice(first).steps().getLast().needs()).hasSize(2);
    assertThat(slices.slice(second).steps().getFirst().needs()).contains(gate);
    assertThat(slices.slice(first).part().exports()).contains(gate);
    assertThat(slices.partOf(gate)).isEqualTo(first);
  }

  @Test
  void aDocumentWithoutGatesKeepsItsHash() {
    Plan plan = compile(document(""), Rules.NONE).plan();
    assertThat(plan.hash()).isEqualTo(plan.withPhases(plan.phases()).hash());
    assertThat(plan.hash())
        .isNotEqualTo(compile(document("**Sign-off**: ada"), Rules.NONE).plan().hash());
  }

  private static String document(String words) {
    return "# Plan\n\n## Phase 1: Build\n\n"
        + (words.startsWith("#") ? "" : words)
        + "\n\n### Tasks\n\n- [ ] T1 Load\n\n"
        + (words.startsWith("#") ? words : "")
        + "\n\n## Phase 2: Use\n\n- [ ] T2 Use it\n";
  }

  private static Optional<Binding> gate(String document) {
    return compile(document, Rules.NONE).plan().phases().getFirst().gate();
  }

  private static Compiled compile(String document, Rules rules) {
    return new PlanCompiler(CATALOGUE, rules).compile(utf8(document));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
