package io.planwright.store;

import com.fasterxml.jackson.core.type.TypeReference;
import io.planwright.plan.run.Command;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The verbs that were asked for: stored first, so that none is lost while workers are down. */
@Singleton
public class Commands {
  private static final TypeReference<Command> COMMAND = new TypeReference<>() {};

  private final Database database;
  private final Json json;

  Commands(Database database, Json json) {
    this.database = database;
    this.json = json;
  }

  /** Stores a command; a second one of the same id gives the first. */
  public StoredCommand store(Command command) {
    return database.write(
        session -> {
          session.change(
              "insert into command (id, run_id, body) values (?, ?, ?::jsonb)"
                  + " on conflict (id) do nothing",
              command.id(),
              command.run(),
              json.write(command));
          return find(session, command.id()).orElseThrow();
        });
  }

  public Optional<StoredCommand> find(String id) {
    return database.read(session -> find(session, id));
  }

  /** Notes what became of it; the first settling holds. */
  public StoredCommand settle(String id, StoredCommand.Delivery delivery, String message) {
    if (delivery == StoredCommand.Delivery.PENDING) {
      throw new IllegalArgumentException(
          "a command is settled as accepted or rejected, not pending");
    }
    return database.write(
        session -> {
          session.change(
              """
              update command set delivery = ?, message = nullif(?, ''),
                settled_at = clock_timestamp()
              where id = ? and delivery = 'pending'
              """,
              delivery,
              message,
              id);
          return find(session, id)
              .orElseThrow(() -> new IllegalArgumentException("there is no command " + id));
        });
  }

  /** Commands that wait for delivery for longer than this, oldest first. */
  public List<StoredCommand> pending(Duration olderThan, int limit) {
    return database.read(
        session ->
            session.all(
                Commands::storedCommand,
                """
                select * from command
                where delivery = 'pending' and created_at <= clock_timestamp() - ?::interval
                order by created_at, id limit ?
                """,
                olderThan.toString(),
                limit));
  }

  private static Optional<StoredCommand> find(Session session, String id) throws SQLException {
    return session.one(Commands::storedCommand, "select * from command where id = ?", id);
  }

  private static StoredCommand storedCommand(Row row) throws SQLException {
    return new StoredCommand(
        row.json("body", COMMAND),
        StoredCommand.Delivery.valueOf(row.text("delivery").toUpperCase(Locale.ROOT)),
        row.optionalText("message"),
        row.instant("created_at"));
  }
}
