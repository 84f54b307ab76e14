package io.planwright.models;

import io.planwright.quant.features.FeatureTable;
import io.planwright.quant.model.ForwardReturns;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A feature set as a CSV file: {@code time,<feature>,…,label,forwardReturn_<horizon>}, one line a
 * row, times in ISO-8601, lines ended by a line feed. The same table gives the same bytes.
 *
 * @param mostBytes of a file
 * @param mostRows of a table
 * @param mostColumns of a table, with time, label and return
 */
public record FeatureFile(long mostBytes, int mostRows, int mostColumns) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,99}");
  private static final Pattern FUTURE = Pattern.compile("forwardReturn_([0-9]{1,6})");

  /** 512 MiB, a million rows, 256 columns. */
  public FeatureFile() {
    this(512L << 20, 1_000_000, 256);
  }

  /**
   * @throws UncheckedIOException where the file cannot be written
   */
  public void write(FeatureTable table, Path file) {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(
          "time,%s,label,forwardReturn_%d\n"
              .formatted(String.join(",", table.names()), table.future().horizon()));
      for (int row = 0; row < table.rows(); row++) {
        out.write(table.time(row).toString());
        for (int column = 0; column < table.columns(); column++) {
          out.write(',');
          out.write(Double.toString(table.value(row, column)));
        }
        out.write(",%d,%s\n".formatted(table.label(row), table.future().at(row)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @throws InvalidFile where the file is larger than allowed or not such a table
   * @throws UncheckedIOException where it cannot be read
   */
  public FeatureTable read(Path file) {
    try {
      long bytes = Files.size(file);
      if (bytes > mostBytes) {
        throw new InvalidFile(
            file, "expected at most %d bytes, was %d".formatted(mostBytes, bytes));
      }
      try (BufferedReader in = Files.newBufferedReader(file)) {
        return new Reading(file).table(in);
      }
    } catch (CharacterCodingException e) {
      throw new InvalidFile(file, "expected UTF-8", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class Reading {
    private final Path file;
    private int line;

    private Reading(Path file) {
      this.file = file;
    }

    private FeatureTable table(BufferedReader in) throws IOException {
      String header = next(in);
      if (header == null) {
        throw new InvalidFile(file, "expected a header, was empty");
      }
      List<String> columns = List.of(header.split(",", -1));
      List<String> names = names(columns);
      int horizon = horizon(columns.getLast());
      List<Instant> times = new ArrayList<>();
      double[] values = new double[1024];
      double[] future = new double[256];
      int count = 0;
      for (String text = next(in); text != null; text = next(in)) {
        String[] fields = text.split(",", -1);
        if (fields.length != columns.size()) {
          throw problem("expected %d fields, was %d".formatted(columns.size(), fields.length));
        }
        if (times.size() == mostRows) {
          throw problem("expected at most " + mostRows + " rows");
        }
        times.add(time(fields[0]));
        if (count + names.size() > values.length) {
          values = Arrays.copyOf(values, Math.multiplyExact(values.length, 2));
        }
        for (int column = 1; column <= names.size(); column++) {
          values[count++] = number(fields[column]);
        }
        if (times.size() > future.length) {
          future = Arrays.copyOf(future, future.length * 2);
        }
        future[times.size() - 1] = future(fields);
      }
      try {
        return new FeatureTable(
            names,
            times,
            Arrays.copyOf(values, count),
            new ForwardReturns(horizon, Arrays.copyOf(future, times.size())));
      } catch (IllegalArgumentException e) {
        throw new InvalidFile(file, String.valueOf(e.getMessage()), e);
      }
    }

    private @Nullable String next(BufferedReader in) throws IOException {
      line++;
      return in.readLine();
    }

    private List<String> names(List<String> columns) {
      int last = columns.size() - 1;
      if (columns.size() > mostColumns) {
        throw problem("expected at most %d columns, was %d".formatted(mostColumns, columns.size()));
      }
      if (columns.size() < 4
          || !columns.getFirst().equals("time")
          || !columns.get(last - 1).equals("label")) {
        throw problem("expected time, features, label, forwardReturn_<horizon>, was " + columns);
      }
      List<String> names = columns.subList(1, last - 1);
      for (String name : names) {
        if (!NAME.matcher(name).matches()) {
          throw problem("expected a feature's name, was " + name);
        }
      }
      return names;
    }

    private int horizon(String name) {
      Matcher matcher = FUTURE.matcher(name);
      if (!matcher.matches()) {
        throw problem("expected forwardReturn_<horizon>, was " + name);
      }
      return Integer.parseInt(matcher.group(1));
    }

    private double future(String[] fields) {
      double future = number(fields[fields.length - 1]);
      String label = future > 0 ? "1" : "0";
      if (!fields[fields.length - 2].equals(label)) {
        throw problem(
            "expected label %s for a forward return of %s, was %s"
                .formatted(label, future, fields[fields.length - 2]));
      }
      return future;
    }

    private Instant time(String text) {
      try {
        return Instant.parse(text);
      } catch (DateTimeException e) {
        throw problem("expected a time like 2015-01-02T00:00:00Z, was " + text);
      }
    }

    private double number(String text) {
      try {
        return Double.parseDouble(text);
      } catch (NumberFormatException e) {
        throw problem("expected a number, was " + text);
      }
    }

    private InvalidFile problem(String text) {
      return new InvalidFile(file, line, text.length() > 300 ? text.substring(0, 300) + "…" : text);
    }
  }
}
