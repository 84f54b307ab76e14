package io.planwright.store;

import io.planwright.plan.run.StepRef;
import jakarta.inject.Singleton;

/**
 * Messages to people: noted before they are sent, marked when they are, so that a repeated step
 * sends at most once more what may not have gone out, under the same message id.
 */
@Singleton
public class Outbox {
  /**
   * Notes a message.
   *
   * @param purpose {@code send} or {@code withdraw}
   * @return whether it still has to be sent
   */
  public boolean open(StepRef step, String purpose, String channel, String message) {
    throw new UnsupportedOperationException();
  }

  public void sent(StepRef step, String purpose) {
    throw new UnsupportedOperationException();
  }

  public boolean wasSent(StepRef step, String purpose) {
    throw new UnsupportedOperationException();
  }
}
