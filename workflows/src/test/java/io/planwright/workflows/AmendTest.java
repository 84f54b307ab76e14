package io.planwright.workflows;

import static io.planwright.plan.run.State.CANCELLED;
import static io.planwright.plan.run.State.FAILED;
import static io.planwright.plan.run.State.PENDING;
import static io.planwright.plan.run.State.RUNNING;
import static io.planwright.plan.run.State.SUCCEEDED;
import static io.planwright.plan.run.State.WAITING;
import static io.planwright.workflows.TestingPlan.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.planwright.plan.Plan;
import io.planwright.plan.Priority;
import io.planwright.plan.run.AddedTask;
import io.planwright.plan.run.Entry;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.Verb;
import io.temporal.client.WorkflowStub;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A run that goes on as one of another version of its plan, and tasks that outcomes add. */
@Timeout(30)
final class AmendTest {
  private static final Map<String, Object> FETCH =
      Map.of("bars", 10L, "seed", 1L, "start", "2020-01-01");

  private final TestingWorld world = new TestingWorld();

  @AfterEach
  void close() {
    world.close();
  }

  private static TestingPlan.TaskSpec tell(String key, String message, String... needs) {
    return task(key, "notify.send", needs)
        .inputs(Map.of("message", message, "channel", "log", "facts", List.of()));
  }

  /** One phase done, one halfway, one to come. */
  private static TestingPlan before() {
    return new TestingPlan()
        .phase("a", List.of(), task("fetch", "data.fetch").inputs(FETCH))
        .phase(
            "b",
            List.of("a"),
            task("look", "manual"),
            tell("tell", "first words", "look"),
            tell("drop", "never said", "look"))
        .phase("c", List.of("b"), tell("last", "bye"));
  }

  private WorkflowStub halfway(String id) {
    WorkflowStub run = world.start(id, before().plan());
    world.await("look", WAITING);
    return run;
  }

  private String amend(String run, String id, Plan plan, boolean force) {
    world.plans.put(run + " amended by " + id, plan);
    return world.act(run, id, new Verb.Amend(run + " amended by " + id, force));
  }

  private List<Entry.Amended> amendments() {
    return world.journal.stream()
        .filter(Entry.Amended.class::isInstance)
        .map(Entry.Amended.class::cast)
        .toList();
  }

  @Test
  void tasksJoinChangeAndLeaveInOpenAndComingPhases() {
    WorkflowStub run = halfway("joins");
    Plan after =
        new TestingPlan()
            .phase("a", List.of(), task("fetch", "data.fetch").inputs(FETCH))
            .phase(
                "b",
                List.of("a"),
                task("look", "manual"),
                tell("between", "new", "look"),
                tell("tell", "other words", "between"))
            .phase("c", List.of("b"), tell("last", "bye"), tell("more", "and more", "last"))
            .phase("d", List.of("c"), tell("end", "the end"))
            .plan();

    assertThat(amend("joins", "m1", after, false))
        .isEqualTo("3 added, 1 changed, 1 cancelled, 0 kept");
    assertThat(amend("joins", "m1", after, false))
        .as("the same command again")
        .isEqualTo("3 added, 1 changed, 1 cancelled, 0 kept");
    world.complete("joins/b", "look", Outcome.NONE);

    assertThat(run.getResult(RunEnd.class).state()).isEqualTo(SUCCEEDED);
    assertThat(world.calls)
        .containsExactly(
            "data.fetch fetch",
            "notify.send between",
            "notify.send tell",
            "notify.send last",
            "notify.send more",
            "notify.send end");
    assertThat(world.task("drop")).containsExactly(CANCELLED);
    assertThat(world.journal)
        .anySatisfy(
            line ->
                assertThat(line)
                    .isInstanceOfSatisfying(
                        Entry.Transition.class,
                        t -> {
                          assertThat(t.task()).contains("tell");
                          assertThat(t.outcome().map(Outcome::facts))
                              .hasValueSatisfying(
                                  facts -> assertThat(facts).containsEntry("said", "other words"));
                        }));
    assertThat(amendments())
        .singleElement()
        .satisfies(
            amended -> {
              assertThat(amended.actor()).contains("bob");
              assertThat(amended.planHash()).isEqualTo("joins amended by m1");
            });
  }

  @Test
  void conflictsAreListedAndRefusedAndNothingIsChanged() {
    WorkflowStub run = halfway("conflict");
    Plan after =
        new TestingPlan()
            .phase(
                "a",
                List.of(),
                task("fetch", "data.fetch")
                    .inputs(Map.of("bars", 20L, "seed", 1L, "start", "2020-01-01")))
            .phase("b", List.of("a"), tell("tell", "other words"), tell("new", "joins"))
            .phase("c", List.of("b"), tell("last", "bye"))
            .plan();

    assertThatThrownBy(() -> amend("conflict", "m1", after, false))
        .hasStackTraceContaining("in 2 ways")
        .hasStackTraceContaining("task fetch: keep, it has succeeded as the former version has it")
        .hasStackTraceContaining("task look: cancel, it is waiting");
    world.complete("conflict/b", "look", Outcome.NONE);

    assertThat(run.getResult(RunEnd.class).state()).isEqualTo(SUCCEEDED);
    assertThat(world.calls)
        .containsExactlyInAnyOrder(
            "data.fetch fetch", "notify.send tell", "notify.send drop", "notify.send last");
    assertThat(amendments()).isEmpty();
  }

  @Test
  void forceCancelsWhatIsUnderWayAndKeepsWhatIsDone() {
    WorkflowStub run = halfway("forced");
    Plan after =
        new TestingPlan()
            .phase(
                "a",
                List.of(),
                task("fetch", "data.fetch")
                    .inputs(Map.of("bars", 20L, "seed", 1L, "start", "2020-01-01")))
            .phase("b", List.of("a"), tell("tell", "other words"))
            .plan();

    assertThat(amend("forced", "m1", after, true))
        .isEqualTo("0 added, 1 changed, 3 cancelled, 1 kept; 2 conflicts");

    assertThat(run.getResult(RunEnd.class).state()).isEqualTo(SUCCEEDED);
    assertThat(world.calls).containsExactly("data.fetch fetch", "notify.send tell");
    assertThat(world.task("look")).containsExactly(WAITING, CANCELLED);
  }

  @Test
  void aTaskThatJoinsAnEndedPhaseIsDoneWhereItIsForcedAndTheRestIsKept() {
    WorkflowStub run = halfway("reopened");
    Plan after =
        new TestingPlan()
            .phase(
                "a",
                List.of(),
                task("fetch", "data.fetch").inputs(FETCH),
                tell("late", "late", "fetch"))
            .phase(
                "b",
                List.of("a"),
                task("look", "manual"),
                tell("tell", "first words", "look"),
                tell("drop", "never said", "late"))
            .phase("c", List.of("b"), tell("last", "bye"))
            .plan();

    assertThatThrownBy(() -> amend("reopened", "m1", after, false))
        .hasStackTraceContaining("task late: add, phase a has ended: it is opened again");
    amend("reopened", "m2", after, true);
    world.await("drop", SUCCEEDED);
    world.complete("reopened/b", "look", Outcome.NONE);

    assertThat(run.getResult(RunEnd.class).state()).isEqualTo(SUCCEEDED);
    assertThat(world.calls)
        .containsExactly(
            "data.fetch fetch",
            "notify.send late",
            "notify.send drop",
            "notify.send tell",
            "notify.send last");
  }

  @Test
  void whatEndsWhileAPhaseIsHeldCountsAndThePhaseDoesNotEndBeforeItIsDecided() {
    WorkflowStub run =
        world.start(
            "held",
            new TestingPlan()
                .phase("a", List.of(), task("look", "manual"))
                .phase("b", List.of("a"), tell("last", "bye"))
                .plan());
    world.await("look", WAITING);
    world.held.add(() -> world.complete("held/a", "look", Outcome.NONE));
    Plan after =
        new TestingPlan()
            .phase("a", List.of(), task("look", "manual"), tell("joined", "hello", "look"))
            .phase("b", List.of("a"), tell("last", "good bye"))
            .plan();

    assertThat(amend("held", "m1", after, false))
        .isEqualTo("1 added, 1 changed, 0 cancelled, 0 kept");
    assertThat(world.task("look")).contains(SUCCEEDED);

    assertThat(run.getResult(RunEnd.class).state()).isEqualTo(SUCCEEDED);
    assertThat(world.calls).containsExactly("notify.send joined", "notify.send last");
  }

  @Test
  void twoAmendmentsAreCarriedOutOneAfterTheOther() {
    WorkflowStub run = halfway("two");
    Plan first = before().phase("d", List.of("c"), tell("one", "one")).plan();
    Plan second =
        before()
            .phase("d", List.of("c"), tell("one", "one"))
            .phase("e", List.of("d"), tell("two", "two"))
            .plan();
    CompletableFuture<String> one =
        CompletableFuture.supplyAsync(() -> amend("two", "m1", first, false));
    CompletableFuture<String> two =
        CompletableFuture.supplyAsync(() -> amend("two", "m2", second, true));
    one.join();
    two.join();
    amend("two", "m3", second, false);
    world.complete("two/b", "look", Outcome.NONE);

    assertThat(run.getResult(RunEnd.class).state()).isEqualTo(SUCCEEDED);
    assertThat(world.calls).endsWith("notify.send last", "notify.send one", "notify.send two");
  }

  @Test
  void aTaskThatWasRenumberedAfterItBeganIsRefusedForGood() {
    halfway("renumbered");
    Plan after =
        new TestingPlan()
            .phase("a", List.of(), task("fetch2", "data.fetch").inputs(FETCH))
            .phase(
                "b",
                List.of("a"),
                task("look", "manual"),
                tell("tell", "first words", "look"),
                tell("drop", "never said", "look"))
            .phase("c", List.of("b"), tell("last", "bye"))
            .plan();
    Plan sameTitle =
        after.withPhases(
            after.phases().stream()
                .map(
                    phase ->
                        phase.withTasks(
                            phase.tasks().stream()
                                .map(t -> t.key().equals("fetch2") ? titled(t) : t)
                                .toList()))
                .toList());

    assertThatThrownBy(() -> amend("renumbered", "m1", sameTitle, true))
        .hasStackTraceContaining("keep its number there (can't be forced)");
  }

  private static io.planwright.plan.Task titled(io.planwright.plan.Task t) {
    return new io.planwright.plan.Task(
        t.key(),
        t.id(),
        "Task fetch",
        t.state(),
        t.priority(),
        t.assignee(),
        t.estimate(),
        t.dependsOn(),
        t.criteria(),
        t.subtasks(),
        t.binding(),
        t.details(),
        t.source());
  }

  @Test
  @Timeout(60)
  void anAmendedPhaseThatGrewOldGoesOnAsNewByTheNewVersion() {
    WorkflowStub run = halfway("old");
    Plan after =
        new TestingPlan()
            .phase("a", List.of(), task("fetch", "data.fetch").inputs(FETCH))
            .phase("b", List.of("a"), task("look", "manual"), tell("joined", "hello", "look"))
            .plan();
    amend("old", "m1", after, false);
    String before = world.runId("old/b");
    for (int i = 0; i < 1_400 && before.equals(world.runId("old/b")); i += 20) {
      for (int j = i; j < i + 20; j++) {
        world.act("old/b", "p" + j, new Verb.Prioritise(Optional.of("joined"), Priority.P1));
      }
    }
    assertThat(world.runId("old/b")).as("the phase goes on as new").isNotEqualTo(before);
    world.act("old/b", "done", new Verb.Complete("look", Outcome.NONE));

    assertThat(run.getResult(RunEnd.class).state()).isEqualTo(SUCCEEDED);
    assertThat(world.calls).containsExactly("data.fetch fetch", "notify.send joined");
  }

  @Test
  void anOutcomeAddsTasksThatWhatFollowsWaitsFor() {
    world.adding.put(
        "fetch",
        List.of(
            added("one", "notify.send", List.of()), added("two", "notify.send", List.of("one"))));
    WorkflowStub run =
        world.start(
            "fan",
            new TestingPlan()
                .phase(
                    "a",
                    List.of(),
                    task("fetch", "data.fetch").inputs(FETCH),
                    tell("after", "after", "fetch"))
                .phase("b", List.of("a"), tell("last", "bye"))
                .plan());

    assertThat(run.getResult(RunEnd.class).state()).isEqualTo(SUCCEEDED);
    assertThat(world.calls)
        .containsExactly(
            "data.fetch fetch",
            "notify.send fetch/one",
            "notify.send fetch/two",
            "notify.send after",
            "notify.send last");
    assertThat(world.task("fetch/one")).containsExactly(PENDING, RUNNING, SUCCEEDED);
    assertThat(amendments())
        .singleElement()
        .satisfies(amended -> assertThat(amended.reason()).contains("fetch added 2"));
  }

  @Test
  void whatAPersonCompletesAddsTasksAndAnAmendmentKeepsThem() {
    WorkflowStub run = halfway("by-hand");
    world.act(
        "by-hand/b",
        "c1",
        new Verb.Complete("look", Outcome.NONE.adding(List.of(added("ask", "manual", List.of())))));
    world.await("look/ask", WAITING);
    amend("by-hand", "m1", before().phase("d", List.of("c"), tell("end", "the end")).plan(), false);
    world.act("by-hand/b", "c2", new Verb.Complete("look/ask", Outcome.NONE));

    assertThat(run.getResult(RunEnd.class).state()).isEqualTo(SUCCEEDED);
    assertThat(world.calls).endsWith("notify.send last", "notify.send end");
    assertThat(world.task("look/ask")).containsExactly(PENDING, WAITING, SUCCEEDED);
  }

  @Test
  void tasksThatCantJoinFailTheTaskWithAStableCode() {
    world.adding.put(
        "fetch",
        List.of(
            added("one", "no.such", List.of("two")),
            added("two", "notify.send", List.of("one", "nowhere"))));
    WorkflowStub run =
        world.start(
            "bad",
            new TestingPlan()
                .phase("a", List.of(), task("fetch", "data.fetch").inputs(FETCH))
                .plan());

    assertThatThrownBy(() -> run.getResult(RunEnd.class))
        .hasStackTraceContaining("TASKS_INVALID")
        .hasStackTraceContaining("there is no executor no.such");
    assertThat(world.task("fetch")).startsWith(RUNNING, FAILED);
  }

  private static AddedTask added(String id, String executor, List<String> needs) {
    return new AddedTask(
        id,
        "Do " + id,
        Optional.of(executor),
        executor.equals("notify.send")
            ? new TreeMap<>(Map.of("message", id, "channel", "log"))
            : new TreeMap<>(),
        needs,
        Optional.empty());
  }
}
