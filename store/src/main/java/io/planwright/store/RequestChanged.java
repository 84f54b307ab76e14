package io.planwright.store;

/** An idempotency key was used before, for another request. */
public final class RequestChanged extends RuntimeException {
  public RequestChanged(String message) {
    super(message);
  }
}
