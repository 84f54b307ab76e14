package io.planwright.store;

import com.fasterxml.jackson.core.type.TypeReference;
import io.planwright.plan.Priority;
import io.planwright.plan.run.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;

/** The row that a result stands on, read by the names of its columns. */
final class Row {
  private final ResultSet result;
  private final Json json;

  Row(ResultSet result, Json json) {
    this.result = result;
    this.json = json;
  }

  String text(String column) throws SQLException {
    return required(column, optionalText(column));
  }

  Optional<String> optionalText(String column) throws SQLException {
    return Optional.ofNullable(result.getString(column));
  }

  int integer(String column) throws SQLException {
    return result.getInt(column);
  }

  long number(String column) throws SQLException {
    return result.getLong(column);
  }

  double decimal(String column) throws SQLException {
    return result.getDouble(column);
  }

  boolean flag(String column) throws SQLException {
    return result.getBoolean(column);
  }

  Instant instant(String column) throws SQLException {
    return required(column, optionalInstant(column));
  }

  Optional<Instant> optionalInstant(String column) throws SQLException {
    return Optional.ofNullable(result.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  <T> T json(String column, TypeReference<T> type) throws SQLException {
    return json.read(text(column), type);
  }

  <T> Optional<T> optionalJson(String column, TypeReference<T> type) throws SQLException {
    return optionalText(column).map(text -> json.read(text, type));
  }

  State state(String column) throws SQLException {
    return State.valueOf(text(column).toUpperCase(Locale.ROOT));
  }

  Priority priority(String column) throws SQLException {
    return Priority.valueOf(text(column));
  }

  private static <T> T required(String column, Optional<T> value) {
    return value.orElseThrow(() -> new IllegalStateException("column " + column + " is null"));
  }
}
