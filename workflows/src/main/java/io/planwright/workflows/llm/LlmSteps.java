package io.planwright.workflows.llm;

import io.planwright.plan.Lane;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.StepRef;
import io.planwright.workflows.contract.Step;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Work by language models. */
@ActivityInterface
public interface LlmSteps {
  /**
   * Writes what the prompt asks, its words streamed into the journal. Gives artifact {@code text};
   * facts {@code answeredBy} (model and digest, or {@code fallback: …}), {@code text} (its
   * beginning); metrics {@code promptTokens}, {@code answerTokens} where a model answered.
   */
  @Step(
      does = "writes, summarises, classifies or designs on paper by a language model",
      lane = Lane.GPU_LLM,
      timeout = "PT15M",
      heartbeats = true,
      measures = {"seconds", "promptTokens", "answerTokens"})
  @ActivityMethod(name = "llm.work")
  Outcome work(StepRef step, LlmInputs inputs);
}
