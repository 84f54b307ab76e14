package io.planwright.store;

import io.planwright.plan.run.StepRef;
import jakarta.inject.Singleton;
import java.sql.SQLException;

/**
 * Messages to people: noted before they are sent, marked when they are, so that a repeated step
 * sends at most once more what may not have gone out, under the same message id.
 */
@Singleton
public class Outbox {
  private final Database database;

  Outbox(Database database) {
    this.database = database;
  }

  /**
   * Notes a message.
   *
   * @param purpose {@code send} or {@code withdraw}
   * @return whether it still has to be sent
   */
  public boolean open(StepRef step, String purpose, String channel, String message) {
    return database.write(
        session ->
            !session
                .one(
                    row -> row.flag("sent"),
                    """
                    insert into outbox (step, purpose, channel, message) values (?, ?, ?, ?)
                    on conflict (step, purpose) do update set step = excluded.step
                    returning sent_at is not null as sent
                    """,
                    step.id(),
                    purpose,
                    channel,
                    message)
                .orElseThrow());
  }

  /**
   * Sends a message in the transaction that notes it: for what is sent at once, as a line of the
   * log is. A message that was sent before is not sent again.
   */
  public void send(StepRef step, String purpose, String channel, String message, Runnable sending) {
    database.write(
        session -> {
          int open =
              session.change(
                  """
                  insert into outbox (step, purpose, channel, message, sent_at)
                  values (?, ?, ?, ?, clock_timestamp())
                  on conflict (step, purpose) do update set sent_at = excluded.sent_at
                  where outbox.sent_at is null
                  """,
                  step.id(),
                  purpose,
                  channel,
                  message);
          if (open > 0) {
            sending.run();
          }
          return open;
        });
  }

  public void sent(StepRef step, String purpose) {
    database.write(
        session ->
            session.change(
                "update outbox set sent_at = clock_timestamp()"
                    + " where step = ? and purpose = ? and sent_at is null",
                step.id(),
                purpose));
  }

  public boolean wasSent(StepRef step, String purpose) {
    return database.read(session -> wasSent(session, step, purpose));
  }

  private static boolean wasSent(Session session, StepRef step, String purpose)
      throws SQLException {
    return session
        .one(
            row -> row.flag("sent"),
            "select sent_at is not null as sent from outbox where step = ? and purpose = ?",
            step.id(),
            purpose)
        .orElse(false);
  }
}
