package io.planwright.workflows;

import static io.planwright.plan.run.State.FAILED;
import static io.planwright.plan.run.State.RUNNING;
import static io.planwright.plan.run.State.SUCCEEDED;
import static io.planwright.plan.run.State.WAITING;
import static io.planwright.workflows.TestingPlan.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.planwright.plan.Priority;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.Verb;
import io.temporal.client.WorkflowStub;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs and phases that are continued as new. */
@Timeout(20)
final class GrownOldTest {
  private static final Map<String, Object> NOTIFY =
      Map.of("message", "hello", "channel", "log", "facts", List.of());

  private final TestingWorld world = new TestingWorld(60);

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void goOnWithTheirWaitsGatesAndAnswers() {
    WorkflowStub run =
        world.start(
            "grown-old",
            new TestingPlan()
                .phase(
                    "a",
                    List.of(),
                    task("first", "notify.send").inputs(NOTIFY),
                    task("look", "manual", "first"),
                    task("gate", "gate.review", "first")
                        .inputs(Map.of("approvers", List.of("ada", "bob"), "quorum", 2L)),
                    task("tell", "notify.send", "look", "gate").inputs(NOTIFY))
                .phase("b", List.of("a"), task("last", "notify.send").inputs(NOTIFY))
                .plan());
    world.await("look", WAITING);
    world.await("gate", WAITING);
    world.act("grown-old/a", "yes", new Verb.Complete("gate", Outcome.NONE), "ada");
    growOld("grown-old/a", new Verb.Prioritise(Optional.of("tell"), Priority.P1));
    growOld("grown-old", new Verb.Prioritise(Optional.of("last"), Priority.P1));

    assertThat(world.act("grown-old/a", "yes", new Verb.Complete("gate", Outcome.NONE), "ada"))
        .as("the same vote again")
        .startsWith("counted");
    world.act("grown-old/a", "yes too", new Verb.Complete("gate", Outcome.NONE), "bob");
    world.complete("grown-old/a", "look", Outcome.NONE);
    assertThat(run.getResult(RunEnd.class).state()).isEqualTo(SUCCEEDED);
    assertThat(world.calls)
        .containsExactly("notify.send first", "notify.send tell", "notify.send last");
    assertThat(world.run()).containsExactly(RUNNING, SUCCEEDED);
  }

  @Test
  void noticeAPhaseThatWasTerminatedMeanwhile() {
    WorkflowStub run =
        world.start(
            "orphaned",
            new TestingPlan()
                .phase("a", List.of(), task("look", "manual"))
                .phase("b", List.of("a"), task("last", "notify.send").inputs(NOTIFY))
                .plan());
    world.await("look", WAITING);
    growOld("orphaned", new Verb.Prioritise(Optional.of("last"), Priority.P1));
    world.client.newUntypedWorkflowStub("orphaned/a").terminate("in a test");

    assertThatThrownBy(() -> run.getResult(RunEnd.class))
        .hasStackTraceContaining("phase a ended without a word");
    assertThat(world.run()).containsExactly(RUNNING, FAILED);
  }

  private void growOld(String workflow, Verb verb) {
    String before = world.runId(workflow);
    for (int i = 0; i < 100 && before.equals(world.runId(workflow)); i++) {
      world.act(workflow, workflow + i, verb);
    }
    assertThat(world.runId(workflow)).as("goes on as new").isNotEqualTo(before);
  }
}
