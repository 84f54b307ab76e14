package io.planwright.store;

/**
 * The database cannot be reached, or the connection to it broke: what was asked may or may not have
 * been done, and is to be asked again.
 */
public final class StoreUnavailable extends RuntimeException {
  StoreUnavailable(Throwable cause) {
    super("the database does not answer: " + cause.getMessage(), cause);
  }
}
