package io.planwright.store;

/** A step needs what nobody declared, or more of it than there is. */
public final class ResourceUnknown extends RuntimeException {
  ResourceUnknown(String message) {
    super(message);
  }
}
