package io.planwright.bench.chaos;

import io.planwright.cli.stack.Stack;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the store says, asked again while it is down. */
final class Ledger {
  private final Stack.Database database;
  private final Duration patience;

  Ledger(Stack.Database database, Duration patience) {
    this.database = database;
    this.patience = patience;
  }

  long count(String sql) throws InterruptedException {
    return Long.parseLong(rows(sql).getFirst());
  }

  /** Rows of a text and a number. */
  Map<String, Long> numbers(String sql) throws InterruptedException {
    Map<String, Long> numbers = new TreeMap<>();
    for (String row : rows(sql)) {
      int at = row.lastIndexOf('\t');
      numbers.put(row.substring(0, at), Long.valueOf(row.substring(at + 1)));
    }
    return numbers;
  }

  /** Rows, their columns separated by tabs. */
  List<String> rows(String sql) throws InterruptedException {
    Instant end = Instant.now().plus(patience);
    while (true) {
      try {
        return ask(sql);
      } catch (SQLException e) {
        boolean down = e.getSQLState() != null && e.getSQLState().matches("(08|57P).*");
        if (!down || Instant.now().isAfter(end)) {
          throw new IllegalStateException("expected an answer to " + sql + ", got " + e, e);
        }
        Thread.sleep(100);
      }
    }
  }

  private List<String> ask(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(database.url(), database.user(), database.password());
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        StringBuilder row = new StringBuilder();
        for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
          row.append(column == 1 ? "" : "\t").append(result.getString(column));
        }
        rows.add(row.toString());
      }
      return rows;
    }
  }
}
