package io.planwright.store;

import io.planwright.plan.run.ArtifactRef;
import io.planwright.plan.run.StepRef;
import jakarta.inject.Singleton;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Results by their content: files in a folder that all workers share (PLANWRIGHT_ARTIFACTS), what
 * is known of them in PostgreSQL. A run holds references; what nothing refers to is collected
 * later.
 */
@Singleton
public class Artifacts {
  /**
   * Stores a finished file's content, atomically, and the step's reference to it. Idempotent.
   *
   * @param details what is known of the content: schema, rows …
   */
  public ArtifactRef put(
      StepRef step, String kind, String mediaType, Path file, SortedMap<String, Object> details) {
    throw new UnsupportedOperationException();
  }

  /** The content's file, to be read only. Its bytes are checked against the hash. */
  public Optional<Path> file(ArtifactRef ref) {
    throw new UnsupportedOperationException();
  }

  public Optional<InputStream> open(String sha256) {
    throw new UnsupportedOperationException();
  }

  public Optional<SortedMap<String, Object>> details(String sha256) {
    throw new UnsupportedOperationException();
  }

  /** What refers to it. */
  public Optional<ArtifactRef> find(String sha256) {
    throw new UnsupportedOperationException();
  }

  /** Whether the team has a run that refers to it. */
  public boolean visibleTo(String team, String sha256) {
    throw new UnsupportedOperationException();
  }

  /** Drops all references of a step. Idempotent. */
  public void drop(StepRef step) {
    throw new UnsupportedOperationException();
  }

  /** A folder of the step's own on the shared volume, for checkpoints; created if missing. */
  public Path scratch(StepRef step) {
    throw new UnsupportedOperationException();
  }
}
