package io.planwright.temporal.payload;

import io.temporal.payload.codec.PayloadCodecException;

/**
 * A payload that cannot be decoded here. It is no failure of Temporal's: inside a workflow it ends
 * the attempt at a workflow task, which is repeated until a worker has the key, and never the run.
 */
public final class PayloadUnreadable extends PayloadCodecException {
  PayloadUnreadable(String message) {
    super(message);
  }

  PayloadUnreadable(String message, Throwable cause) {
    super(message, cause);
  }
}
