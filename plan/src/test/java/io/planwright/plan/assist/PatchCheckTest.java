package io.planwright.plan.assist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.planwright.plan.Binding;
import io.planwright.plan.Catalogue;
import io.planwright.plan.Criterion;
import io.planwright.plan.Dependency;
import io.planwright.plan.Evidence;
import io.planwright.plan.Executor;
import io.planwright.plan.Executor.Input;
import io.planwright.plan.Executor.Type;
import io.planwright.plan.Lane;
import io.planwright.plan.Measure;
import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Source;
import io.planwright.plan.Task;
import io.planwright.plan.assist.CheckedPatch.Code;
import io.planwright.plan.assist.CheckedPatch.Line;
import io.planwright.plan.assist.CheckedPatch.Refusal;
import io.planwright.plan.compile.PlanCompiler;
import io.planwright.plan.format.CanonicalMarkdown;
import io.planwright.plan.format.NativeYaml;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
final class PatchCheckTest {
  private static final Source HERE = new Source(7, 1);
  private static final Catalogue CATALOGUE =
      new Catalogue(
          List.of(
              executor("manual", false, input("instruction", Type.TEXT)),
              executor("data.fetch", false, input("symbols", Type.TEXTS)),
              executor(
                  "model.train",
                  false,
                  new Input("features", Type.ARTIFACT, true, Optional.empty(), ""),
                  new Input("rounds", Type.INTEGER, false, Optional.of(50), ""),
                  input("rate", Type.NUMBER),
                  input("early", Type.FLAG),
                  input("window", Type.DURATION),
                  input("depths", Type.INTEGERS)),
              executor("notify.send", true, input("text", Type.TEXT))));

  /** 1.2 waits for 1.1, phase 2 for phase 1; 2.2 is bound by its author. */
  private static final Plan PLAN = plan();

  @Test
  void aPossibleBindingPassesAndIsAppliedWithItsOriginAndDefaults() {
    Proposal bind = bind("1.2", "model.train", "features", "${1.1}", "window", "PT10M");

    CheckedPatch checked = check(bind);
    Task task = patched(bind).task("1.2").orElseThrow();

    assertThat(checked.lines()).containsExactly(new Line(1, bind, false));
    assertThat(task.binding().origin()).isEqualTo(Binding.Origin.ASSISTED);
    assertThat(task.binding().inputs())
        .containsEntry("features", "${1.1}")
        .containsEntry("rounds", 50L)
        .containsEntry("window", "PT10M");
    assertThat(task.dependsOn()).hasSize(1);
  }

  @Test
  void anInputThatUsesAnotherTaskMakesItsTaskWait() {
    Task task = patched(bind("2.1", "model.train", "features", "${1.1:table}")).task("2.1").get();

    assertThat(task.dependsOn())
        .contains(
            new Dependency(
                "1.1",
                Dependency.Kind.INPUT,
                new Evidence(Evidence.Form.ASSIST, 1),
                task.source()));
  }

  @Test
  void aDependencyIsAppliedWithItsOrigin() {
    Task task = patched(new Proposal.AddDependency("1.3", "1.1", "so")).task("1.3").orElseThrow();

    assertThat(task.dependsOn())
        .containsExactly(
            new Dependency(
                "1.1", Dependency.Kind.EXPLICIT, new Evidence(Evidence.Form.ASSIST, 1), HERE));
  }

  @Test
  void aMetricIsNamedWithItsOriginInPlanPhaseAndTask() {
    Plan patched =
        patched(
            new Proposal.NameMetric(Optional.empty(), "under 1 %", "Error Rate", "so"),
            new Proposal.NameMetric(Optional.of("p1"), "p95 < 400 ms", "p95 latency", "so"),
            new Proposal.NameMetric(Optional.of("1.1"), "at least 95 %", "coverage", "so"));

    assertThat(patched.criteria().getFirst().measure())
        .hasValueSatisfying(
            measure -> {
              assertThat(measure.metric()).isEqualTo("error rate");
              assertThat(measure.named().form()).isEqualTo(Evidence.Form.ASSIST);
            });
    assertThat(patched.phase("p1").orElseThrow().criteria())
        .extracting(one -> one.measure().map(Measure::metric).orElse("-"))
        .containsExactly("p95 latency", "-");
    assertThat(patched.task("1.1").orElseThrow().criteria().getFirst().measure())
        .map(Measure::metric)
        .contains("coverage");
  }

  static List<Object[]> impossible() {
    return List.of(
        new Object[] {Code.TASK_UNKNOWN, bind("9.9", "data.fetch")},
        new Object[] {Code.TASK_UNKNOWN, bind("p1", "data.fetch")},
        new Object[] {Code.EXECUTOR_UNKNOWN, bind("1.1", "shell.run")},
        new Object[] {Code.INPUT_UNKNOWN, bind("1.1", "data.fetch", "rows", 5)},
        new Object[] {Code.INPUT_MISSING, bind("1.1", "model.train")},
        new Object[] {Code.INPUT_INVALID, train("rounds", "many")},
        new Object[] {Code.INPUT_INVALID, train("rounds", 1.5)},
        new Object[] {Code.INPUT_INVALID, train("rate", "0.1")},
        new Object[] {Code.INPUT_INVALID, train("early", "true")},
        new Object[] {Code.INPUT_INVALID, train("window", "soon")},
        new Object[] {Code.INPUT_INVALID, train("depths", Arrays.asList(1, null))},
        new Object[] {Code.INPUT_INVALID, train("depths", Collections.nCopies(201, 1))},
        new Object[] {Code.INPUT_INVALID, train("features", "1.1")},
        new Object[] {Code.INPUT_INVALID, bind("1.1", "notify.send", "text", "x".repeat(4_001))},
        new Object[] {Code.REFERENCE_UNKNOWN, train("features", "${9.9}")},
        new Object[] {Code.REFERENCE_UNKNOWN, train("features", "${1.1:a b}")},
        new Object[] {Code.REFERENCE_UNKNOWN, bind("1.1", "notify.send", "text", "${env{HOME}")},
        new Object[] {Code.REFERENCE_UNKNOWN, bind("1.1", "model.train", "features", "${1.1}")},
        new Object[] {Code.DEPENDENCY_CYCLE, bind("1.1", "model.train", "features", "${1.2}")},
        new Object[] {Code.BOUND_BY_AUTHOR, bind("2.2", "data.fetch")},
        new Object[] {Code.ALREADY_THERE, bind("1.1", "manual")},
        new Object[] {Code.TASK_UNKNOWN, new Proposal.AddDependency("9.9", "1.1", "")},
        new Object[] {Code.TASK_UNKNOWN, new Proposal.AddDependency("1.1", "9.9", "")},
        new Object[] {Code.ALREADY_THERE, new Proposal.AddDependency("1.2", "1.1", "")},
        new Object[] {Code.DEPENDENCY_CYCLE, new Proposal.AddDependency("1.1", "1.1", "")},
        new Object[] {Code.DEPENDENCY_CYCLE, new Proposal.AddDependency("1.1", "1.2", "")},
        new Object[] {Code.DEPENDENCY_CYCLE, new Proposal.AddDependency("1.1", "2.1", "")},
        new Object[] {Code.DEPENDENCY_CYCLE, new Proposal.AddDependency("1.1", "p1", "")},
        new Object[] {Code.DEPENDENCY_CYCLE, new Proposal.AddDependency("1.1", "p2", "")},
        new Object[] {Code.TASK_UNKNOWN, metric("9.9", "p95 < 400 ms", "x")},
        new Object[] {Code.CRITERION_UNKNOWN, metric("p1", "p95", "x")},
        new Object[] {Code.CRITERION_ATTESTED, metric("p1", "all happy", "x")},
        new Object[] {Code.METRIC_INVALID, metric("p1", "p95 < 400 ms", "a\nb")},
        new Object[] {Code.METRIC_INVALID, metric("p1", "p95 < 400 ms", " 7 ")},
        new Object[] {Code.METRIC_INVALID, metric("p1", "p95 < 400 ms", "x".repeat(81))},
        new Object[] {Code.ALREADY_THERE, metric("p1", "p95 < 400 ms", "P95")});
  }

  @ParameterizedTest
  @MethodSource("impossible")
  void anImpossibleProposalIsRefusedWithItsCode(Code code, Proposal proposal) {
    CheckedPatch checked = check(proposal);

    assertThat(checked.lines()).isEmpty();
    assertThat(checked.refused())
        .singleElement()
        .satisfies(
            refusal -> {
              assertThat(refusal.code()).isEqualTo(code);
              assertThat(refusal.why()).isNotBlank().hasSizeLessThan(300);
            });
    assertThatThrownBy(() -> patched(proposal))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(code.name());
  }

  @Test
  void marksWhatWouldActOnTheOutside() {
    assertThat(check(bind("1.1", "notify.send", "text", "hello")).lines())
        .singleElement()
        .extracting(Line::effect)
        .isEqualTo(true);
  }

  @Test
  void twoProposalsThatTogetherGoRoundAreNotBothPossible() {
    CheckedPatch checked =
        check(
            new Proposal.AddDependency("1.3", "1.4", "one"),
            new Proposal.AddDependency("1.4", "1.3", "other"));

    assertThat(checked.lines()).hasSize(1);
    assertThat(checked.refused()).extracting(Refusal::code).containsExactly(Code.DEPENDENCY_CYCLE);
  }

  @Test
  void aSecondProposalAboutTheSameIsRefused() {
    CheckedPatch checked =
        check(
            bind("1.1", "data.fetch"),
            bind("1.1", "notify.send", "text", "x"),
            new Proposal.AddDependency("1.3", "1.1", ""),
            new Proposal.AddDependency("1.3", "1.1", ""),
            metric("p1", "p95 < 400 ms", "x"),
            metric("p1", "p95 < 400 ms", "y"));

    assertThat(checked.lines()).extracting(Line::number).containsExactly(1, 2, 3);
    assertThat(checked.refused())
        .extracting(Refusal::code)
        .containsExactly(Code.REPEATED, Code.REPEATED, Code.REPEATED);
  }

  @Test
  void anyChoiceAmongWhatPassesCanBeApplied() {
    Proposal[] all = {
      bind("1.1", "data.fetch"),
      bind("1.2", "model.train", "features", "${1.1}"),
      new Proposal.AddDependency("1.3", "1.2", ""),
      new Proposal.AddDependency("1.4", "1.3", "")
    };
    for (int choice = 0; choice < 16; choice++) {
      int bits = choice;
      Proposal[] some =
          IntStream.range(0, 4)
              .filter(i -> (bits >> i & 1) == 1)
              .mapToObj(i -> all[i])
              .toArray(Proposal[]::new);

      assertThat(check(some).lines()).hasSize(some.length);
    }
  }

  @Test
  void moreThanTwoHundredAreNotLookedAt() {
    CheckedPatch checked =
        check(Collections.nCopies(201, bind("9.9", "x")).toArray(Proposal[]::new));

    assertThat(checked.refused()).hasSize(201);
    assertThat(checked.refused().getLast().code()).isEqualTo(Code.TOO_MANY);
  }

  @Test
  void anEmptyPatchChangesNothing() {
    assertThat(patched()).isEqualTo(PLAN);
  }

  @Test
  void anOriginSurvivesJson() throws Exception {
    Plan patched =
        patched(
            bind("1.1", "data.fetch"),
            new Proposal.AddDependency("1.3", "1.1", ""),
            metric("p1", "p95 < 400 ms", "latency"));
    ObjectMapper json = mapper();

    String text = json.writeValueAsString(patched);

    assertThat(json.readValue(text, Plan.class)).isEqualTo(patched);
    assertThat(text).contains("\"origin\":\"assisted\"", "\"form\":\"assist\"");
  }

  @Test
  void anOriginSurvivesTheLosslessFormats() {
    Plan patched =
        patched(
            bind("1.1", "data.fetch"),
            new Proposal.AddDependency("1.3", "1.1", ""),
            metric("p1", "p95 < 400 ms", "latency"));

    for (Plan read :
        List.of(
            NativeYaml.read(NativeYaml.write(patched), CATALOGUE).plan(),
            CanonicalMarkdown.read(CanonicalMarkdown.write(patched), CATALOGUE).plan())) {
      assertThat(read.hash()).isEqualTo(patched.hash());
      assertThat(read.task("1.1").orElseThrow().binding().origin())
          .isEqualTo(Binding.Origin.ASSISTED);
      assertThat(read.task("1.3").orElseThrow().dependsOn())
          .extracting(edge -> edge.evidence().form())
          .containsExactly(Evidence.Form.ASSIST);
      assertThat(read.phase("p1").orElseThrow().criteria().getFirst().measure())
          .map(measure -> measure.named().form())
          .contains(Evidence.Form.ASSIST);
    }
  }

  @Test
  void aMeasureThatWasStoredBeforeIsItsAuthors() throws Exception {
    Measure measure =
        mapper()
            .readValue(
                "{\"metric\":\"p95\",\"comparator\":\"<\",\"value\":400,\"unit\":\"ms\"}",
                Measure.class);

    assertThat(measure.named()).isEqualTo(Evidence.FIELD);
  }

  @Test
  void theNameOfAMetricIsPartOfThePlansIdentityItsOriginIsNot() {
    Plan named = patched(metric("p1", "p95 < 400 ms", "latency"));

    assertThat(named.hash()).isNotEqualTo(PLAN.hash());
    assertThat(PLAN.hash()).isEqualTo(plan().hash());
  }

  @Test
  void aPatchReadsAsJson() throws Exception {
    PlanPatch patch =
        new PlanPatch(
            List.of(
                bind("1.1", "data.fetch", "symbols", List.of("A")),
                new Proposal.AddDependency("1.3", "1.1", "so"),
                metric("p1", "p95 < 400 ms", "latency")));
    ObjectMapper json = mapper();

    assertThat(json.readValue(json.writeValueAsString(patch), PlanPatch.class)).isEqualTo(patch);
    assertThat(json.readTree(PlanPatch.schema()).path("$defs").has("bind")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 3_000})
  void anOutlineOfAnyPlanStaysSmallAndShowsOpenTasksFirst(int tasks) {
    StringBuilder document = new StringBuilder("# Large\n\n## Phase 1: All\n");
    for (int i = 0; i < tasks; i++) {
      document.append(i % 2 == 0 ? "- [x] " : "- [ ] ").append("Do thing ").append(i).append('\n');
    }
    Plan plan =
        new PlanCompiler(CATALOGUE)
            .compile(document.toString().getBytes(StandardCharsets.UTF_8))
            .plan();

    PlanOutline outline = PlanOutline.of(plan);

    assertThat(outline.tasks().size() + outline.leftOut()).isEqualTo(tasks);
    assertThat(outline.toString()).hasSizeLessThan(4 * PlanOutline.MOST_CHARACTERS);
    assertThat(outline.tasks()).hasSizeGreaterThan(5);
    if (outline.leftOut() > 0) {
      assertThat(outline.tasks()).allMatch(PlanOutline.Work::open);
    }
  }

  @Test
  void anOutlineShowsWhatAProposalCanBeAbout() {
    PlanOutline outline = PlanOutline.of(PLAN);

    assertThat(outline.criteria()).containsExactly(new PlanOutline.Figure("under 1 %", ""));
    assertThat(outline.phases().getFirst().criteria())
        .containsExactly(new PlanOutline.Figure("p95 < 400 ms", "p95"));
    assertThat(outline.tasks())
        .extracting(PlanOutline.Work::key, PlanOutline.Work::free)
        .contains(
            org.assertj.core.groups.Tuple.tuple("1.1", true),
            org.assertj.core.groups.Tuple.tuple("2.2", false));
    assertThat(outline.leftOut()).isZero();
  }

  private static CheckedPatch check(Proposal... proposals) {
    return PatchCheck.of(PLAN, CATALOGUE, new PlanPatch(List.of(proposals)));
  }

  private static Plan patched(Proposal... proposals) {
    return new PlanPatch(List.of(proposals)).applyTo(PLAN, CATALOGUE);
  }

  private static Proposal train(String input, Object value) {
    return input.equals("features")
        ? bind("1.2", "model.train", input, value)
        : bind("1.2", "model.train", "features", "${1.1}", input, value);
  }

  private static Proposal metric(String part, String criterion, String metric) {
    return new Proposal.NameMetric(Optional.of(part), criterion, metric, "so");
  }

  private static Proposal bind(String task, String executor, Object... inputs) {
    SortedMap<String, Object> given = new TreeMap<>();
    for (int i = 0; i < inputs.length; i += 2) {
      given.put((String) inputs[i], inputs[i + 1]);
    }
    return new Proposal.Bind(task, executor, given, "so");
  }

  private static Plan plan() {
    Plan compiled =
        new PlanCompiler(CATALOGUE)
            .compile(
                """
                # Retrain

                ## Phase 1: Data
                ### Task 1.1: Fetch the prices
                ### Task 1.2: Train
                - **Depends on:** 1.1
                ### Task 1.3: Third
                ### Task 1.4: Fourth

                ## Phase 2: Release
                - **Depends on:** Phase 1
                ### Task 2.1: Compare
                - **Depends on:** 1.2
                ### Task 2.2: Tell
                ```planwright
                executor: notify.send
                inputs:
                  text: done
                ```
                """
                    .getBytes(StandardCharsets.UTF_8))
            .plan();
    return new Plan(
        compiled.title(),
        compiled.phases().stream().map(PatchCheckTest::withFigures).toList(),
        List.of(figure("under 1 %", "")),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static Phase withFigures(Phase phase) {
    boolean first = phase.tasks().getFirst().key().equals("1.1");
    return new Phase(
        first ? "p1" : "p2",
        phase.id(),
        phase.title(),
        phase.priority(),
        phase.assignee(),
        phase.estimate(),
        first
            ? List.of()
            : List.of(new Dependency("p1", Dependency.Kind.EXPLICIT, Evidence.FIELD, HERE)),
        first
            ? List.of(figure("p95 < 400 ms", "p95"), Criterion.attested("all happy", HERE))
            : List.of(),
        phase.tasks().stream().map(PatchCheckTest::withFigures).toList(),
        phase.source());
  }

  private static Task withFigures(Task task) {
    return task.withCriteria(
        task.key().equals("1.1") ? List.of(figure("at least 95 %", "")) : List.of());
  }

  private static Criterion figure(String text, String metric) {
    return new Criterion(
        text,
        Optional.of(
            new Measure(
                metric, Measure.Comparator.LESS, 1, Optional.empty(), "%", Optional.empty())),
        HERE);
  }

  private static Executor executor(String name, boolean effect, Input... inputs) {
    return new Executor(
        name,
        "does " + name,
        Executor.Form.ACTIVITY,
        Lane.CPU,
        List.of(inputs),
        effect,
        effect,
        Duration.ofMinutes(5),
        3,
        Optional.empty());
  }

  private static Input input(String name, Type type) {
    return new Input(name, type, false, Optional.empty(), "the " + name);
  }

  private static ObjectMapper mapper() {
    return JsonMapper.builder().addModule(new Jdk8Module()).addModule(new JavaTimeModule()).build();
  }
}
