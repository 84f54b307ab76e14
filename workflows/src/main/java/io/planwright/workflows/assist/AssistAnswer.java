package io.planwright.workflows.assist;

import io.planwright.plan.assist.PlanPatch;
import io.planwright.plan.run.Failure;
import java.util.Optional;

/**
 * What a language model proposes, as it came: nothing in it has been held against the plan.
 *
 * @param useless why there is no patch, with the code {@link #USELESS}
 * @param model name and digest
 * @param promptTokens as counted by the model's server; absent where it counted none
 */
public record AssistAnswer(
    PlanPatch patch,
    Optional<Failure> useless,
    String model,
    Optional<Integer> promptTokens,
    Optional<Integer> answerTokens,
    double seconds) {
  /** The answer was no patch. */
  public static final String USELESS = "ASSIST_USELESS";
}
