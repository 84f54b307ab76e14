package io.planwright.workflows;

import static io.planwright.plan.run.State.FAILED;
import static io.planwright.plan.run.State.RUNNING;
import static io.planwright.plan.run.State.SUCCEEDED;
import static io.planwright.workflows.TestingPlan.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.planwright.plan.Plan;
import io.planwright.plan.run.Verb;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Steps that find the store away. */
@Timeout(20)
final class OutageTest {
  private static final Map<String, Object> NOTIFY =
      Map.of("message", "hello", "channel", "log", "facts", List.of());

  private final TestingWorld world = new TestingWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void countsNoAttemptHoweverLongTheStoreIsAway() {
    world.outages.put("tell", 8);

    WorkflowStub run = world.start("patient", plan(1));

    assertThat(run.getResult(RunEnd.class).state()).isEqualTo(SUCCEEDED);
    assertThat(world.calls).hasSize(9).containsOnly("notify.send tell");
    assertThat(world.task("tell")).containsExactly(RUNNING, SUCCEEDED);
  }

  @Test
  void countsTheFailuresThatAreTheStepsOwn() {
    world.outages.put("tell", 2);
    world.failing.put("tell", FailureKind.UNAVAILABLE);

    WorkflowStub run = world.start("counted", plan(3));

    assertThatThrownBy(() -> run.getResult(RunEnd.class)).hasStackTraceContaining("UNAVAILABLE");
    assertThat(world.calls.stream().filter("notify.send tell"::equals)).hasSize(2 + 3);
    assertThat(world.task("tell")).startsWith(RUNNING, FAILED);
  }

  @Test
  void waitsForTheStoreThatHasThePlan() {
    world.outages.put("away", 2);
    world.outages.put("a", 2);

    WorkflowStub run = world.start("away", plan(1));

    assertThat(run.getResult(RunEnd.class).state()).isEqualTo(SUCCEEDED);
    assertThat(world.outages).containsEntry("away", -1).containsEntry("a", -1);
  }

  @Test
  void isCancelledWhileTheStoreIsAway() {
    world.outages.put("tell", Integer.MAX_VALUE);
    WorkflowStub run = world.start("stopped", plan(1));
    world.await("tell", RUNNING);
    world.temporal.sleep(Duration.ofMinutes(5));

    world.act("stopped", "c1", new Verb.Cancel());

    assertThatThrownBy(() -> run.getResult(RunEnd.class)).hasStackTraceContaining("CANCELLED");
  }

  @Test
  void waitsLongerEachTimeAndQuarterOfAMinuteAtMost() {
    assertThat(Outage.pause(1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(Outage.pause(3)).isEqualTo(Duration.ofSeconds(4));
    assertThat(Outage.pause(1_000)).isEqualTo(Duration.ofSeconds(15));
  }

  private static Plan plan(int attempts) {
    return new TestingPlan()
        .phase("a", List.of(), task("tell", "notify.send").inputs(NOTIFY).attempts(attempts))
        .plan();
  }
}
