package io.planwright.temporal.versions;

/** No worker of the build has polled. */
public final class BuildUnknown extends RuntimeException {
  private static final long serialVersionUID = 1;

  BuildUnknown(String message) {
    super(message);
  }
}
