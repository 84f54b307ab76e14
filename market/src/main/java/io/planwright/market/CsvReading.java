package io.planwright.market;

import io.planwright.market.Dataset.Column;
import java.io.IOException;
import java.io.Reader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.IntConsumer;

/** One reading of one file. Lines and columns of problems are those of the text, from 1. */
final class CsvReading {
  private static final int NOTHING = -2;

  private final CsvFile limits;
  private final String name;
  private final IntConsumer progress;
  private final List<String> problems = new ArrayList<>();

  private final List<Field> record = new ArrayList<>();
  private int line = 1;
  private int column;
  private int ahead = NOTHING;

  private record Field(String text, int line, int column) {}

  CsvReading(CsvFile limits, String name, IntConsumer progress) {
    this.limits = limits;
    this.name = name;
    this.progress = progress;
  }

  Dataset dataset(Reader in) throws IOException {
    if (!next(in)) {
      throw fatal("expected a header, was empty");
    }
    List<String> header = header();
    List<Instant> times = new ArrayList<>();
    List<Values> values = header.stream().skip(1).map(Values::new).toList();
    int rows = 0;
    while (next(in)) {
      if (rows == limits.mostRows()) {
        throw fatal("expected at most " + limits.mostRows() + " rows");
      }
      rows++;
      if (record.size() != header.size()) {
        problem(
            record.getFirst(),
            "expected %d fields, was %d".formatted(header.size(), record.size()));
        continue;
      }
      times.add(time(record.getFirst()));
      for (int i = 0; i < values.size(); i++) {
        values.get(i).add(record.get(i + 1).text());
      }
      if (rows % 1000 == 0) {
        progress.accept(rows);
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidCsv(problems);
    }
    return new Dataset(header.getFirst(), times, values.stream().map(Values::column).toList());
  }

  InvalidCsv fatal(String problem) {
    problems.add("%s:%d:%d: %s".formatted(name, line, Math.max(1, column), problem));
    return new InvalidCsv(problems);
  }

  private void problem(Field field, String problem) {
    problems.add("%s:%d:%d: %s".formatted(name, field.line(), field.column(), problem));
    if (problems.size() == CsvFile.MOST_PROBLEMS) {
      throw new InvalidCsv(problems);
    }
  }

  private List<String> header() {
    List<String> header = record.stream().map(field -> field.text().strip()).toList();
    TreeSet<String> names = new TreeSet<>();
    for (int i = 0; i < header.size(); i++) {
      String column = header.get(i);
      if (column.isEmpty() || column.chars().anyMatch(Character::isISOControl)) {
        problem(record.get(i), "expected a column's name, was '" + printable(column) + "'");
      } else if (!names.add(column)) {
        problem(record.get(i), "expected each column once, was " + column + " again");
      }
    }
    if (looksLikeData(header.getFirst())) {
      problem(record.getFirst(), "expected a header, was a row: " + printable(header.getFirst()));
    }
    if (!problems.isEmpty()) {
      throw new InvalidCsv(problems);
    }
    return header;
  }

  private static boolean looksLikeData(String text) {
    return !text.isEmpty() && Character.isDigit(text.charAt(0)) && text.contains("-");
  }

  private Instant time(Field field) {
    String text = field.text().strip();
    try {
      Instant time =
          text.length() <= 10
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
              : OffsetDateTime.parse(text).toInstant();
      int year = time.atOffset(ZoneOffset.UTC).getYear();
      if (year >= 1 && year <= 9999) {
        return time;
      }
    } catch (DateTimeException e) {
      // Told below, as a time outside the years is.
    }
    problem(
        field,
        "expected a time like 2015-01-02 or 2015-01-02T16:00:00Z, was '" + printable(text) + "'");
    return Instant.EPOCH;
  }

  private static String printable(String text) {
    String head = text.length() > 60 ? text.substring(0, 60) + "…" : text;
    return head.replaceAll("\\p{Cntrl}", "?");
  }

  /** Reads a record into {@link #record}; empty lines between records are passed over. */
  private boolean next(Reader in) throws IOException {
    record.clear();
    int c = read(in);
    while (c == '\n' || c == '\r' || (c == '\uFEFF' && line == 1 && column == 1)) {
      c = read(in);
    }
    if (c == -1) {
      return false;
    }
    StringBuilder text = new StringBuilder();
    while (true) {
      int fieldLine = line;
      int fieldColumn = column;
      text.setLength(0);
      if (c == '"') {
        c = quoted(in, text, fieldLine, fieldColumn);
      } else {
        while (c != ',' && c != '\n' && c != '\r' && c != -1) {
          if (c == '"' || c == 0) {
            throw fatal(
                c == 0
                    ? "expected text, was a zero byte"
                    : "expected a quote only around a whole field");
          }
          append(text, c);
          c = read(in);
        }
      }
      record.add(new Field(text.toString(), fieldLine, fieldColumn));
      if (record.size() > limits.mostColumns()) {
        throw fatal("expected at most " + limits.mostColumns() + " columns");
      }
      if (c != ',') {
        return true;
      }
      c = read(in);
    }
  }

  private int quoted(Reader in, StringBuilder text, int fromLine, int fromColumn)
      throws IOException {
    while (true) {
      int c = read(in);
      if (c == -1) {
        throw fatal(
            "expected the end of the quote that begins at %d:%d".formatted(fromLine, fromColumn));
      } else if (c != '"') {
        append(text, c);
      } else {
        c = read(in);
        if (c == '"') {
          append(text, c);
        } else if (c == ',' || c == '\n' || c == '\r' || c == -1) {
          return c;
        } else {
          throw fatal("expected a comma after a quote");
        }
      }
    }
  }

  private void append(StringBuilder text, int c) {
    if (text.length() == limits.longestField()) {
      throw fatal("expected a field of at most " + limits.longestField() + " characters");
    }
    text.append((char) c);
  }

  private int read(Reader in) throws IOException {
    if (ahead == '\n') {
      line++;
      column = 0;
    }
    ahead = in.read();
    column++;
    return ahead;
  }

  /** Numbers as long as all fields are, then texts. */
  private static final class Values {
    private final String name;
    private double[] numbers = new double[64];
    private final List<String> texts = new ArrayList<>();
    private int rows;
    private boolean numeric = true;
    private boolean any;

    private Values(String name) {
      this.name = name;
    }

    private void add(String text) {
      texts.add(text);
      if (numeric) {
        if (rows == numbers.length) {
          numbers = Arrays.copyOf(numbers, rows * 2);
        }
        numbers[rows] = number(text);
      }
      rows++;
    }

    private double number(String text) {
      String stripped = text.strip();
      if (stripped.isEmpty()) {
        return Double.NaN;
      }
      any = true;
      // parseDouble would take hexadecimals, type suffixes and NaN for numbers.
      if (stripped.chars().allMatch(c -> (c >= '0' && c <= '9') || "+-.eE".indexOf(c) >= 0)) {
        try {
          double number = Double.parseDouble(stripped);
          if (Double.isFinite(number)) {
            return number;
          }
        } catch (NumberFormatException e) {
          // Then it is text.
        }
      }
      numeric = false;
      return Double.NaN;
    }

    private Column column() {
      return numeric && any
          ? new Dataset.Numbers(name, Arrays.copyOf(numbers, rows))
          : new Dataset.Texts(name, texts);
    }
  }
}
