package io.planwright.plan.assist;

import static io.planwright.plan.TestingPlans.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.plan.Binding;
import io.planwright.plan.Catalogue;
import io.planwright.plan.Dependency;
import io.planwright.plan.Executor;
import io.planwright.plan.Executor.Form;
import io.planwright.plan.Executor.Input;
import io.planwright.plan.Executor.Type;
import io.planwright.plan.Lane;
import io.planwright.plan.Plan;
import io.planwright.plan.Task;
import io.planwright.plan.run.AddedTask;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class GrowthTest {
  private static final Growth GROWTH =
      new Growth(
          new Catalogue(
              List.of(
                  executor("manual", Lane.CPU, false),
                  executor("notify.send", Lane.CPU, true),
                  executor("llm.work", Lane.GPU_LLM, false))));
  private static final Plan PLAN =
      plan(
          """
          # Plan
          ## Phase 1: Build
          - [ ] 1.1 Lay
          - [ ] 1.2 Raise (depends on 1.1)
          ## Phase 2: Live
          - [ ] 2.1 Move in (depends on 1.1)
          """);

  @Test
  void whatWaitsForATaskWaitsForThoseThatItsOutcomeAdds() {
    Plan grown = grown(PLAN, added("a", "manual"), added("b", "notify.send", "a")).plan();

    assertThat(needs(grown, "1.1/b")).containsExactly("1.1", "1.1/a");
    assertThat(needs(grown, "1.2")).containsExactly("1.1", "1.1/a", "1.1/b");
    assertThat(needs(grown, "2.1")).contains("1.1/a", "1.1/b");
    assertThat(grown.phases().getFirst().tasks())
        .extracting(Task::key)
        .as("at the phase's end, where they move no other")
        .containsExactly("1.1", "1.2", "1.1/a", "1.1/b");
  }

  @Test
  void aSecondOutcomeReplacesWhatTheFirstAdded() {
    Plan first = grown(PLAN, added("a", "manual"), added("b", "manual")).plan();
    Plan second = grown(first, added("b", "manual"), added("c", "manual")).plan();

    assertThat(second.tasks().map(Task::key)).contains("1.1/b", "1.1/c").doesNotContain("1.1/a");
    assertThat(needs(second, "1.2")).containsExactly("1.1", "1.1/b", "1.1/c");
  }

  @Test
  void goesAlongToAnotherVersionThatStillHasWhatGrew() {
    Plan from = grown(PLAN, added("a", "manual")).plan();

    assertThat(GROWTH.carried(from, PLAN)).isEqualTo(from);
    assertThat(GROWTH.carried(PLAN, PLAN)).isEqualTo(PLAN);
    assertThat(GROWTH.carried(from, plan("# Plan\n## Phase 1: Build\n- [ ] 1.5 Other\n")).tasks())
        .extracting(Task::key)
        .containsExactly("1.5");
  }

  @Test
  void tellsAllThatIsWrongWithAList() {
    assertThat(
            grown(
                    PLAN,
                    added("a", "no.such"),
                    added("a", "manual", "nowhere"),
                    added("../c", "manual", "1.2"))
                .problems())
        .containsExactly(
            "two tasks have the id a",
            "an id must be 1 to 60 letters, digits, dots, hyphens or underscores, was ../c",
            "a: there is no executor no.such",
            "a: there is no task nowhere",
            "../c: 1.2 follows from 1.1");
    assertThat(grown(PLAN, added("a", "manual", "b"), added("b", "manual", "a")).problems())
        .containsExactly("these wait for each other: a, b");
    assertThat(
            GROWTH
                .onto(
                    PLAN,
                    "1.1",
                    List.of(
                        new AddedTask(
                            "a",
                            "A",
                            Optional.of("notify.send"),
                            new TreeMap<>(Map.of("text", 5, "other", "x")),
                            List.of(),
                            Optional.empty())))
                .problems())
        .hasSize(2);
  }

  @Test
  void boundsHowManyAPhaseTakes() {
    List<AddedTask> many =
        IntStream.rangeClosed(0, Growth.MOST_IN_PHASE)
            .mapToObj(i -> added("t" + i, "manual"))
            .toList();

    assertThat(GROWTH.onto(PLAN, "1.1", many).problems())
        .containsExactly("outcomes may add at most 200 tasks to a phase, were 201");
    assertThat(GROWTH.onto(PLAN, "1.1", many.subList(0, 200)).problems()).isEmpty();
  }

  @Test
  void anOutsideEffectThatALanguageModelProposesWaitsForAPerson() {
    Plan byModel =
        PLAN.withPhases(
            PLAN.phases().stream()
                .map(
                    phase ->
                        phase.withTasks(
                            phase.tasks().stream().map(t -> t.withBinding(model(t))).toList()))
                .toList());

    Binding binding =
        grown(byModel, added("a", "notify.send")).plan().task("1.1/a").orElseThrow().binding();

    assertThat(binding.executor()).isEqualTo("manual");
    assertThat(binding.proposal())
        .hasValueSatisfying(p -> assertThat(p.executor()).isEqualTo("notify.send"));
  }

  private static Binding model(Task task) {
    Binding was = task.binding();
    return new Binding(
        "llm.work",
        was.inputs(),
        was.timeout(),
        was.attempts(),
        was.onFailure(),
        was.undo(),
        was.origin(),
        was.confidence(),
        was.proposal());
  }

  private static Growth.Grown grown(Plan plan, AddedTask... added) {
    return GROWTH.onto(plan, "1.1", List.of(added));
  }

  private static List<String> needs(Plan plan, String key) {
    return plan.task(key).orElseThrow().dependsOn().stream().map(Dependency::key).toList();
  }

  private static AddedTask added(String id, String executor, String... needs) {
    return new AddedTask(
        id, "Do " + id, Optional.of(executor), new TreeMap<>(), List.of(needs), Optional.empty());
  }

  private static Executor executor(String name, Lane lane, boolean effect) {
    return new Executor(
        name,
        "does " + name,
        Form.ACTIVITY,
        lane,
        List.of(new Input("text", Type.TEXT, false, Optional.empty(), "what is said")),
        effect,
        false,
        Duration.ofMinutes(5),
        3,
        Optional.empty());
  }
}
