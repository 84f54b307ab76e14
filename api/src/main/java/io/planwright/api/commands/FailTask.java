package io.planwright.api.commands;

/** A waiting task could not be done. */
public record FailTask(String message) {
  public FailTask {
    if (message == null || message.isBlank()) {
      throw new IllegalArgumentException("message must say why the task could not be done");
    }
  }
}
