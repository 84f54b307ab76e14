package io.planwright.bench;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Asks twice a second until something holds or the time is over. */
final class Waiting {
  private Waiting() {}

  /** What is waited for. */
  interface Condition {
    boolean holds() throws Exception;
  }

  /** Whether it came to hold in time. */
  static boolean until(Duration time, Condition condition) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    try {
      while (!condition.holds()) {
        if (System.nanoTime() > end) {
          return false;
        }
        TimeUnit.MILLISECONDS.sleep(500);
      }
      return true;
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("expected an answer, got " + e, e);
    }
  }
}
