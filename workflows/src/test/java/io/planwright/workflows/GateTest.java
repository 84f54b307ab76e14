package io.planwright.workflows;

import static io.planwright.plan.run.State.FAILED;
import static io.planwright.plan.run.State.RUNNING;
import static io.planwright.plan.run.State.SUCCEEDED;
import static io.planwright.plan.run.State.WAITING;
import static io.planwright.workflows.TestingPlan.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.planwright.plan.Binding.OnFailure;
import io.planwright.plan.Plan;
import io.planwright.plan.run.Entry;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.State;
import io.planwright.plan.run.Verb;
import io.planwright.plan.run.Waiting;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class GateTest {
  private static final Map<String, Object> FETCH =
      Map.of("bars", 10L, "seed", 1L, "start", "2020-01-01");

  private final TestingWorld world = new TestingWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void opensAtItsQuorumAndRemembersWhoSaidWhatByWhatMargin() {
    WorkflowStub run =
        world.start(
            "quorum",
            gated(
                Map.of("approvers", List.of("ada", "bob=2", "eve"), "quorum", 3L), OnFailure.STOP));
    world.await("gate", WAITING);
    assertThat(yes("quorum/a", "ada")).startsWith("counted").contains("so far ada yes");
    assertThat(no("quorum/a", "eve", "too soon")).startsWith("counted");
    assertThatThrownBy(() -> yes("quorum/a", "mallory"))
        .hasStackTraceContaining("mallory can't decide here: ada, bob, eve can");
    assertThat(yes("quorum/a", "bob")).startsWith("approved");

    assertThat(run.getResult(RunEnd.class).state()).isEqualTo(SUCCEEDED);
    Outcome outcome = last("gate").outcome().orElseThrow();
    assertThat(outcome.metrics()).containsEntry("yes", 3.0).containsEntry("no", 1.0);
    assertThat(outcome.facts())
        .containsEntry("decision", "approved")
        .containsEntry(
            "votes", "ada yes (looked at it), eve no (too soon), bob yes (looked at it)");
  }

  @Test
  void isLostWhenTheQuorumCanNoMoreBeReached() {
    WorkflowStub run =
        world.start(
            "lost",
            gated(Map.of("approvers", List.of("ada", "bob", "eve"), "quorum", 2L), OnFailure.STOP));
    world.await("gate", WAITING);
    no("lost/a", "ada", "no");
    assertThat(no("lost/a", "bob", "never")).startsWith("rejected");

    assertThatThrownBy(() -> run.getResult(RunEnd.class)).hasStackTraceContaining("GATE_REJECTED");
    assertThat(world.task("gate")).containsExactly(WAITING, WAITING, FAILED);
  }

  @Test
  void whoWorkedOnItCannotDecide() {
    WorkflowStub run =
        world.start(
            "separate",
            new TestingPlan()
                .phase(
                    "a",
                    List.of(),
                    task("work", "manual"),
                    task("gate", "gate.review", "work").inputs(Map.of("separation", true)))
                .plan());
    world.await("work", WAITING);
    world.complete("separate/a", "work", Outcome.NONE);
    world.await("gate", WAITING);
    assertThatThrownBy(() -> yes("separate/a", "bob"))
        .hasStackTraceContaining("bob worked on what this gate judges");
    yes("separate/a", "ada");
    assertThat(run.getResult(RunEnd.class).state()).isEqualTo(SUCCEEDED);
  }

  @Test
  void decidesByItselfWhereAllIsMeasured() {
    WorkflowStub met = world.start("met", automatic("rows >= 5"));
    assertThat(met.getResult(RunEnd.class).state()).isEqualTo(SUCCEEDED);
    assertThat(last("gate").outcome().orElseThrow().facts())
        .containsEntry("decision", "approved")
        .hasEntrySatisfying("evidence", said -> assertThat(said).contains("met, rows = 7"));

    world.journal.clear();
    WorkflowStub unmet = world.start("unmet", automatic("rows >= 50"));
    assertThatThrownBy(() -> unmet.getResult(RunEnd.class))
        .hasStackTraceContaining("not met, rows = 7");

    world.journal.clear();
    WorkflowStub asked = world.start("asked", automatic("rows >= 5", "the desk agrees"));
    world.await("gate", WAITING);
    assertThat(waiting("gate").why()).contains("the desk agrees: for you to say");
    yes("asked/a", "ada");
    assertThat(asked.getResult(RunEnd.class).state()).isEqualTo(SUCCEEDED);
  }

  @Test
  void aDecisionMayEditWhatIsPassedOn() {
    WorkflowStub run =
        world.start(
            "edit",
            new TestingPlan()
                .phase(
                    "a",
                    List.of(),
                    task("fetch", "data.fetch").inputs(FETCH),
                    task("gate", "gate.review", "fetch"),
                    task("tell", "notify.send", "gate")
                        .inputs(
                            Map.of(
                                "message",
                                "limit ${gate:limit}",
                                "channel",
                                "log",
                                "facts",
                                List.of())))
                .plan());
    world.await("gate", WAITING);
    world.act("edit/a", "e1", new Verb.Complete("gate", Outcome.NONE.metric("limit", 3)), "ada");
    run.getResult(RunEnd.class);
    assertThat(last("tell").outcome().orElseThrow().facts()).containsEntry("said", "limit 3");
  }

  @Test
  void remindsThenEscalatesLevelByLevelThenFails() {
    WorkflowStub run =
        world.start(
            "late",
            gated(
                Map.of(
                    "approvers",
                    List.of("ada"),
                    "deadline",
                    "PT48H",
                    "remind",
                    "PT24H",
                    "escalation",
                    List.of("tactical: bob", "strategic: eve, cto")),
                OnFailure.STOP));
    world.await("gate", WAITING);
    world.temporal.sleep(Duration.ofHours(3 * 48));

    assertThatThrownBy(() -> run.getResult(RunEnd.class)).hasStackTraceContaining("GATE_EXPIRED");
    List<String> whom =
        moves("gate").filter(t -> t.state() == WAITING).map(t -> waiting(t).forWhom()).toList();
    assertThat(whom)
        .containsExactly(
            "ada", "ada", "ada, bob", "ada, bob", "ada, bob, eve, cto", "ada, bob, eve, cto");
    assertThat(moves("gate").map(t -> t.reason().orElse("")).toList())
        .containsExactly("", "reminder", "escalated", "reminder", "escalated", "reminder", "");
  }

  @Test
  void waitsAYearWithAReminderEachMonthAndThenTakesTheDecision() {
    WorkflowStub run =
        world.start("year", gated(Map.of("deadline", "P400D", "remind", "P30D"), OnFailure.STOP));
    world.await("gate", WAITING);
    world.temporal.sleep(Duration.ofDays(365));

    assertThat(world.task("gate")).as("the opening and twelve reminders").hasSize(13);
    yes("year/a", "ada");
    assertThat(run.getResult(RunEnd.class).state()).isEqualTo(SUCCEEDED);
    assertThat(world.task("gate")).hasSize(14).last().isEqualTo(SUCCEEDED);
  }

  @Test
  void whoIsEscalatedToMayDecideAlone() {
    WorkflowStub run =
        world.start(
            "escalated",
            gated(
                Map.of(
                    "approvers",
                    List.of("ada", "bob"),
                    "quorum",
                    2L,
                    "deadline",
                    "PT1H",
                    "escalation",
                    List.of("tactical: eve")),
                OnFailure.STOP));
    world.await("gate", WAITING);
    world.temporal.sleep(Duration.ofMinutes(61));
    assertThat(yes("escalated/a", "eve")).startsWith("approved");
    assertThat(run.getResult(RunEnd.class).state()).isEqualTo(SUCCEEDED);
  }

  @Test
  void aNoMayMeanThatItIsTriedAgain() {
    WorkflowStub run =
        world.start("again", gated(Map.of("approvers", List.of("ada")), OnFailure.WAIT));
    world.await("gate", WAITING);
    no("again/a", "ada", "not yet");
    world.await(() -> last("gate").failure().isPresent());
    assertThat(last("gate").failure().orElseThrow().code()).isEqualTo("GATE_REJECTED");
    world.act("again/a", "r1", new Verb.Retry("gate", new TreeMap<>()));
    world.await(() -> last("gate").execution() == 2 && last("gate").state() == WAITING);
    yes("again/a", "ada");
    assertThat(run.getResult(RunEnd.class).state()).isEqualTo(SUCCEEDED);
  }

  @Test
  void aQuorumThatCanNeverBeReachedIsRefusedAtOnce() {
    WorkflowStub run =
        world.start(
            "never", gated(Map.of("approvers", List.of("ada"), "quorum", 2L), OnFailure.STOP));
    assertThatThrownBy(() -> run.getResult(RunEnd.class))
        .hasStackTraceContaining("never makes the quorum of 2");
    assertThat(world.task("fetch")).containsExactly(RUNNING, SUCCEEDED);
  }

  private static Plan gated(Map<String, Object> inputs, OnFailure onFailure) {
    return new TestingPlan()
        .phase(
            "a",
            List.of(),
            task("fetch", "data.fetch").inputs(FETCH),
            task("gate", "gate.review", "fetch").inputs(inputs).onFailure(onFailure))
        .plan();
  }

  private static Plan automatic(String... criteria) {
    return new TestingPlan()
        .phase(
            "a",
            List.of(),
            task("fetch", "data.fetch").inputs(FETCH).onFailure(OnFailure.STOP),
            task("gate", "gate.review", "fetch")
                .inputs(Map.of("automatic", true))
                .criteria(criteria)
                .onFailure(OnFailure.STOP))
        .plan();
  }

  private String yes(String phase, String who) {
    return world.act(
        phase,
        "yes-" + phase + who + last("gate").execution(),
        new Verb.Complete("gate", Outcome.NONE),
        who);
  }

  private String no(String phase, String who, String why) {
    return world.act(phase, "no-" + phase + who, new Verb.Fail("gate", why), who);
  }

  private java.util.stream.Stream<Entry.Transition> moves(String task) {
    return world.journal.stream()
        .filter(Entry.Transition.class::isInstance)
        .map(Entry.Transition.class::cast)
        .filter(t -> t.task().equals(Optional.of(task)));
  }

  private Entry.Transition last(String task) {
    return moves(task).reduce((a, b) -> b).orElseThrow();
  }

  private Waiting waiting(String task) {
    return waiting(last(task));
  }

  private static Waiting waiting(Entry.Transition move) {
    assertThat(move.state()).isEqualTo(State.WAITING);
    return move.waiting().orElseThrow();
  }
}
