package io.planwright.store;

import io.planwright.plan.Priority;
import io.planwright.plan.run.State;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One transaction's statements; values are bound in the order of their question marks. */
final class Session {
  private final Connection connection;
  private final Json json;

  Session(Connection connection, Json json) {
    this.connection = connection;
    this.json = json;
  }

  <T> Optional<T> one(Reader<T> reader, String sql, Object... values) throws SQLException {
    List<T> rows = all(reader, sql, values);
    if (rows.size() > 1) {
      throw new IllegalStateException("expected at most one row, came " + rows.size());
    }
    return rows.stream().findFirst();
  }

  <T> List<T> all(Reader<T> reader, String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      try (ResultSet rows = statement.executeQuery()) {
        List<T> all = new ArrayList<>();
        Row row = new Row(rows, json);
        while (rows.next()) {
          all.add(reader.read(row));
        }
        return all;
      }
    }
  }

  /** Gives the count of changed rows. */
  int change(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      return statement.executeUpdate();
    }
  }

  /** One round trip for many; gives the count of changed rows of each. */
  int[] changeEach(String sql, List<Object[]> each) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (Object[] values : each) {
        bind(statement, values);
        statement.addBatch();
      }
      return statement.executeBatch();
    }
  }

  private static void bind(PreparedStatement statement, Object[] values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, column(values[i]));
    }
  }

  private static @Nullable Object column(Object value) {
    return switch (value) {
      case Optional<?> optional -> optional.isPresent() ? column(optional.get()) : null;
      case Instant instant -> instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
      case String text -> Json.withoutNul(text);
      case State state -> state.name().toLowerCase(Locale.ROOT);
      case StoredCommand.Delivery delivery -> delivery.name().toLowerCase(Locale.ROOT);
      case Priority priority -> priority.name();
      case Integer number -> number;
      case Long number -> number;
      case Double number -> number;
      case Boolean flag -> flag;
      default -> throw new IllegalArgumentException("no column type for " + value.getClass());
    };
  }

  /** Makes a record of a row. */
  @FunctionalInterface
  interface Reader<T> {
    T read(Row row) throws SQLException;
  }
}
