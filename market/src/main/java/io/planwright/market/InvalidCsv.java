package io.planwright.market;

import java.util.List;

/** A CSV file is not what it should be: each problem says {@code file:line:column} and what. */
public final class InvalidCsv extends RuntimeException {
  private final List<String> problems;

  InvalidCsv(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** In the order of the file; reading stops at {@link CsvFile#MOST_PROBLEMS}. */
  public List<String> problems() {
    return problems;
  }
}
