package io.planwright.workflows;

import static io.planwright.plan.run.State.CANCELLED;
import static io.planwright.plan.run.State.FAILED;
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
import io.planwright.plan.run.Command;
import io.planwright.plan.run.Entry;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.State;
import io.planwright.plan.run.Verb;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class PlanWorkflowTest {
  private static final Map<String, Object> FETCH =
      Map.of("bars", 10L, "seed", 1L, "start", "2020-01-01");
  private static final Map<String, Object> PROMOTE = Map.of("model", "${fetch}", "champion", "c");
  private static final Map<String, Object> NOTIFY =
      Map.of("message", "hello", "channel", "log", "facts", List.of());

  private final TestingWorld world = new TestingWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void runsTasksInTheOrderOfTheirNeedsAcrossPhases() {
    WorkflowStub run =
        world.start(
            "order",
            new TestingPlan()
                .phase("a", List.of(), task("fetch", "data.fetch").inputs(FETCH))
                .phase(
                    "b",
                    List.of(),
                    task("check", "data.validate", "fetch").inputs(validate("${fetch}")),
                    task("tell", "notify.send", "check").inputs(NOTIFY))
                .plan());

    assertThat(run.getResult(RunEnd.class).state()).isEqualTo(SUCCEEDED);
    assertThat(world.calls)
        .containsExactly("data.fetch fetch", "data.validate check", "notify.send tell");
    assertThat(outcome("check").facts()).containsEntry("saw", "fetch");
    assertThat(world.run()).containsExactly(RUNNING, SUCCEEDED);
  }

  @Test
  void opensAPhaseWhenTheOneBeforeHasEnded() {
    world
        .start(
            "barrier",
            new TestingPlan()
                .phase("b", List.of("a"), task("second", "data.fetch").inputs(FETCH))
                .phase("a", List.of(), task("first", "data.fetch").inputs(FETCH))
                .plan())
        .getResult(RunEnd.class);

    assertThat(world.calls).containsExactly("data.fetch first", "data.fetch second");
  }

  @Test
  void putsOutcomesIntoWordsOfLaterInputs() {
    world
        .start(
            "words",
            new TestingPlan()
                .phase(
                    "a",
                    List.of(),
                    task("fetch", "data.fetch").inputs(FETCH),
                    task("tell", "notify.send", "fetch")
                        .inputs(
                            Map.of(
                                "message",
                                "got ${fetch:rows} rows",
                                "channel",
                                "log",
                                "facts",
                                List.of("${fetch}"))))
                .plan())
        .getResult(RunEnd.class);

    assertThat(outcome("tell").facts()).containsEntry("said", "got 7 rowsfetch: rows=7");
  }

  @Test
  void waitsForAManualTaskAndNamesWhoCompletedIt() {
    WorkflowStub run =
        world.start(
            "manual",
            new TestingPlan()
                .phase(
                    "a",
                    List.of(),
                    task("look", "manual"),
                    task("fetch", "data.fetch", "look").inputs(FETCH))
                .plan());
    world.await("look", WAITING);
    world.complete("manual/a", "look", Outcome.NONE.metric("seen", 1));
    run.getResult(RunEnd.class);

    assertThat(world.task("look")).containsExactly(WAITING, SUCCEEDED);
    assertThat(transition("look", SUCCEEDED).actor()).contains("bob");
    assertThat(transition("look", SUCCEEDED).reason()).contains("looked at it");
    assertThat(world.calls).containsExactly("data.fetch fetch");
  }

  @Test
  void refusesAVerbForATaskThatIsNotByHandOrHasEnded() {
    WorkflowStub run =
        world.start(
            "refused",
            new TestingPlan()
                .phase(
                    "a",
                    List.of(),
                    task("fetch", "data.fetch").inputs(FETCH),
                    task("look", "manual"))
                .plan());
    world.await("look", WAITING);
    assertThatThrownBy(() -> world.complete("refused/a", "fetch", Outcome.NONE))
        .isInstanceOf(WorkflowUpdateException.class)
        .hasStackTraceContaining("task fetch is done by data.fetch, not by hand");
    world.complete("refused/a", "look", Outcome.NONE);
    run.getResult(RunEnd.class);
  }

  @Test
  void keepsAVerbForAPhaseThatIsNotOpenYet() {
    WorkflowStub run =
        world.start(
            "early",
            new TestingPlan()
                .phase("a", List.of(), task("first", "manual"))
                .phase("b", List.of("a"), task("second", "manual"))
                .plan());
    world.await("first", WAITING);
    world.complete("early", "second", Outcome.NONE);
    world.complete("early/a", "first", Outcome.NONE);

    assertThat(run.getResult(RunEnd.class).state()).isEqualTo(SUCCEEDED);
    assertThat(world.task("second")).containsExactly(WAITING, SUCCEEDED);
  }

  @Test
  void refusesASecondAnswerForAPhaseThatIsNotOpenYet() {
    world.start(
        "twice",
        new TestingPlan()
            .phase("a", List.of(), task("first", "manual"))
            .phase("b", List.of("a"), task("second", "manual"))
            .plan());
    world.await("first", WAITING);
    assertThat(world.act("twice", "no", new Verb.Fail("second", "no figures")))
        .startsWith("passed on");

    assertThatThrownBy(
            () -> world.act("twice", "yes", new Verb.Complete("second", Outcome.NONE), "ada"))
        .hasStackTraceContaining("task second has an answer of bob already");
    assertThat(world.act("twice", "no", new Verb.Fail("second", "no figures")))
        .as("the first, said again")
        .startsWith("passed on");
  }

  @Test
  void takesAVerbThatComesBeforeThePhaseKnowsItsTasks() {
    world.outages.put("a", Integer.MAX_VALUE);
    WorkflowStub run =
        world.start(
            "loading", new TestingPlan().phase("a", List.of(), task("only", "manual")).plan());
    world.await(() -> world.outages.get("a") < Integer.MAX_VALUE);
    world.complete("loading", "only", Outcome.NONE);
    world.await(() -> world.hasEvent("loading/a", EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED));
    world.outages.put("a", 0);

    assertThat(run.getResult(RunEnd.class).state()).isEqualTo(SUCCEEDED);
    assertThat(world.task("only")).containsExactly(WAITING, SUCCEEDED);
  }

  @Test
  void startsNothingOfAPhaseThatIsPausedWhileItLoads() {
    world.outages.put("a", Integer.MAX_VALUE);
    WorkflowStub run =
        world.start(
            "halted",
            new TestingPlan()
                .phase("a", List.of(), task("fetch", "data.fetch").inputs(FETCH))
                .plan());
    world.await(() -> world.outages.get("a") < Integer.MAX_VALUE);
    world.act("halted", "hold", new Verb.Pause(Optional.empty()));
    world.await(() -> world.hasEvent("halted/a", EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED));
    world.outages.put("a", 0);
    world.await(() -> world.states(Optional.of("a"), Optional.empty()).contains(State.PAUSED));
    assertThat(world.calls).isEmpty();

    world.act("halted", "on", new Verb.Resume(Optional.empty()));
    assertThat(run.getResult(RunEnd.class).state()).isEqualTo(SUCCEEDED);
    assertThat(world.calls).containsExactly("data.fetch fetch");
  }

  @Test
  void tellsOfAVerbThatItsPhaseCouldNotTake() {
    WorkflowStub run =
        world.start(
            "untaken",
            new TestingPlan()
                .phase("a", List.of(), task("first", "manual"))
                .phase("b", List.of("a"), task("fetch", "data.fetch").inputs(FETCH))
                .phase("c", List.of("a"), task("other", "data.fetch").inputs(FETCH))
                .plan());
    world.await("first", WAITING);
    world.complete("untaken", "fetch", Outcome.NONE);
    world.complete("untaken/a", "first", Outcome.NONE);

    assertThat(run.getResult(RunEnd.class).state()).isEqualTo(SUCCEEDED);
    assertThat(world.reasons())
        .filteredOn(reason -> reason.startsWith("not taken"))
        .containsExactly(
            "not taken: task fetch is done by data.fetch, not by hand; task fetch is pending");
  }

  @Test
  void undoesInReverseWhatWasDoneBeforeAFailure() {
    world.failing.put("tell", FailureKind.INPUT_INVALID);
    WorkflowStub run =
        world.start(
            "undo",
            new TestingPlan()
                .phase("a", List.of(), task("fetch", "data.fetch").inputs(FETCH))
                .phase(
                    "b",
                    List.of("a"),
                    task("promote", "model.promote", "fetch").inputs(PROMOTE),
                    task("tell", "notify.send", "promote").inputs(NOTIFY),
                    task("after", "notify.send", "tell").inputs(NOTIFY))
                .plan());

    assertThatThrownBy(() -> run.getResult(RunEnd.class))
        .isInstanceOf(WorkflowException.class)
        .hasStackTraceContaining("INPUT_INVALID");
    assertThat(world.calls)
        .containsExactly(
            "data.fetch fetch",
            "model.promote promote",
            "notify.send tell",
            "notify.send.undo tell",
            "model.promote.undo promote",
            "data.fetch.undo fetch");
    assertThat(world.task("promote")).containsExactly(RUNNING, SUCCEEDED, UNDOING, UNDONE);
    assertThat(world.task("tell")).containsExactly(RUNNING, FAILED);
    assertThat(world.task("after")).containsExactly(SKIPPED);
    assertThat(world.run()).containsExactly(RUNNING, UNDOING, FAILED);
  }

  @Test
  void goesOnWithoutAContainedPhase() {
    world.failing.put("tell", FailureKind.INPUT_INVALID);
    WorkflowStub run =
        world.start(
            "contain",
            new TestingPlan()
                .phase("a", List.of(), task("fetch", "data.fetch").inputs(FETCH))
                .phase(
                    "b",
                    List.of("a"),
                    task("promote", "model.promote", "fetch").inputs(PROMOTE),
                    task("tell", "notify.send", "promote")
                        .inputs(NOTIFY)
                        .onFailure(OnFailure.CONTAIN))
                .phase("c", List.of("b"), task("report", "notify.send").inputs(NOTIFY))
                .plan());

    assertThat(run.getResult(RunEnd.class).state()).isEqualTo(SUCCEEDED);
    assertThat(world.calls)
        .containsExactly(
            "data.fetch fetch",
            "model.promote promote",
            "notify.send tell",
            "notify.send.undo tell",
            "model.promote.undo promote",
            "notify.send report");
    assertThat(world.states(Optional.of("b"), Optional.empty()))
        .containsExactly(RUNNING, FAILED, UNDOING, UNDONE);
  }

  @Test
  void goesOnWithWhatWaitsElsewhereForAContainedPhase() {
    world.failing.put("tell", FailureKind.INPUT_INVALID);
    WorkflowStub run =
        world.start(
            "contained",
            new TestingPlan()
                .phase(
                    "a",
                    List.of(),
                    task("tell", "notify.send").inputs(NOTIFY).onFailure(OnFailure.CONTAIN))
                .phase("b", List.of(), task("report", "notify.send", "a").inputs(NOTIFY))
                .plan());

    assertThat(run.getResult(RunEnd.class).state()).isEqualTo(SUCCEEDED);
    assertThat(world.calls)
        .containsExactly("notify.send tell", "notify.send.undo tell", "notify.send report");
  }

  @Test
  void repeatsAStepThatMaySucceedLater() {
    world.failing.put("fetch", FailureKind.UNAVAILABLE);
    WorkflowStub run =
        world.start(
            "retry",
            new TestingPlan()
                .phase("a", List.of(), task("fetch", "data.fetch").inputs(FETCH).attempts(3))
                .plan());

    assertThatThrownBy(() -> run.getResult(RunEnd.class)).hasStackTraceContaining("UNAVAILABLE");
    assertThat(world.calls.stream().filter("data.fetch fetch"::equals)).hasSize(3);
  }

  @Test
  void cancelsAndUndoesOnAPersonsWord() {
    WorkflowStub run =
        world.start(
            "cancel",
            new TestingPlan()
                .phase(
                    "a",
                    List.of(),
                    task("fetch", "data.fetch").inputs(FETCH),
                    task("look", "manual", "fetch"))
                .plan());
    world.await("look", WAITING);
    run.update(
        "act",
        Void.class,
        new Command("c1", "cancel", new Verb.Cancel(), "eve", Optional.of("wrong data")));

    assertThatThrownBy(() -> run.getResult(RunEnd.class)).hasStackTraceContaining("CANCELLED");
    assertThat(world.task("look")).containsExactly(WAITING, CANCELLED);
    assertThat(world.calls).containsExactly("data.fetch fetch", "data.fetch.undo fetch");
    assertThat(world.run()).containsExactly(RUNNING, UNDOING, CANCELLED);
  }

  @Test
  void cancelsAndUndoesWhenCancelledInTemporal() {
    WorkflowStub run =
        world.start(
            "cancelled-there",
            new TestingPlan()
                .phase(
                    "a",
                    List.of(),
                    task("fetch", "data.fetch").inputs(FETCH),
                    task("look", "manual", "fetch"))
                .plan());
    world.await("look", WAITING);
    run.cancel();

    assertThatThrownBy(() -> run.getResult(RunEnd.class)).hasStackTraceContaining("was cancelled");
    assertThat(world.calls).containsExactly("data.fetch fetch", "data.fetch.undo fetch");
  }

  @Test
  void takesWhatTheDocumentMarksDoneAsSucceeded() {
    world
        .start(
            "done",
            new TestingPlan()
                .phase(
                    "a",
                    List.of(),
                    task("fetch", "data.fetch").inputs(FETCH).done(),
                    task("tell", "notify.send", "fetch").inputs(NOTIFY))
                .plan())
        .getResult(RunEnd.class);

    assertThat(world.calls).containsExactly("notify.send tell");
    assertThat(transition("fetch", SUCCEEDED).reason()).contains("done by document");
  }

  @Test
  void comparesTwoModelsInAChildWorkflow() {
    world
        .start(
            "experiment",
            new TestingPlan()
                .phase(
                    "a",
                    List.of(),
                    task("one", "data.fetch").inputs(FETCH),
                    task("two", "data.fetch").inputs(FETCH),
                    task("compare", "experiment.run", "one", "two")
                        .inputs(
                            Map.of(
                                "control",
                                "${one}",
                                "challenger",
                                "${two}",
                                "features",
                                "${one}",
                                "alpha",
                                0.05,
                                "mustWin",
                                false)))
                .plan())
        .getResult(RunEnd.class);

    assertThat(outcome("compare").facts())
        .containsEntry("compared", "losses of one / losses of two");
  }

  @Test
  void cutsAPhaseOfManyTasksIntoParts() {
    TestingPlan.TaskSpec[] tasks =
        IntStream.range(0, 450)
            .mapToObj(i -> task("t" + i, "notify.send").inputs(NOTIFY))
            .toArray(TestingPlan.TaskSpec[]::new);
    WorkflowStub run =
        world.start(
            "large",
            new TestingPlan()
                .phase("a", List.of(), tasks)
                .phase("b", List.of("a"), task("last", "notify.send").inputs(NOTIFY))
                .plan());

    assertThat(run.getResult(RunEnd.class).state()).isEqualTo(SUCCEEDED);
    assertThat(world.calls)
        .filteredOn(call -> call.startsWith("notify.send"))
        .hasSize(451)
        .last()
        .isEqualTo("notify.send last");
  }

  @Test
  void failsWithThePlansNameWhereThereIsNone() {
    WorkflowStub run = world.start("gone", new TestingPlan().plan());
    run.getResult(RunEnd.class);
    assertThat(world.run()).containsExactly(RUNNING, SUCCEEDED);
  }

  @Test
  void numbersEachWorkflowsJournalWithoutGaps() {
    runsTasksInTheOrderOfTheirNeedsAcrossPhases();
    assertThat(world.journal.stream().filter(e -> e instanceof Entry.Opened)).hasSize(1);
    assertThat(
            world.journal.stream()
                .filter(
                    e ->
                        e instanceof Entry.Opened
                            || e instanceof Entry.Transition t && t.phase().isEmpty())
                .map(Entry::number))
        .containsExactly(1L, 2L, 3L);
  }

  private static Map<String, Object> validate(String dataset) {
    return Map.of(
        "dataset",
        dataset,
        "columns",
        List.of(),
        "minRows",
        1L,
        "maxGaps",
        0L,
        "maxDuplicates",
        0L);
  }

  private Outcome outcome(String task) {
    return transition(task, SUCCEEDED).outcome().orElseThrow();
  }

  private Entry.Transition transition(String task, State state) {
    return world.journal.stream()
        .filter(e -> e instanceof Entry.Transition)
        .map(Entry.Transition.class::cast)
        .filter(t -> t.task().equals(Optional.of(task)) && t.state() == state)
        .findFirst()
        .orElseThrow();
  }
}
