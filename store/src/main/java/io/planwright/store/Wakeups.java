package io.planwright.store;

import jakarta.inject.Singleton;

/**
 * Tells watchers in other processes that a run's journal has grown. Through Redis, which may lose a
 * call: watchers also look on their own from time to time.
 */
@Singleton
public class Wakeups {
  public void wake(String run) {
    throw new UnsupportedOperationException();
  }

  /** Calls back, on a thread of its own, each time the run's journal may have grown. */
  public AutoCloseable listen(String run, Runnable wakened) {
    throw new UnsupportedOperationException();
  }
}
