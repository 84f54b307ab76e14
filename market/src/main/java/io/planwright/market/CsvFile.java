package io.planwright.market;

import io.planwright.market.Dataset.Column;
import java.io.BufferedInputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntConsumer;

/**
 * Reads and writes datasets as CSV (RFC 4180): UTF-8, a header, the first column the time in
 * ISO-8601, a date (its midnight in UTC) or a date-time with offset. A column whose fields are all
 * numbers or empty is one of numbers. What is written is canonical, so that the same dataset always
 * has the same bytes: times as instants in UTC, shortest numbers, line feeds, quotes only where
 * needed.
 *
 * @param mostBytes of a file
 * @param mostRows below the header
 * @param mostColumns with the time
 * @param longestField in characters
 */
public record CsvFile(long mostBytes, int mostRows, int mostColumns, int longestField) {
  /** Problems that one reading tells before it stops. */
  public static final int MOST_PROBLEMS = 20;

  /** 64 MiB, a million rows, 256 columns, 1,000 characters. */
  public CsvFile() {
    this(64L << 20, 1_000_000, 256, 1_000);
  }

  /**
   * @param name of the file in messages
   * @param progress is told the rows read so far, every thousand rows
   * @throws InvalidCsv where the file is larger than allowed or no such table
   * @throws UncheckedIOException where it cannot be read
   */
  public Dataset read(Path file, String name, IntConsumer progress) {
    CsvReading reading = new CsvReading(this, name, progress);
    try {
      long bytes = Files.size(file);
      if (bytes > mostBytes) {
        throw reading.fatal("expected at most %d bytes, was %d".formatted(mostBytes, bytes));
      }
      try (InputStreamReader in =
          new InputStreamReader(
              new BufferedInputStream(Files.newInputStream(file), 1 << 16),
              StandardCharsets.UTF_8
                  .newDecoder()
                  .onMalformedInput(CodingErrorAction.REPORT)
                  .onUnmappableCharacter(CodingErrorAction.REPORT))) {
        return reading.dataset(in);
      }
    } catch (CharacterCodingException e) {
      throw reading.fatal("expected UTF-8 text");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @throws UncheckedIOException where the file cannot be written
   */
  public void write(Dataset dataset, Path file) {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(quoted(dataset.time()));
      for (Column column : dataset.columns()) {
        out.write(',');
        out.write(quoted(column.name()));
      }
      out.write('\n');
      for (int row = 0; row < dataset.rows(); row++) {
        out.write(dataset.times().get(row).toString());
        for (Column column : dataset.columns()) {
          out.write(',');
          out.write(quoted(column.text(row)));
        }
        out.write('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String quoted(String field) {
    boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
  }
}
