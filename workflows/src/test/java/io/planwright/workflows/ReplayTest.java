package io.planwright.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.planwright.plan.run.Command;
import io.planwright.workflows.experiment.ExperimentWorkflowImpl;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.workflow.Workflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs that were started by earlier code go on under this code. */
final class ReplayTest {
  private static final Path HISTORIES = Path.of("src/test/resources/histories");

  static List<Path> histories() throws IOException {
    try (Stream<Path> files = Files.list(HISTORIES)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("histories")
  void replaysAStoredHistory(Path history) throws Exception {
    WorkflowReplayer.replayWorkflowExecution(
        WorkflowExecutionHistory.fromJson(Files.readString(history)),
        PlanWorkflowImpl.class,
        PhaseWorkflowImpl.class,
        UndoWorkflowImpl.class,
        ExperimentWorkflowImpl.class);
  }

  @Test
  void hasAHistoryOfEachWorkflow() throws IOException {
    assertThat(histories()).hasSizeGreaterThanOrEqualTo(6);
  }

  @Test
  void noticesAWorkflowThatGoesAnotherWay() throws IOException {
    WorkflowExecutionHistory history =
        WorkflowExecutionHistory.fromJson(
            Files.readString(HISTORIES.resolve("retrain-sprint-phase-3-undo.json")));

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
