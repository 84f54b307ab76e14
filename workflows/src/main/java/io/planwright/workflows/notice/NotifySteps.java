package io.planwright.workflows.notice;

import io.planwright.plan.Lane;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.StepRef;
import io.planwright.workflows.contract.Step;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Telling people. */
@ActivityInterface
public interface NotifySteps {
  /** Gives fact {@code delivered}. At most one message a step: an outbox row is written first. */
  @Step(
      does = "sends a message through a channel",
      lane = Lane.CPU,
      effect = true,
      attempts = 5,
      waits = true)
  @ActivityMethod(name = "notify.send")
  Outcome send(StepRef step, NotifyInputs inputs);

  /** A message that was sent is followed by one that withdraws it. */
  @ActivityMethod(name = "notify.send.undo")
  void undoSend(StepRef step, NotifyInputs inputs);

  @ActivityMethod(name = "notify.send.undone")
  boolean isSendUndone(StepRef step, NotifyInputs inputs);
}
