package io.planwright.temporal.payload;

/** The key ring's file is not as it must be. The message holds nothing of the file's content. */
public final class KeyRingInvalid extends RuntimeException {
  KeyRingInvalid(String message) {
    super(message);
  }

  KeyRingInvalid(String message, Throwable cause) {
    super(message, cause);
  }
}
