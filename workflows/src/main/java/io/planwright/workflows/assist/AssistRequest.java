package io.planwright.workflows.assist;

import io.planwright.plan.Executor;
import io.planwright.plan.assist.PlanOutline;
import java.util.List;
import java.util.Optional;

/**
 * What a language model is shown of a plan.
 *
 * @param executors that a task may be bound to
 * @param model its name at Ollama; absent: the worker's default
 * @param maxTokens of the answer
 */
public record AssistRequest(
    PlanOutline plan, List<Executor> executors, Optional<String> model, int maxTokens) {
  /** Enough for some twenty proposals. */
  public static final int USUAL_TOKENS = 2_000;

  public AssistRequest {
    executors = List.copyOf(executors);
  }
}
