package io.planwright.cli.client;

import org.jspecify.annotations.Nullable;

/** A stream of events broke off before the run's end; it can be taken up after the last event. */
public final class StreamDropped extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final long after;

  public StreamDropped(long after, String why, @Nullable Throwable cause) {
    super("the stream of events broke off after line %d: %s".formatted(after, why), cause);
    this.after = after;
  }

  /** The number of the last line that came. */
  public long after() {
    return after;
  }
}
