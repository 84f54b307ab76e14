package io.planwright.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.planwright.plan.run.Command;
import io.planwright.workflows.experiment.ExperimentWorkflowImpl;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.workflow.Workflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that were started by earlier code go on under this code. */
final class ReplayTest {
  private static final Class<?>[] WORKFLOWS = {
    PlanWorkflowImpl.class,
    PhaseWorkflowImpl.class,
    UndoWorkflowImpl.class,
    ExperimentWorkflowImpl.class
  };

  static List<Path> histories() throws IOException {
    try (Stream<Path> files = Files.list(Histories.FOLDER)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("histories")
  void replaysAStoredHistory(Path history) throws Exception {
    WorkflowReplayer.replayWorkflowExecution(
        Histories.stored(history),
        WORKFLOWS[0],
        Arrays.copyOfRange(WORKFLOWS, 1, WORKFLOWS.length));
  }

  /** Each stands for runs of its kind that older code started. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "pause",
        "retry-a",
        "rerun",
        "rerun-a-again-2",
        "rerun-b",
        "rollback",
        "rollback-c-again-2",
        "rollback-undo",
        "quorum-a",
        "late-a",
        "again-a",
        "by-hand-undo",
        "diamond-undo",
        "unverified-undo",
        "contain",
        "contain-b",
        "contain-b-undo",
        "skip-a",
        "hold-a",
        "limit",
        "limit-a",
        "repeated",
        "grown-old",
        "grown-old-again-2",
        "grown-old-a",
        "grown-old-a-again-2"
      })
  void hasAHistoryOf(String shape) {
    assertThat(Histories.FOLDER.resolve(shape + ".json")).isRegularFile();
  }

  @ParameterizedTest
  @EnumSource
  void noticesAChangeThatStrandsRuns(BrokenChange change) {
    WorkflowExecutionHistory history = Histories.stored(Histories.FOLDER.resolve("diamond-a.json"));
    try (TestWorkflowEnvironment temporal =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkerFactoryOptions(
                    WorkerFactoryOptions.newBuilder()
                        .setWorkerInterceptors(change.interceptor())
                        .build())
                .build())) {
      Worker worker = temporal.newWorker("replay");
      worker.registerWorkflowImplementationTypes(WORKFLOWS);

      assertThatThrownBy(() -> WorkflowReplayer.replayWorkflowExecution(history, worker))
          .hasStackTraceContaining("NonDeterministic");
    }
  }

  @Test
  void noticesAWorkflowThatGoesAnotherWay() {
    WorkflowExecutionHistory history =
        Histories.stored(Histories.FOLDER.resolve("retrain-sprint-phase-3-undo.json"));

    assertThatThrownBy(
            () -> WorkflowReplayer.replayWorkflowExecution(history, SlowUndoWorkflowImpl.class))
        .hasStackTraceContaining("NonDeterministic");
  }

  /** Waits where the stored run worked. */
  public static final class SlowUndoWorkflowImpl implements UndoWorkflow {
    @Override
    public UndoEnd run(UndoInput input) {
      Workflow.sleep(Duration.ofMinutes(1));
      return new UndoEnd(List.of());
    }

    @Override
    public String act(Command command) {
      return "";
    }

    @Override
    public void checkAct(Command command) {}
  }
}
