package io.planwright.workflows;

import static io.planwright.plan.run.State.SUCCEEDED;
import static io.planwright.plan.run.State.WAITING;
import static io.planwright.workflows.TestingPlan.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.Verb;
import io.planwright.workflows.TestingPlan.TaskSpec;
import io.temporal.client.WorkflowStub;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No payload grows with the plan: one takes at most 256 KiB. */
@Timeout(60)
final class SizeTest {
  private final TestingWorld world = new TestingWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void undoesMoreThanOnePayloadTells() {
    world.failing.put("breaks", FailureKind.INPUT_INVALID);
    WorkflowStub run =
        world.start(
            "large",
            new TestingPlan()
                .phase("a", List.of(), notices("a", 120, 1_500))
                .phase("b", List.of("a"), notices("b", 10, 1_500))
                .phase("c", List.of("b"), task("breaks", "notify.send").inputs(message("x")))
                .plan());

    assertThatThrownBy(() -> run.getResult(RunEnd.class)).hasStackTraceContaining("INPUT_INVALID");
    assertThat(world.calls).filteredOn(call -> call.startsWith("notify.send.undo")).hasSize(131);
    assertThat(world.calls).filteredOn(call -> call.startsWith("undo.keep")).isNotEmpty();
  }

  @Test
  void opensAPhaseThatFollowsFromMoreThanOnePayloadTells() {
    TaskSpec[] sources =
        IntStream.range(0, 10).mapToObj(i -> task("m" + i, "manual")).toArray(TaskSpec[]::new);
    WorkflowStub run =
        world.start(
            "wide",
            new TestingPlan()
                .phase("a", List.of(), sources)
                .phase(
                    "b",
                    List.of(),
                    task("hold", "manual", "a"),
                    task(
                            "tell",
                            "notify.send",
                            IntStream.range(0, 10).mapToObj(i -> "m" + i).toArray(String[]::new))
                        .inputs(message("${m3:name}")))
                .plan());
    for (int i = 0; i < 10; i++) {
      world.await("m" + i, WAITING);
    }
    for (int i = 0; i < 10; i++) {
      world.complete(
          "wide/a", "m" + i, Outcome.NONE.fact("text", "x".repeat(30_000)).fact("name", "m" + i));
    }
    world.await("hold", WAITING);
    world.complete("wide/b", "hold", Outcome.NONE);

    assertThat(run.getResult(RunEnd.class).state()).isEqualTo(SUCCEEDED);
    assertThat(world.task("tell")).contains(SUCCEEDED);
  }

  @Test
  void readsFromTheStoreWhatDidNotFitIntoItsInput() {
    TaskSpec[] sources =
        IntStream.range(0, 10).mapToObj(i -> task("m" + i, "manual")).toArray(TaskSpec[]::new);
    Map<String, Object> all = new LinkedHashMap<>(message("told"));
    all.put("facts", IntStream.range(0, 10).mapToObj(i -> "${m" + i + ":name}").toList());
    WorkflowStub run =
        world.start(
            "late",
            new TestingPlan()
                .phase("a", List.of(), sources)
                .phase(
                    "b",
                    List.of("a"),
                    task(
                            "tell",
                            "notify.send",
                            IntStream.range(0, 10).mapToObj(i -> "m" + i).toArray(String[]::new))
                        .inputs(all))
                .plan());
    for (int i = 0; i < 10; i++) {
      world.await("m" + i, WAITING);
      world.complete(
          "late/a", "m" + i, Outcome.NONE.fact("text", "x".repeat(30_000)).fact("name", "m" + i));
    }

    assertThat(run.getResult(RunEnd.class).state()).isEqualTo(SUCCEEDED);
    assertThat(world.calls)
        .filteredOn(call -> call.startsWith("plan.outcomes"))
        .hasSizeBetween(2, 5);
    assertThat(world.journal.toString()).contains("toldm0;m1;m2;m3;m4;m5;m6;m7;m8;m9");
  }

  @Test
  void refusesACommandThatWouldNotFitWhereItsResultTravels() {
    world.start("heavy", new TestingPlan().phase("a", List.of(), task("look", "manual")).plan());
    world.await("look", WAITING);

    assertThatThrownBy(
            () -> world.complete("heavy/a", "look", Outcome.NONE.fact("text", "x".repeat(70_000))))
        .hasStackTraceContaining("a command takes at most 65536 characters");
  }

  @Test
  void refusesMoreVerbsForUnopenedPhasesThanTheirInputTakes() {
    world.start(
        "early",
        new TestingPlan()
            .phase("a", List.of(), task("look", "manual"))
            .phase("b", List.of("a"), task("later", "manual"))
            .plan());
    world.await("look", WAITING);
    Verb verb = new Verb.Complete("later", Outcome.NONE.fact("text", "x".repeat(40_000)));
    assertThat(world.act("early", "first", verb)).startsWith("passed on");

    assertThatThrownBy(() -> world.act("early", "second", verb))
        .hasStackTraceContaining("1 verbs wait for phases to open already");
    assertThat(world.act("early", "first", verb)).as("an answered one").startsWith("passed on");
  }

  private static TaskSpec[] notices(String phase, int count, int length) {
    return IntStream.range(0, count)
        .mapToObj(i -> task(phase + i, "notify.send").inputs(message("x".repeat(length))))
        .toArray(TaskSpec[]::new);
  }

  private static Map<String, Object> message(String text) {
    return Map.of("message", text, "channel", "log", "facts", List.of());
  }
}
