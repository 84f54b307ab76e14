package io.planwright.activities.plans;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.planwright.activities.StepFiles;
import io.planwright.plan.run.ArtifactRef;
import io.planwright.plan.run.StepRef;
import io.planwright.store.Artifacts;
import io.planwright.workflows.FailureKind;
import io.planwright.workflows.UndoKeeping;
import io.planwright.workflows.UndoRecord;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.TreeMap;

/** Idempotent: an artifact is its content. */
public final class UndoActivities implements UndoKeeping {
  private static final String KIND = "undo";
  private static final TypeReference<List<UndoRecord>> RECORDS = new TypeReference<>() {};

  private final ObjectMapper json = JacksonJsonPayloadConverter.newDefaultObjectMapper();
  private final Artifacts artifacts;
  private final StepFiles files;

  public UndoActivities(Artifacts artifacts) {
    this.artifacts = artifacts;
    this.files = new StepFiles(artifacts);
  }

  @Override
  public ArtifactRef keep(String run, String part, String team, List<UndoRecord> records) {
    return files.keep(
        new StepRef(run, part, KIND, 0, team),
        KIND,
        "application/json",
        new TreeMap<>(),
        file -> {
          try {
            json.writeValue(file.toFile(), records);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  @Override
  public List<UndoRecord> read(ArtifactRef kept) {
    try (InputStream in =
        artifacts
            .open(kept.sha256())
            .orElseThrow(
                () ->
                    FailureKind.UNAVAILABLE.failure(
                        "expected the undo records " + kept.sha256() + ", there are none"))) {
      return json.readValue(in, RECORDS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
