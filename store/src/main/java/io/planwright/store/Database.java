package io.planwright.store;

import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.transaction.TransactionCallback;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;

/** Transactions on PostgreSQL. */
@Singleton
final class Database {
  private final TransactionOperations<Connection> transactions;
  private final Json json;

  Database(TransactionOperations<Connection> transactions, Json json) {
    this.transactions = transactions;
    this.json = json;
  }

  <T> T read(Work<T> work) {
    return transactions.executeRead(inSession(work));
  }

  <T> T write(Work<T> work) {
    return transactions.executeWrite(inSession(work));
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
