package io.planwright.workflows;

import io.planwright.plan.run.Command;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.Optional;

/** One run of one plan version; its workflow id is the run's id. */
@WorkflowInterface
public interface PlanWorkflow {
  @WorkflowMethod
  RunEnd run(RunInput input);

  /**
   * Takes a verb for the run, or one for a phase or a task of a phase that is not open; the answer
   * says what came of it.
   */
  @UpdateMethod
  String act(Command command);

  @UpdateValidatorMethod(updateName = "act")
  void checkAct(Command command);

  /** From a phase: a task that others wait for has ended. */
  @SignalMethod
  void released(End end);

  /** From a phase: it has ended. */
  @SignalMethod
  void phaseEnded(PhaseEnd end);

  /** From a phase: it is held for an amendment. */
  @SignalMethod
  void frozen(Frozen frozen);

  /** From a phase: the outcome of one of its tasks adds tasks to it. */
  @SignalMethod
  void growing(Growing growing);

  /** From a phase: a gate of it said no. */
  @SignalMethod
  void rejected(Rejection rejection);

  /** What came of a command that it took; also when it has closed. */
  @QueryMethod
  Optional<String> answered(String command);

  @QueryMethod
  RunStatus status();
}
