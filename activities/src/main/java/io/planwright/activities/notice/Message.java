package io.planwright.activities.notice;

import io.planwright.plan.run.StepRef;
import io.planwright.workflows.notice.NotifyInputs;
import java.util.List;
import java.util.Optional;

/**
 * What is told: a webhook's JSON body.
 *
 * @param id the same for every attempt to send it, so that a receiver can drop repetitions
 * @param withdraws id of the message that this one takes back
 */
record Message(
    String id,
    String run,
    String task,
    String message,
    List<String> facts,
    Optional<String> withdraws) {
  static Message of(StepRef step, NotifyInputs inputs) {
    return new Message(
        step.id(), step.run(), step.task(), inputs.message(), inputs.facts(), Optional.empty());
  }

  static Message withdrawing(StepRef step, NotifyInputs inputs) {
    return new Message(
        step.id() + "/withdraw",
        step.run(),
        step.task(),
        "Withdrawn: " + inputs.message(),
        inputs.facts(),
        Optional.of(step.id()));
  }

  String text() {
    return facts.isEmpty() ? message : message + "\n" + String.join("\n", facts);
  }
}
