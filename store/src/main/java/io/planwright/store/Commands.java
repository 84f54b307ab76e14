package io.planwright.store;

import io.planwright.plan.run.Command;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The verbs that were asked for: stored first, so that none is lost while workers are down. */
@Singleton
public class Commands {
  /** Stores a command; a second one of the same id gives the first. */
  public StoredCommand store(Command command) {
    throw new UnsupportedOperationException();
  }

  public Optional<StoredCommand> find(String id) {
    throw new UnsupportedOperationException();
  }

  /** Notes what became of it; the first settling holds. */
  public StoredCommand settle(String id, StoredCommand.Delivery delivery, String message) {
    throw new UnsupportedOperationException();
  }

  /** Commands that wait for delivery for longer than this, oldest first. */
  public List<StoredCommand> pending(Duration olderThan, int limit) {
    throw new UnsupportedOperationException();
  }
}
