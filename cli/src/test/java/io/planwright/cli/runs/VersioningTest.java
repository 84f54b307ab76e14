package io.planwright.cli.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.planwright.cli.client.ApiProblem;
import io.planwright.plan.Lane;
import io.planwright.temporal.TemporalConnection;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.enums.v1.WorkerVersioningMode;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.taskqueue.v1.PollerInfo;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs while a new build of the plan workers is rolled out. Owns its stack. */
@Timeout(300)
final class VersioningTest {
  private static final String PLAN =
      """
      # Rolled out

      ## Phase 1: Before

      - [ ] 1.1 Look at it

      ## Phase 2: After

      - [ ] 2.1 Tell
        ```planwright
        executor: notify.send
        inputs: {message: hello}
        ```
      """;

  @TempDir private Path folder;

  @Test
  void aPinnedRunStaysOnItsBuildAndAnotherGoesOnOnTheNewOne() throws Exception {
    Map<String, String> deployment = Map.of("PLANWRIGHT_DEPLOYMENT", "plans");
    try (TestingStack stack = new TestingStack(folder);
        TestingProcess migrated = stack.role("migrate").until("up to date");
        TestingProcess api = stack.role(deployment, "api").until("API ");
        TestingProcess cpu = stack.role("worker", "--role", "cpu").until("workers run");
        TestingProcess older = plan(stack, "b1")) {
      assertThatThrownBy(() -> TestingRun.start(stack::apiUrl, PLAN, Map.of("pinned", true)))
          .isInstanceOf(ApiProblem.class)
          .hasMessageContaining("has no current build");
      promote(stack, "b1");
      TestingRun pinned = TestingRun.start(stack::apiUrl, PLAN, Map.of("pinned", true));
      TestingRun free = TestingRun.start(stack::apiUrl, PLAN);
      pinned.awaitTask("1.1", "waiting");
      free.awaitTask("1.1", "waiting");

      try (TestingProcess newer = plan(stack, "b2")) {
        promote(stack, "b2");
        pinned.complete("1.1");
        free.complete("1.1");
        assertThat(pinned.end()).isEqualTo("succeeded");
        assertThat(free.end()).isEqualTo("succeeded");
        try (TemporalConnection temporal =
            TemporalConnection.open(stack.servers().environment(System.getenv()))) {
          assertThat(builds(temporal, pinned.id)).containsOnly("b1");
          assertThat(builds(temporal, pinned.id + "/phase-1")).containsOnly("b1");
          assertThat(builds(temporal, pinned.id + "/phase-2")).containsOnly("b1");
          assertThat(builds(temporal, free.id)).startsWith("b1").endsWith("b2");
          assertThat(builds(temporal, free.id + "/phase-1")).startsWith("b1").endsWith("b2");
          assertThat(builds(temporal, free.id + "/phase-2")).containsOnly("b2");
        }
      }
    }
  }

  @Test
  void workersWithoutABuildSayThatTheyAreUnversioned() throws Exception {
    try (TestingStack stack = new TestingStack(folder);
        TestingProcess worker = stack.role("worker", "--role", "plan").until("workers run");
        TemporalConnection temporal =
            TemporalConnection.open(stack.servers().environment(System.getenv()))) {
      Await.that(
          () -> pollers(temporal).contains("planwright unversioned"),
          () -> "unversioned pollers: " + pollers(temporal));
    }
  }

  private static List<String> pollers(TemporalConnection temporal) {
    return temporal
        .service()
        .blockingStub()
        .describeTaskQueue(
            DescribeTaskQueueRequest.newBuilder()
                .setNamespace(temporal.namespace())
                .setTaskQueue(TaskQueue.newBuilder().setName(Lane.PLAN.queue()))
                .setTaskQueueType(TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW)
                .build())
        .getPollersList()
        .stream()
        .map(PollerInfo::getDeploymentOptions)
        .filter(
            options ->
                options.getWorkerVersioningMode()
                    == WorkerVersioningMode.WORKER_VERSIONING_MODE_UNVERSIONED)
        .map(options -> options.getDeploymentName() + " " + options.getBuildId())
        .toList();
  }

  private static TestingProcess plan(TestingStack stack, String build) throws Exception {
    return stack
        .role(
            Map.of("PLANWRIGHT_DEPLOYMENT", "plans", "PLANWRIGHT_BUILD", build),
            "worker",
            "--role",
            "plan")
        .until("workers run");
  }

  /** As an operator does when the new workers run; they are known a moment after. */
  private static void promote(TestingStack stack, String build) {
    Map<String, String> deployment = Map.of("PLANWRIGHT_DEPLOYMENT", "plans");
    Await.that(
        () -> {
          try (TestingProcess versions = stack.role(deployment, "worker", "versions")) {
            versions.ended();
            return versions.output().contains(build + " ");
          } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        },
        () -> "build " + build + " is not known");
    try (TestingProcess promoted = stack.role(deployment, "worker", "promote", build)) {
      promoted.until("current build: " + build);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Of the workers that did its workflow tasks, in order. */
  private static List<String> builds(TemporalConnection temporal, String workflow) {
    return temporal.client().fetchHistory(workflow).getEvents().stream()
        .filter(HistoryEvent::hasWorkflowTaskCompletedEventAttributes)
        .map(
            event ->
                event.getWorkflowTaskCompletedEventAttributes().getDeploymentVersion().getBuildId())
        .toList();
  }
}
