package io.planwright.workflows;

import io.planwright.plan.run.Command;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.Optional;

/** One phase of a run: its workflow id is the run's id, a slash, and the part's key. */
@WorkflowInterface
public interface PhaseWorkflow {
  @WorkflowMethod
  PhaseEnd run(PhaseInput input);

  /** Takes a verb for one of its tasks; the answer says what came of it. */
  @UpdateMethod
  String act(Command command);

  @UpdateValidatorMethod(updateName = "act")
  void checkAct(Command command);

  /** From the run: a task or phase elsewhere that tasks here wait for has ended. */
  @SignalMethod
  void released(End end);

  /** From the run: a verb for the run or this phase, or one that came before it was open. */
  @SignalMethod
  void passedOn(Command command);

  /**
   * From the run: it continues as new, where no phase's result comes; the end is to be signalled.
   */
  @SignalMethod
  void orphaned();

  /** From the run: tasks here are to be done again. */
  @SignalMethod
  void invalidated(Invalidated what);

  /** From the run: the phase is held while its run is amended. */
  @SignalMethod
  void freeze(PhaseAmendment.Freeze freeze);

  /** From the run: what came of the amendment that the phase is held for. */
  @SignalMethod
  void decided(PhaseAmendment.Decided decided);

  /** From the run: what came of the tasks that an outcome adds. */
  @SignalMethod
  void grown(PhaseAmendment.Grown grown);

  /** From the store's side: a step that waits for what runs share can ask again. */
  @SignalMethod
  void granted(String step);

  /** What came of a command that it took; also when it has closed. */
  @QueryMethod
  Optional<String> answered(String command);

  @QueryMethod
  PhaseStatus status();
}
