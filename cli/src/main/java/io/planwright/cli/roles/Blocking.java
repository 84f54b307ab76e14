package io.planwright.cli.roles;

import java.util.concurrent.CountDownLatch;

/** Keeps a role's command alive until the process is told to end. */
final class Blocking {
  private Blocking() {}

  /** Returns after a signal, once all is closed. */
  static void untilSignal(AutoCloseable... closing) throws InterruptedException {
    CountDownLatch told = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("drain")
                .unstarted(
                    () -> {
                      for (AutoCloseable each : closing) {
                        close(each);
                      }
                      told.countDown();
                    }));
    told.await();
  }

  private static void close(AutoCloseable closing) {
    try {
      closing.close();
    } catch (Exception e) {
      System.err.println("could not close " + closing + ": " + e.getMessage());
    }
  }
}
