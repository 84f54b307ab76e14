package io.planwright.workflows;

import static io.planwright.plan.run.State.CANCELLED;
import static io.planwright.plan.run.State.FAILED;
import static io.planwright.plan.run.State.PAUSED;
import static io.planwright.plan.run.State.PENDING;
import static io.planwright.plan.run.State.READY;
import static io.planwright.plan.run.State.RUNNING;
import static io.planwright.plan.run.State.SKIPPED;
import static io.planwright.plan.run.State.SUCCEEDED;
import static io.planwright.plan.run.State.UNDOING;
import static io.planwright.plan.run.State.UNDONE;
import static io.planwright.plan.run.State.WAITING;
import static io.planwright.workflows.TestingPlan.task;
import static io.temporal.api.enums.v1.EventType.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.planwright.plan.Binding.OnFailure;
import io.planwright.plan.Priority;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.Verb;
import io.planwright.workflows.plans.PlanChoice;
import io.planwright.workflows.plans.Reopening;
import io.planwright.workflows.plans.UndoOrder;
import io.temporal.client.WorkflowStub;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What operators ask of a run, and what comes of it. */
@Timeout(20)
final class VerbsTest {
  private static final Map<String, Object> FETCH =
      Map.of("bars", 10L, "seed", 1L, "start", "2020-01-01");
  private static final Map<String, Object> NOTIFY =
      Map.of("message", "hello", "channel", "log", "facts", List.of());

  private final TestingWorld world = new TestingWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aTaskThatFailedWaitsForAPersonAndIsRetriedWithOtherInputs() {
    world.failing.put("fetch", FailureKind.INPUT_INVALID);
    WorkflowStub run =
        world.start(
            "retry",
            new TestingPlan()
                .phase(
                    "a",
                    List.of(),
                    task("fetch", "data.fetch").inputs(FETCH).onFailure(OnFailure.WAIT),
                    task("tell", "notify.send", "fetch").inputs(NOTIFY))
                .plan());
    world.await("fetch", WAITING);
    PhaseStatus status =
        world.client.newUntypedWorkflowStub("retry/a").query("status", PhaseStatus.class);
    assertThat(status.waiting())
        .hasEntrySatisfying(
            "fetch",
            waiting -> {
              assertThat(waiting.forWhom()).isEqualTo("an operator");
              assertThat(waiting.why()).contains("INPUT_INVALID");
            });

    world.failing.clear();
    String said =
        world.act("retry/a", "r1", new Verb.Retry("fetch", new TreeMap<>(Map.of("bars", 20L))));

    assertThat(said).isEqualTo("execution 2");
    assertThat(world.act("retry/a", "r1", new Verb.Retry("fetch", new TreeMap<>())))
        .as("the same command again")
        .isEqualTo("execution 2");
    assertThat(run.getResult(RunEnd.class).state()).isEqualTo(SUCCEEDED);
    assertThat(world.task("fetch")).containsExactly(RUNNING, WAITING, PENDING, RUNNING, SUCCEEDED);
    assertThat(world.calls)
        .containsExactly("data.fetch fetch", "data.fetch fetch", "notify.send tell");
  }

  @Test
  void whoIsAskedMaySayThatItHasFailed() {
    world.failing.put("fetch", FailureKind.INPUT_INVALID);
    WorkflowStub run =
        world.start(
            "given-up",
            new TestingPlan()
                .phase(
                    "a",
                    List.of(),
                    task("first", "notify.send").inputs(NOTIFY),
                    task("fetch", "data.fetch", "first").inputs(FETCH).onFailure(OnFailure.WAIT))
                .plan());
    world.await("fetch", WAITING);
    world.act("given-up/a", "f1", new Verb.Fail("fetch", "no such data"));

    assertThatThrownBy(() -> run.getResult(RunEnd.class)).hasStackTraceContaining("INPUT_INVALID");
    assertThat(world.task("fetch")).containsExactly(RUNNING, WAITING, FAILED);
    assertThat(world.task("first")).containsExactly(RUNNING, SUCCEEDED, UNDOING, UNDONE);
  }

  @Test
  void aSkippedTaskHoldsNothingUp() {
    WorkflowStub run =
        world.start(
            "skip",
            new TestingPlan()
                .phase(
                    "a",
                    List.of(),
                    task("look", "manual"),
                    task("tell", "notify.send", "look").inputs(NOTIFY))
                .plan());
    world.await("look", WAITING);
    assertThat(world.act("skip/a", "s1", new Verb.Skip("look"))).isEqualTo("skipped");

    assertThat(run.getResult(RunEnd.class).state()).isEqualTo(SUCCEEDED);
    assertThat(world.task("look")).containsExactly(WAITING, SKIPPED);
    assertThat(world.calls).containsExactly("notify.send tell");
  }

  @Test
  void nothingStartsInAPausedRunUntilItIsResumed() {
    WorkflowStub run =
        world.start(
            "pause",
            new TestingPlan()
                .phase(
                    "a",
                    List.of(),
                    task("look", "manual"),
                    task("tell", "notify.send", "look").inputs(NOTIFY))
                .phase("b", List.of("a"), task("after", "notify.send").inputs(NOTIFY))
                .plan());
    world.await("look", WAITING);
    world.act("pause", "p1", new Verb.Pause(Optional.empty()));
    WorkflowStub phase = world.client.newUntypedWorkflowStub("pause/a");
    world.await(() -> phase.query("status", PhaseStatus.class).state() == PAUSED);
    world.complete("pause/a", "look", Outcome.NONE);
    world.await("look", SUCCEEDED);
    assertThat(run.query("status", RunStatus.class).state()).isEqualTo(PAUSED);
    assertThat(world.calls).isEmpty();

    world.act("pause", "p2", new Verb.Resume(Optional.empty()));
    assertThat(run.getResult(RunEnd.class).state()).isEqualTo(SUCCEEDED);
    assertThat(world.run()).containsExactly(RUNNING, PAUSED, RUNNING, SUCCEEDED);
    assertThat(world.calls).containsExactly("notify.send tell", "notify.send after");
    assertThatThrownBy(() -> world.act("pause", "p3", new Verb.Resume(Optional.empty())))
        .hasStackTraceContaining("not found");
  }

  @Test
  void aPausedTaskIsHeldAlone() {
    WorkflowStub run =
        world.start(
            "hold",
            new TestingPlan()
                .phase(
                    "a",
                    List.of(),
                    task("look", "manual"),
                    task("one", "notify.send", "look").inputs(NOTIFY),
                    task("two", "notify.send", "look").inputs(NOTIFY))
                .plan());
    world.await("look", WAITING);
    world.act("hold/a", "h1", new Verb.Pause(Optional.of("one")));
    assertThatThrownBy(() -> world.act("hold/a", "h2", new Verb.Pause(Optional.of("look"))))
        .hasStackTraceContaining("task look is waiting: there is nothing to pause");
    world.complete("hold/a", "look", Outcome.NONE);
    world.await("two", SUCCEEDED);
    assertThat(world.task("one")).containsExactly(PAUSED);
    world.act("hold/a", "h3", new Verb.Resume(Optional.of("one")));

    assertThat(run.getResult(RunEnd.class).state()).isEqualTo(SUCCEEDED);
    assertThat(world.calls).containsExactly("notify.send two", "notify.send one");
  }

  @Test
  void aLimitMakesTasksReadyUntilThereIsAPlace() {
    WorkflowStub run =
        world.start(
            "limit",
            new TestingPlan()
                .phase("z", List.of(), task("gate", "manual"))
                .phase(
                    "a",
                    List.of("z"),
                    task("one", "notify.send").inputs(NOTIFY),
                    task("two", "notify.send").inputs(NOTIFY),
                    task("three", "notify.send").inputs(NOTIFY))
                .plan());
    world.await("gate", WAITING);
    world.act("limit", "l1", new Verb.Limit(Optional.of("a"), 1));
    world.act("limit", "l2", new Verb.Prioritise(Optional.of("three"), Priority.P0));
    world.complete("limit/z", "gate", Outcome.NONE);

    assertThat(run.getResult(RunEnd.class).state()).isEqualTo(SUCCEEDED);
    assertThat(world.calls)
        .containsExactly("notify.send three", "notify.send one", "notify.send two");
    assertThat(world.task("two")).containsExactly(READY, RUNNING, SUCCEEDED);
  }

  @Test
  void aRerunVoidsWhatFollowedAcrossPhases() {
    WorkflowStub run =
        world.start(
            "rerun",
            new TestingPlan()
                .phase(
                    "a",
                    List.of(),
                    task("fetch", "data.fetch").inputs(FETCH),
                    task("aside", "notify.send").inputs(NOTIFY))
                .phase(
                    "b",
                    List.of("a"),
                    task("tell", "notify.send").inputs(NOTIFY),
                    task("look", "manual", "tell"))
                .plan());
    world.await("look", WAITING);
    assertThat(world.act("rerun", "again", new Verb.Rerun("fetch"))).isEqualTo("begun");
    world.await(() -> world.task("look").stream().filter(WAITING::equals).count() == 2);
    world.act("rerun/b", "done", new Verb.Complete("look", Outcome.NONE));

    assertThat(run.getResult(RunEnd.class).state()).isEqualTo(SUCCEEDED);
    assertThat(world.calls.stream().filter("data.fetch fetch"::equals)).hasSize(2);
    assertThat(world.calls.stream().filter("notify.send tell"::equals)).hasSize(2);
    assertThat(world.calls.stream().filter("notify.send aside"::equals))
        .as("what does not follow is kept")
        .hasSize(1);
    assertThat(world.task("fetch")).containsExactly(RUNNING, SUCCEEDED, RUNNING, SUCCEEDED);
  }

  @Test
  void aRerunVoidsWhatAPhaseThatOpensAgainWouldHaveKept() {
    WorkflowStub run =
        world.start(
            "voided",
            new TestingPlan()
                .phase("a", List.of(), task("fetch", "data.fetch").inputs(FETCH))
                .phase(
                    "b",
                    List.of("a"),
                    task("tell", "notify.send").inputs(NOTIFY),
                    task("more", "notify.send", "tell").inputs(NOTIFY))
                .phase("c", List.of("b"), task("look", "manual"))
                .plan());
    world.await("look", WAITING);
    world.outages.put("b", Integer.MAX_VALUE);
    world.act("voided", "one", new Verb.Rerun("more"));
    world.await(() -> world.outages.get("b") < Integer.MAX_VALUE);
    world.act("voided", "all", new Verb.Rerun("fetch"));
    world.await(() -> world.hasEvent("voided/b", EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED));
    world.outages.put("b", 0);

    world.await(() -> world.task("look").stream().filter(WAITING::equals).count() == 2);
    assertThat(world.calls)
        .as("all is done again, and in its order, before anyone is asked to look")
        .containsExactly(
            "data.fetch fetch",
            "notify.send tell",
            "notify.send more",
            "data.fetch fetch",
            "notify.send tell",
            "notify.send more");
    world.act("voided/c", "done", new Verb.Complete("look", Outcome.NONE));
    assertThat(run.getResult(RunEnd.class).state()).isEqualTo(SUCCEEDED);
  }

  @Test
  void whatWaitsForARerunHoldsNothingThatTheRerunNeeds() {
    Map<String, Object> uses = Map.of("uses", List.of("desk=1"));
    Map<String, Object> fetch = new LinkedHashMap<>(FETCH);
    fetch.putAll(uses);
    WorkflowStub run =
        world.start(
            "desk",
            new TestingPlan()
                .phase("a", List.of(), task("fetch", "data.fetch").inputs(fetch))
                .phase(
                    "b",
                    List.of("a"),
                    task("x", "manual").inputs(uses),
                    task("y", "manual").inputs(uses))
                .plan());
    world.await("y", WAITING);
    world.act("desk", "hold", new Verb.Pause(Optional.empty()));
    world.act("desk/b", "x", new Verb.Complete("x", Outcome.NONE));
    WorkflowStub phase = world.client.newUntypedWorkflowStub("desk/b");
    world.await(() -> phase.query("status", PhaseStatus.class).tasks().get("y") == READY);

    world.act("desk", "all", new Verb.Rerun("fetch"));
    world.act("desk", "on", new Verb.Resume(Optional.empty()));
    world.await(() -> world.task("x").stream().filter(WAITING::equals).count() == 2);
    world.act("desk/b", "x again", new Verb.Complete("x", Outcome.NONE));
    world.act("desk/b", "y", new Verb.Complete("y", Outcome.NONE));
    assertThat(run.getResult(RunEnd.class).state()).isEqualTo(SUCCEEDED);
    assertThat(world.calls).containsExactly("data.fetch fetch", "data.fetch fetch");
  }

  @Test
  void whatFollowsARerunInItsPhaseHoldsNothingThatItNeeds() {
    Map<String, Object> uses = Map.of("uses", List.of("desk=1"));
    WorkflowStub run =
        world.start(
            "seat",
            new TestingPlan()
                .phase(
                    "a",
                    List.of(),
                    task("x", "manual").inputs(uses),
                    task("z", "manual").inputs(uses),
                    task("y", "manual", "x").inputs(uses))
                .plan());
    world.await("z", WAITING);
    world.act("seat/a", "x", new Verb.Complete("x", Outcome.NONE));
    world.await("y", WAITING);
    world.act("seat", "hold", new Verb.Pause(Optional.empty()));
    world.act("seat/a", "z", new Verb.Complete("z", Outcome.NONE));
    WorkflowStub phase = world.client.newUntypedWorkflowStub("seat/a");
    world.await(() -> phase.query("status", PhaseStatus.class).tasks().get("y") == READY);

    world.act("seat", "again", new Verb.Rerun("x"));
    world.act("seat", "on", new Verb.Resume(Optional.empty()));
    world.await(() -> world.task("x").stream().filter(WAITING::equals).count() == 2);
    world.act("seat/a", "x again", new Verb.Complete("x", Outcome.NONE));
    world.act("seat/a", "y", new Verb.Complete("y", Outcome.NONE));
    assertThat(run.getResult(RunEnd.class).state()).isEqualTo(SUCCEEDED);
  }

  @Test
  void rerunsOfAPausedRunAddUp() {
    WorkflowStub run =
        world.start(
            "adds-up",
            new TestingPlan()
                .phase("a", List.of(), task("fetch", "data.fetch").inputs(FETCH))
                .phase(
                    "b",
                    List.of("a"),
                    task("tell", "notify.send").inputs(NOTIFY),
                    task("more", "notify.send", "tell").inputs(NOTIFY))
                .phase("c", List.of("b"), task("look", "manual"))
                .plan());
    world.await("look", WAITING);
    world.act("adds-up", "hold", new Verb.Pause(Optional.empty()));
    world.act("adds-up", "one", new Verb.Rerun("more"));
    world.act("adds-up", "all", new Verb.Rerun("fetch"));
    world.act("adds-up", "on", new Verb.Resume(Optional.empty()));
    world.await(() -> world.task("look").stream().filter(WAITING::equals).count() == 2);
    world.act("adds-up/c", "done", new Verb.Complete("look", Outcome.NONE));

    assertThat(run.getResult(RunEnd.class).state()).isEqualTo(SUCCEEDED);
    assertThat(world.calls)
        .containsExactly(
            "data.fetch fetch",
            "notify.send tell",
            "notify.send more",
            "data.fetch fetch",
            "notify.send tell",
            "notify.send more");
  }

  @Test
  void rollingBackUndoesWhatCameAfterAndHoldsTheRun() {
    WorkflowStub run =
        world.start(
            "rollback",
            new TestingPlan()
                .phase("a", List.of(), task("fetch", "data.fetch").inputs(FETCH))
                .phase("b", List.of("a"), task("tell", "notify.send").inputs(NOTIFY))
                .phase("c", List.of("b"), task("look", "manual"))
                .plan());
    world.await("look", WAITING);
    assertThatThrownBy(() -> world.act("rollback", "no", new Verb.RollBack("nowhere")))
        .hasStackTraceContaining("the run has no phase nowhere");
    world.act("rollback", "back", new Verb.RollBack("a"));
    world.await("tell", UNDONE);
    world.await("look", CANCELLED);
    assertThat(run.query("status", RunStatus.class).state()).isEqualTo(PAUSED);
    assertThat(world.calls)
        .containsExactly("data.fetch fetch", "notify.send tell", "notify.send.undo tell");

    world.act("rollback", "on", new Verb.Resume(Optional.empty()));
    world.await(() -> world.task("look").stream().filter(WAITING::equals).count() == 2);
    world.act("rollback/c", "done", new Verb.Complete("look", Outcome.NONE));
    assertThat(run.getResult(RunEnd.class).state()).isEqualTo(SUCCEEDED);
    assertThat(world.calls)
        .containsExactly(
            "data.fetch fetch", "notify.send tell", "notify.send.undo tell", "notify.send tell");
  }

  @Test
  @Timeout(60)
  void whatGrewOldGoesOnAsNewWithItsWaitsAndAnswers() {
    WorkflowStub run =
        world.start(
            "old",
            new TestingPlan()
                .phase(
                    "a",
                    List.of(),
                    task("first", "notify.send").inputs(NOTIFY),
                    task("look", "manual", "first"),
                    task("tell", "notify.send", "look").inputs(NOTIFY))
                .phase("b", List.of("a"), task("last", "notify.send").inputs(NOTIFY))
                .plan());
    world.await("look", WAITING);
    String runBefore = world.runId("old");
    String phaseBefore = world.runId("old/a");
    for (int i = 0; i < 1_400 && phaseBefore.equals(world.runId("old/a")); i += 20) {
      for (int j = i; j < i + 20; j++) {
        world.act("old/a", "p" + j, new Verb.Prioritise(Optional.of("tell"), Priority.P1));
      }
    }
    assertThat(world.runId("old/a")).as("the phase goes on as new").isNotEqualTo(phaseBefore);
    for (int i = 0; i < 1_400 && runBefore.equals(world.runId("old")); i += 20) {
      for (int j = i; j < i + 20; j++) {
        world.act("old", "r" + j, new Verb.Prioritise(Optional.of("last"), Priority.P1));
      }
    }
    assertThat(world.runId("old")).as("the run goes on as new").isNotEqualTo(runBefore);

    assertThat(world.act("old/a", "once", new Verb.Complete("look", Outcome.NONE)))
        .isEqualTo("completed");
    assertThat(run.getResult(RunEnd.class).state()).isEqualTo(SUCCEEDED);
    assertThat(world.task("look")).containsExactly(WAITING, SUCCEEDED);
    assertThat(world.calls)
        .containsExactly("notify.send first", "notify.send tell", "notify.send last");
    assertThat(world.run()).containsExactly(RUNNING, SUCCEEDED);
  }

  @Test
  void aRunThatRepeatsAnotherKeepsWhatIsValid() {
    world.failing.put("tell", FailureKind.INPUT_INVALID);
    io.planwright.plan.Plan plan =
        new TestingPlan()
            .phase("a", List.of(), task("check", "data.validate").inputs(validate()))
            .phase(
                "b",
                List.of("a"),
                task("tell", "notify.send").inputs(NOTIFY).onFailure(OnFailure.STOP))
            .plan();
    WorkflowStub first = world.start("origin", plan);
    assertThatThrownBy(() -> first.getResult(RunEnd.class))
        .hasStackTraceContaining("INPUT_INVALID");
    world.failing.clear();
    world.calls.clear();

    WorkflowStub second =
        world.start(
            "repeated",
            new RunInput(
                    new PlanChoice("quant", "origin", Optional.empty()),
                    "ada",
                    Priority.P1,
                    false,
                    Optional.empty())
                .repeating(new Reopening("origin", List.of())));

    assertThat(second.getResult(RunEnd.class).state()).isEqualTo(SUCCEEDED);
    assertThat(world.calls).containsExactly("notify.send tell");
  }

  @Test
  void aRerunReachesWhatARepeatedRunHasNotOpenedYet() {
    world.failing.put("last", FailureKind.INPUT_INVALID);
    WorkflowStub first =
        world.start(
            "source",
            new TestingPlan()
                .phase("a", List.of(), task("fetch", "data.fetch").inputs(FETCH))
                .phase("b", List.of("a"), task("tell", "notify.send").inputs(NOTIFY))
                .phase("c", List.of("b"), task("more", "notify.send").inputs(NOTIFY))
                .phase(
                    "d",
                    List.of("c"),
                    task("last", "notify.send").inputs(NOTIFY).onFailure(OnFailure.STOP))
                .plan());
    assertThatThrownBy(() -> first.getResult(RunEnd.class))
        .hasStackTraceContaining("INPUT_INVALID");
    world.failing.clear();
    world.calls.clear();
    world.outages.put("b", Integer.MAX_VALUE);

    WorkflowStub second =
        world.start(
            "renewed",
            new RunInput(
                    new PlanChoice("quant", "source", Optional.empty()),
                    "ada",
                    Priority.P1,
                    false,
                    Optional.empty())
                .repeating(new Reopening("source", List.of())));
    world.await(() -> world.outages.get("b") < Integer.MAX_VALUE);
    world.act("renewed", "all", new Verb.Rerun("fetch"));
    world.await(() -> world.hasEvent("renewed/b", EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED));
    world.outages.put("b", 0);

    assertThat(second.getResult(RunEnd.class).state()).isEqualTo(SUCCEEDED);
    assertThat(world.calls)
        .containsExactly(
            "data.fetch fetch", "notify.send tell", "notify.send more", "notify.send last");
  }

  @Test
  void anUndoThatTookNoEffectIsFoundOutAndListed() {
    world.failing.put("tell", FailureKind.INPUT_INVALID);
    world.notUndone.add("fetch");
    WorkflowStub run =
        world.start(
            "unverified",
            new TestingPlan()
                .phase(
                    "a",
                    List.of(),
                    task("fetch", "data.fetch").inputs(FETCH),
                    task("tell", "notify.send", "fetch").inputs(NOTIFY))
                .plan());

    assertThatThrownBy(() -> run.getResult(RunEnd.class))
        .hasStackTraceContaining("data.fetch.undone says that it took no effect");
    assertThat(world.calls.stream().filter("data.fetch.undo fetch"::equals)).hasSize(3);
    assertThat(world.task("fetch")).endsWith(UNDOING, FAILED);
  }

  @Test
  void rollbackStepsOfTheDocumentWaitForPeople() {
    world.failing.put("tell", FailureKind.INPUT_INVALID);
    world.byHand.add(
        new UndoOrder.ByHand("undo-1", "a", "Rollback", "restore the snapshot", List.of("look")));
    WorkflowStub run =
        world.start(
            "by-hand",
            new TestingPlan()
                .phase(
                    "a",
                    List.of(),
                    task("fetch", "data.fetch").inputs(FETCH),
                    task("tell", "notify.send", "fetch").inputs(NOTIFY))
                .plan());
    world.await("undo-1", WAITING);
    world.await("fetch", UNDONE);
    world.act("by-hand/undo", "u1", new Verb.Complete("undo-1", Outcome.NONE));

    assertThatThrownBy(() -> run.getResult(RunEnd.class)).hasStackTraceContaining("INPUT_INVALID");
    assertThat(world.task("undo-1")).containsExactly(WAITING, UNDONE);
  }

  @Test
  void undoesBranchesThatHaveNothingToDoWithEachOther() {
    world.failing.put("join", FailureKind.INPUT_INVALID);
    WorkflowStub run =
        world.start(
            "diamond",
            new TestingPlan()
                .phase(
                    "a",
                    List.of(),
                    task("fetch", "data.fetch").inputs(FETCH),
                    task("left", "notify.send", "fetch").inputs(NOTIFY),
                    task("right", "notify.send", "fetch").inputs(NOTIFY),
                    task("join", "data.validate", "left", "right").inputs(validate()))
                .plan());

    assertThatThrownBy(() -> run.getResult(RunEnd.class)).hasStackTraceContaining("INPUT_INVALID");
    assertThat(world.calls.subList(4, 6))
        .containsExactlyInAnyOrder("notify.send.undo left", "notify.send.undo right");
    assertThat(world.calls).endsWith("data.fetch.undo fetch");
  }

  private static Map<String, Object> validate() {
    return Map.of(
        "dataset", Map.of("kind", "dataset", "sha256", "x", "bytes", 1, "mediaType", "text/csv"),
        "columns", List.of(),
        "minRows", 1L,
        "maxGaps", 0L,
        "maxDuplicates", 0L);
  }
}
