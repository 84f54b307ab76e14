package io.planwright.workflows;

/**
 * Signals to other workflows that are on their way. A workflow that continues as new before its
 * server has delivered them would take them back.
 */
final class Telling {
  private int onTheWay;

  /** Returns when it is delivered. */
  void of(Runnable signal) {
    onTheWay++;
    try {
      signal.run();
    } finally {
      onTheWay--;
    }
  }

  boolean isOver() {
    return onTheWay == 0;
  }
}
