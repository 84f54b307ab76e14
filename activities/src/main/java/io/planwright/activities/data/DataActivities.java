package io.planwright.activities.data;

import io.planwright.activities.StepFiles;
import io.planwright.market.CsvFile;
import io.planwright.market.DataFolder;
import io.planwright.market.Dataset;
import io.planwright.market.Dataset.Column;
import io.planwright.market.GeneratedBars;
import io.planwright.market.InvalidCsv;
import io.planwright.plan.run.ArtifactRef;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.StepRef;
import io.planwright.store.Artifacts;
import io.planwright.workflows.FailureKind;
import io.planwright.workflows.data.DataSteps;
import io.planwright.workflows.data.FetchInputs;
import io.planwright.workflows.data.ValidateInputs;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Brings data in from files or a generator, and checks it. A repeated fetch is idempotent, since
 * the dataset's bytes are canonical and stored under their hash; a check changes nothing.
 */
public final class DataActivities implements DataSteps {
  private final Artifacts artifacts;
  private final StepFiles files;
  private final Optional<DataFolder> folder;
  private final InstantSource clock;
  private final CsvFile csv = new CsvFile();

  /**
   * @param folder that files may be read from; absent: only the generator is there
   * @param clock that tells how stale data is
   */
  public DataActivities(Artifacts artifacts, Optional<Path> folder, InstantSource clock) {
    this.artifacts = artifacts;
    this.files = new StepFiles(artifacts);
    this.folder = folder.map(DataFolder::new);
    this.clock = clock;
  }

  @Override
  public Outcome fetch(StepRef step, FetchInputs inputs) {
    Dataset dataset =
        inputs.file().isPresent() ? read(inputs.file().orElseThrow()) : generated(inputs);
    String source =
        inputs
            .file()
            .map(file -> "file " + file)
            .orElseGet(() -> "generated market, seed " + inputs.seed());
    Activity.getExecutionContext().heartbeat(dataset.rows());
    SortedMap<String, Object> details = details(dataset, source);
    if (inputs.file().isEmpty()) {
      details.put("generated", true);
      details.put("seed", inputs.seed());
    }
    ArtifactRef ref =
        files.keep(step, "dataset", "text/csv", details, file -> csv.write(dataset, file));
    return Outcome.NONE
        .artifact("dataset", ref)
        .metric("rows", dataset.rows())
        .fact("source", source);
  }

  @Override
  public void undoFetch(StepRef step, FetchInputs inputs) {
    artifacts.drop(step);
  }

  @Override
  public boolean isFetchUndone(StepRef step, FetchInputs inputs) {
    return !artifacts.refersTo(step);
  }

  @Override
  public Outcome validate(StepRef step, ValidateInputs inputs) {
    Path file = files.need(step, inputs.dataset(), "dataset");
    Inspection inspection =
        Inspection.of(parsed(file, inputs.dataset().sha256()), inputs, clock.instant());
    if (!inspection.broken().isEmpty()) {
      throw FailureKind.DATA_INVALID.failure(String.join("; ", inspection.broken()));
    }
    return inspection.outcome();
  }

  private Dataset read(String name) {
    if (folder.isEmpty()) {
      throw FailureKind.INPUT_INVALID.failure(
          "file %s cannot be read: this worker has no data folder".formatted(name));
    }
    Path file;
    try {
      file = folder.orElseThrow().file(name);
    } catch (IllegalArgumentException e) {
      throw FailureKind.INPUT_INVALID.failure("file: " + e.getMessage(), e);
    }
    return parsed(file, name);
  }

  private Dataset parsed(Path file, String name) {
    ActivityExecutionContext context = Activity.getExecutionContext();
    try {
      return csv.read(file, name, context::heartbeat);
    } catch (InvalidCsv e) {
      throw FailureKind.DATA_INVALID.failure(String.join("; ", e.problems()), e);
    }
  }

  private static Dataset generated(FetchInputs inputs) {
    try {
      return GeneratedBars.dataset(inputs.seed(), LocalDate.parse(inputs.start()), inputs.bars());
    } catch (DateTimeParseException e) {
      throw FailureKind.INPUT_INVALID.failure(
          "start must be a day like 2015-01-02, was " + inputs.start(), e);
    } catch (IllegalArgumentException e) {
      throw FailureKind.INPUT_INVALID.failure(String.valueOf(e.getMessage()), e);
    }
  }

  private static SortedMap<String, Object> details(Dataset dataset, String source) {
    List<SortedMap<String, String>> schema = new ArrayList<>();
    schema.add(column(dataset.time(), "time"));
    for (Column column : dataset.columns()) {
      schema.add(column(column.name(), column.type()));
    }
    SortedMap<String, Object> details = new TreeMap<>();
    details.put("schema", schema);
    details.put("rows", dataset.rows());
    details.put("source", source);
    if (dataset.rows() > 0) {
      details.put("first", dataset.times().getFirst().toString());
      details.put("last", dataset.times().getLast().toString());
    }
    return details;
  }

  private static SortedMap<String, String> column(String name, String type) {
    return new TreeMap<>(Map.of("name", name, "type", type));
  }
}
