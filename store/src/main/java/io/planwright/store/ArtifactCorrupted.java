package io.planwright.store;

/** An artifact's file is not what was stored. */
public final class ArtifactCorrupted extends RuntimeException {
  public ArtifactCorrupted(String message) {
    super(message);
  }
}
