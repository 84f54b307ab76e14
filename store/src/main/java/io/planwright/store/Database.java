package io.planwright.store;

import io.micronaut.data.connection.exceptions.ConnectionException;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.transaction.TransactionCallback;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Transactions on PostgreSQL. */
@Singleton
final class Database {
  /** Connection exceptions, a server that shuts down or starts, and one with no connection left. */
  private static final Pattern LOST = Pattern.compile("08...|57P0[1-3]|53300");

  private final TransactionOperations<Connection> transactions;
  private final Json json;

  Database(TransactionOperations<Connection> transactions, Json json) {
    this.transactions = transactions;
    this.json = json;
  }

  <T> T read(Work<T> work) {
    return reached(() -> transactions.executeRead(inSession(work)));
  }

  <T> T write(Work<T> work) {
    return reached(() -> transactions.executeWrite(inSession(work)));
  }

  private static <T> T reached(Supplier<T> transaction) {
    try {
      return transaction.get();
    } catch (RuntimeException e) {
      throw lost(e) ? new StoreUnavailable(e) : e;
    }
  }

  /** Whether the failure is the connection's or the server's state, not the statement's. */
  static boolean lost(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      // What Micronaut could not do with a connection hides the statement that lost it.
      if (at instanceof SQLTransientConnectionException
          || at instanceof ConnectionException
          || at instanceof SQLException sql
              && LOST.matcher(Objects.requireNonNullElse(sql.getSQLState(), "")).matches()) {
        return true;
      }
    }
    return false;
  }

  private <T> TransactionCallback<Connection, T> inSession(Work<T> work) {
    return status -> {
      try {
        return work.on(new Session(status.getConnection(), json));
      } catch (SQLException e) {
        throw new DataAccessException(e.getMessage(), e);
      }
    };
  }

  /** What one transaction does. */
  @FunctionalInterface
  interface Work<T> {
    T on(Session session) throws SQLException;
  }
}
