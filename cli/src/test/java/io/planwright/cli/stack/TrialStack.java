package io.planwright.cli.stack;

import java.nio.file.Path;

/** A JVM that starts a stack and waits to be ended; for tests that kill it. */
final class TrialStack {
  private TrialStack() {}

  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) throws InterruptedException {
    DevStack stack =
        DevStack.start(Path.of(arguments[0]), System.getenv(), Ports.CHOSEN, line -> {});
    System.out.println("up " + stack.stack().temporal().address());
    Thread.currentThread().join();
  }
}
