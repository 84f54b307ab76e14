package io.planwright.cli.stack;

/** There is no stack to work with, for a reason that its user can do something about. */
public final class StackUnavailable extends IllegalStateException {
  private static final long serialVersionUID = 1;

  public StackUnavailable(String message) {
    super(message);
  }

  public StackUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
