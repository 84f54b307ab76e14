package io.planwright.plan;

/** A task queue with workers of its own. */
public enum Lane {
  PLAN("plan"),
  CPU("cpu"),
  GPU_TRAIN("gpu-train"),
  GPU_LLM("gpu-llm");

  private final String queue;

  Lane(String queue) {
    this.queue = queue;
  }

  /** The task queue's name, also the word for the lane's worker role. */
  public String queue() {
    return queue;
  }
}
