package io.planwright.activities;

import io.planwright.plan.run.ArtifactRef;
import io.planwright.plan.run.StepRef;
import io.planwright.store.Artifacts;
import io.planwright.workflows.FailureKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.function.Consumer;

/** The files that a step reads and gives: artifacts, or the failure that says which is missing. */
public final class StepFiles {
  private final Artifacts artifacts;

  public StepFiles(Artifacts artifacts) {
    this.artifacts = artifacts;
  }

  /** The file of an artifact that the step's team may see. */
  public Path need(StepRef step, ArtifactRef ref, String kind) {
    check(ref, kind);
    if (!artifacts.visibleTo(step.team(), ref.sha256())) {
      throw missing(step, ref);
    }
    return artifacts.file(ref).orElseThrow(() -> missing(step, ref));
  }

  /** That an artifact is there and the step's team may see it, without reading it. */
  public void expect(StepRef step, ArtifactRef ref, String kind) {
    check(ref, kind);
    boolean there =
        artifacts.visibleTo(step.team(), ref.sha256())
            && artifacts.find(ref.sha256()).filter(found -> found.kind().equals(kind)).isPresent();
    if (!there) {
      throw missing(step, ref);
    }
  }

  /** Stores what is written as the step's artifact. */
  public ArtifactRef keep(
      StepRef step,
      String kind,
      String mediaType,
      SortedMap<String, Object> details,
      Consumer<Path> content) {
    try {
      Path file = Files.createTempFile(artifacts.scratch(step), kind + "-", ".tmp");
      try {
        content.accept(file);
        return artifacts.put(step, kind, mediaType, file, details);
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void check(ArtifactRef ref, String kind) {
    if (!ref.kind().equals(kind)) {
      throw FailureKind.INPUT_INVALID.failure(
          "expected an artifact of kind %s, was %s".formatted(kind, ref.kind()));
    }
    if (!ref.sha256().matches("[0-9a-f]{64}")) {
      throw FailureKind.INPUT_INVALID.failure(
          "expected the SHA-256 of a %s in hex, was %s".formatted(kind, ref.sha256()));
    }
  }

  private static RuntimeException missing(StepRef step, ArtifactRef ref) {
    return FailureKind.ARTIFACT_NOT_FOUND.failure(
        "there is no %s %s that team %s may see".formatted(ref.kind(), ref.sha256(), step.team()));
  }
}
