package io.planwright.activities.experiment;

import io.planwright.market.CsvFile;
import io.planwright.market.Dataset;
import io.planwright.market.Dataset.Numbers;
import io.planwright.market.InvalidCsv;
import io.planwright.workflows.FailureKind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * A model's loss on each row, as a CSV file: {@code time,label,loss_<horizon>}.
 *
 * @param horizon bars that each label looks ahead
 */
record Losses(List<Instant> times, double[] labels, double[] losses, int horizon) {
  private static final String LOSS = "loss_";

  void write(Path file) {
    new CsvFile()
        .write(
            new Dataset(
                "time",
                times,
                List.of(new Numbers("label", labels), new Numbers(LOSS + horizon, losses))),
            file);
  }

  static Losses read(Path file, String name, IntConsumer progress) {
    Dataset dataset;
    try {
      dataset = new CsvFile().read(file, name, progress);
    } catch (InvalidCsv e) {
      throw FailureKind.INPUT_INVALID.failure(String.join("; ", e.problems()), e);
    }
    if (dataset.columns().size() == 2
        && dataset.columns().getFirst() instanceof Numbers labels
        && dataset.columns().getLast() instanceof Numbers losses
        && labels.name().equals("label")
        && losses.name().matches(LOSS + "[0-9]{1,6}")
        && Arrays.stream(losses.values()).allMatch(Double::isFinite)) {
      return new Losses(
          dataset.times(),
          labels.values(),
          losses.values(),
          Integer.parseInt(losses.name().substring(LOSS.length())));
    }
    throw FailureKind.INPUT_INVALID.failure(
        "%s: expected time, label and %s<horizon> of numbers, was %s"
            .formatted(name, LOSS, dataset.columns().stream().map(Dataset.Column::name).toList()));
  }

  /**
   * Control less challenger on the rows that both were scored on: above 0 where the challenger is
   * better.
   */
  static double[] differences(Losses control, Losses challenger) {
    double[] differences = new double[Math.min(control.times.size(), challenger.times.size())];
    int rows = 0;
    int i = 0;
    int j = 0;
    while (i < control.times.size() && j < challenger.times.size()) {
      int order = control.times.get(i).compareTo(challenger.times.get(j));
      if (order == 0) {
        if (control.labels[i] != challenger.labels[j]) {
          throw FailureKind.INPUT_INVALID.failure(
              "expected both models to be scored on the same labels, were %s and %s at %s"
                  .formatted(control.labels[i], challenger.labels[j], control.times.get(i)));
        }
        differences[rows++] = control.losses[i] - challenger.losses[j];
      }
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
    return Arrays.copyOf(differences, rows);
  }
}
