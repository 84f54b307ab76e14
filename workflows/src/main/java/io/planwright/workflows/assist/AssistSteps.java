package io.planwright.workflows.assist;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Asking a language model, on the lane {@code gpu-llm}. */
@ActivityInterface
public interface AssistSteps {
  /**
   * Fails with LLM_MISSING where the worker knows no language model. A useless answer is no
   * failure.
   */
  @ActivityMethod(name = "plan.assist")
  AssistAnswer assist(AssistRequest request);
}
