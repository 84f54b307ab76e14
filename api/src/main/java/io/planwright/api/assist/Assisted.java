package io.planwright.api.assist;

import io.planwright.plan.assist.CheckedPatch;
import io.planwright.plan.assist.CheckedPatch.Line;
import io.planwright.plan.assist.CheckedPatch.Refusal;
import io.planwright.plan.assist.PlanPatch;
import io.planwright.plan.run.Failure;
import io.planwright.workflows.assist.AssistAnswer;
import java.util.List;
import java.util.Optional;

/**
 * What a language model proposes for a document. Nothing of it has been applied.
 *
 * @param patch what would be possible
 * @param effects the numbers, from 1 on, of the proposals that make the plan act on the outside
 * @param refused what is not possible
 * @param useless why the model's answer was no patch
 * @param leftOut how many tasks the model was not shown
 */
record Assisted(
    PlanPatch patch,
    List<Integer> effects,
    List<Refusal> refused,
    Optional<Failure> useless,
    String model,
    Tokens tokens,
    double seconds,
    int leftOut) {

  /** As the model's server counted them. */
  record Tokens(Optional<Integer> prompt, Optional<Integer> answer) {}

  static Assisted of(AssistAnswer answer, CheckedPatch checked, int leftOut) {
    return new Assisted(
        new PlanPatch(checked.lines().stream().map(Line::proposal).toList()),
        checked.lines().stream().filter(Line::effect).map(Line::number).toList(),
        checked.refused(),
        answer.useless(),
        answer.model(),
        new Tokens(answer.promptTokens(), answer.answerTokens()),
        answer.seconds(),
        leftOut);
  }
}
