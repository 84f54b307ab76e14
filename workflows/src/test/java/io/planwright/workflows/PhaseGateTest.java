package io.planwright.workflows;

import static io.planwright.plan.run.State.PAUSED;
import static io.planwright.plan.run.State.PENDING;
import static io.planwright.plan.run.State.SUCCEEDED;
import static io.planwright.plan.run.State.WAITING;
import static io.planwright.workflows.TestingPlan.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.planwright.plan.Binding.OnFailure;
import io.planwright.plan.run.Entry;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.Verb;
import io.temporal.client.WorkflowStub;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class PhaseGateTest {
  private static final Map<String, Object> FETCH =
      Map.of("bars", 10L, "seed", 1L, "start", "2020-01-01");
  private static final String GATE = "a~gate";

  private final TestingWorld world = new TestingWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void whatFollowsAPhaseWaitsForItsGate() {
    WorkflowStub run = world.start("waits", gated(Map.of("asks", "Go/no-go"), OnFailure.STOP));
    world.await(GATE, WAITING);
    assertThat(last().waiting().orElseThrow().why()).startsWith("Go/no-go: decision");
    assertThat(world.task("after")).isEmpty();
    yes("waits", Outcome.NONE);

    assertThat(run.getResult(RunEnd.class).state()).isEqualTo(SUCCEEDED);
    assertThat(world.task("after")).endsWith(SUCCEEDED);
  }

  @Test
  void whatIsMeasuredDecidesAndWhatIsNotPeopleConfirm() {
    WorkflowStub met =
        world.start("met", gated(Map.of("automatic", true), OnFailure.STOP, "rows >= 5"));
    assertThat(met.getResult(RunEnd.class).state()).isEqualTo(SUCCEEDED);
    assertThat(last().outcome().orElseThrow().facts().get("evidence")).contains("met, rows = 7");

    world.journal.clear();
    WorkflowStub asked =
        world.start(
            "asked",
            gated(
                Map.of("automatic", true),
                OnFailure.STOP,
                "rows >= 5",
                "the desk agrees",
                "legal agrees"));
    world.await(GATE, WAITING);
    assertThatThrownBy(() -> yes("asked", Outcome.NONE.fact("confirms", "the moon is full")))
        .hasStackTraceContaining("nobody is asked to confirm the moon is full");
    yes("asked", Outcome.NONE.fact("confirms", "The desk agrees"));
    asked.getResult(RunEnd.class);
    assertThat(last().outcome().orElseThrow().facts())
        .containsEntry("confirmed", "the desk agrees (ada)")
        .containsEntry("unconfirmed", "legal agrees")
        .containsEntry("majority", "yes by 1 to 0");
  }

  @Test
  void aNoMayMeanThatTheWorkIsDoneAgain() {
    WorkflowStub run =
        world.start("again", gated(Map.of("no", "retry", "again", 1L), OnFailure.STOP));
    world.await(GATE, WAITING);
    assertThat(no("again", "n1")).startsWith("rejected, no by 1 to 0");
    world.await(() -> last().execution() == 2 && last().state() == WAITING);
    assertThat(world.calls).containsExactly("data.fetch fetch", "data.fetch fetch");
    no("again", "n2");

    assertThatThrownBy(() -> run.getResult(RunEnd.class)).hasStackTraceContaining("GATE_REJECTED");
    assertThat(world.calls).hasSize(2);
  }

  @Test
  void aNoMayUndoThePhaseAndHoldTheRunThere() {
    WorkflowStub run = world.start("back", gated(Map.of("no", "roll-back"), OnFailure.STOP));
    world.await(GATE, WAITING);
    no("back", "n1");
    world.await(
        () -> world.run().contains(PAUSED) && world.states(of("a"), none()).contains(PENDING));
    assertThat(world.calls).contains("data.fetch.undo fetch");

    world.act("back", "resume", new Verb.Resume(none()), "ada");
    world.await(() -> last().execution() == 2 && last().state() == WAITING);
    yes("back", Outcome.NONE);
    assertThat(run.getResult(RunEnd.class).state()).isEqualTo(SUCCEEDED);
  }

  @Test
  void aNoMayStopTheRunAndKeepWhatItDid() {
    WorkflowStub run = world.start("stop", gated(Map.of("no", "stop"), OnFailure.UNDO));
    world.await(GATE, WAITING);
    no("stop", "n1");
    assertThatThrownBy(() -> run.getResult(RunEnd.class)).hasStackTraceContaining("GATE_REJECTED");
    assertThat(world.calls).containsExactly("data.fetch fetch");
  }

  @Test
  void aModelAdvisesAndDecidesNothing() {
    world.answer = Optional.of("Yes. The rows suffice.");
    WorkflowStub run =
        world.start("advised", gated(Map.of("adviser", "any"), OnFailure.STOP, "rows >= 5"));
    world.await(GATE, WAITING);
    world.await(() -> last().reason().equals(Optional.of("advice")));
    assertThat(last().waiting().orElseThrow().why())
        .contains("tiny@sha256:1 advises yes: The rows suffice.");
    assertThat(world.calls).anyMatch(call -> call.contains("rows >= 5: met, rows = 7"));
    no("advised", "n1");
    assertThatThrownBy(() -> run.getResult(RunEnd.class))
        .hasStackTraceContaining("rejected, no by 1 to 0: ada no (no); tiny@sha256:1 advises yes");
  }

  @Test
  void aModelThatIsNotThereIsNotWaitedFor() {
    WorkflowStub run = world.start("silent", gated(Map.of("adviser", "any"), OnFailure.STOP));
    world.await(GATE, WAITING);
    world.await(() -> last().reason().equals(Optional.of("advice")));
    yes("silent", Outcome.NONE);
    assertThat(run.getResult(RunEnd.class).state()).isEqualTo(SUCCEEDED);
    assertThat(last().outcome().orElseThrow().facts().get("advice"))
        .startsWith("nobody advises nothing clear: LLM_MISSING");
  }

  private static io.planwright.plan.Plan gated(
      Map<String, Object> inputs, OnFailure onFailure, String... criteria) {
    return new TestingPlan()
        .phase("a", List.of(), task("fetch", "data.fetch").inputs(FETCH))
        .gated(inputs, onFailure, criteria)
        .phase("b", List.of("a"), task("after", "data.fetch").inputs(FETCH))
        .plan();
  }

  private static Optional<String> of(String key) {
    return Optional.of(key);
  }

  private static Optional<String> none() {
    return Optional.empty();
  }

  private String yes(String run, Outcome outcome) {
    return world.act(
        run + "/a", "y" + world.journal.size(), new Verb.Complete(GATE, outcome), "ada");
  }

  private String no(String run, String id) {
    return world.act(run + "/a", id, new Verb.Fail(GATE, "no"), "ada");
  }

  private Entry.Transition last() {
    return world.journal.stream()
        .filter(Entry.Transition.class::isInstance)
        .map(Entry.Transition.class::cast)
        .filter(t -> t.task().equals(Optional.of(GATE)))
        .reduce((a, b) -> b)
        .orElseThrow();
  }
}
