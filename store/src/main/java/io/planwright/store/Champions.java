package io.planwright.store;

import io.planwright.plan.run.StepRef;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Which model is champion, changed by compare-and-set; each change is remembered by its step. */
@Singleton
public class Champions {
  private final Database database;

  Champions(Database database) {
    this.database = database;
  }

  /**
   * Points the name to the model. A repeated step gives what its first attempt did.
   *
   * @param expected the model that must be champion now; absent: any
   * @throws ChampionChanged where another is
   */
  public Champion promote(StepRef step, String name, String model, Optional<String> expected) {
    return database.write(
        session -> {
          Holder now = lock(session, step, name);
          Optional<Champion> before = change(session, step, name);
          if (before.isPresent()) {
            return before.get();
          }
          if (expected.isPresent() && !expected.equals(now.champion().model())) {
            throw new ChampionChanged(
                "expected model "
                    + expected.get()
                    + " as champion "
                    + name
                    + ", is "
                    + now.champion().model().orElse("none"));
          }
          return change(session, step, "promote", now, model);
        });
  }

  /**
   * Points the name to the model before the last change. Idempotent by step.
   *
   * @throws ChampionChanged where there is none before
   */
  public Champion rollback(StepRef step, String name) {
    return database.write(
        session -> {
          Holder now = lock(session, step, name);
          Optional<Champion> before = change(session, step, name);
          if (before.isPresent()) {
            return before.get();
          }
          String previous =
              now.champion()
                  .previous()
                  .orElseThrow(
                      () ->
                          new ChampionChanged(
                              "expected a model before the last change of champion "
                                  + name
                                  + ", there is none"));
          return change(session, step, "rollback", now, previous);
        });
  }

  /**
   * Takes a step's change back. Does nothing where the step changed nothing, or was taken back.
   *
   * @throws ChampionChanged where the name was changed since by another step
   */
  public Optional<Champion> undo(StepRef step, String name) {
    return database.write(
        session -> {
          if (find(session, step.team(), name).isEmpty()) {
            return Optional.<Champion>empty();
          }
          Holder now = lock(session, step, name);
          if (!holds(session, step, name)) {
            return Optional.<Champion>empty();
          }
          if (!now.holder().equals(Optional.of(step.id()))) {
            throw new ChampionChanged(
                "expected the change of champion "
                    + name
                    + " by "
                    + step.id()
                    + " to hold, that by "
                    + now.holder().orElse("none")
                    + " does");
          }
          return Optional.of(undo(session, step, name));
        });
  }

  /** Whether a step changed the name, and has not taken that back. */
  public boolean holds(StepRef step, String name) {
    return database.read(session -> holds(session, step, name));
  }

  private static boolean holds(Session session, StepRef step, String name) throws SQLException {
    return session
        .one(
            row -> true,
            "select from champion_change where step = ? and name = ? and undone_at is null",
            step.id(),
            name)
        .isPresent();
  }

  public Optional<Champion> find(String team, String name) {
    return database.read(session -> find(session, team, name));
  }

  public List<Champion> list(String team) {
    return database.read(
        session ->
            session.all(
                Champions::champion, "select * from champion where team = ? order by name", team));
  }

  /** A champion with the step whose change holds. */
  private record Holder(Champion champion, Optional<String> holder) {}

  /** A name that is new stands without a model until the change that the transaction makes. */
  private static Holder lock(Session session, StepRef step, String name) throws SQLException {
    session.change(
        """
        insert into champion (team, name, revision, step, since)
        values (?, ?, 0, ?, clock_timestamp()) on conflict (team, name) do nothing
        """,
        step.team(),
        name,
        step.id());
    return session
        .one(
            row -> new Holder(champion(row), row.optionalText("holder")),
            "select * from champion where team = ? and name = ? for update",
            step.team(),
            name)
        .orElseThrow();
  }

  /** What a step did, as it was when it did it. */
  private static Optional<Champion> change(Session session, StepRef step, String name)
      throws SQLException {
    return session.one(
        Champions::champion,
        """
        select team, name, model, from_model as previous, revision, step, at as since
        from champion_change where step = ? and name = ?
        """,
        step.id(),
        name);
  }

  private static Champion change(
      Session session, StepRef step, String kind, Holder now, String model) throws SQLException {
    Champion from = now.champion();
    Champion to =
        session
            .one(
                Champions::champion,
                """
                update champion set model = ?, previous = model, revision = revision + 1, step = ?,
                  holder = ?, since = clock_timestamp()
                where team = ? and name = ?
                returning *
                """,
                model,
                step.id(),
                step.id(),
                step.team(),
                from.name())
            .orElseThrow();
    session.change(
        """
        insert into champion_change (step, team, name, kind, revision, model, from_model,
          from_previous, from_holder, at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        step.id(),
        step.team(),
        from.name(),
        kind,
        to.revision(),
        model,
        from.model(),
        from.previous(),
        now.holder(),
        to.since());
    return to;
  }

  private static Champion undo(Session session, StepRef step, String name) throws SQLException {
    Champion back =
        session
            .one(
                Champions::champion,
                """
                update champion c set model = h.from_model, previous = h.from_previous,
                  holder = h.from_holder, revision = c.revision + 1, step = h.step,
                  since = clock_timestamp()
                from champion_change h
                where c.team = ? and c.name = ? and h.step = ? and h.name = c.name
                returning c.*
                """,
                step.team(),
                name,
                step.id())
            .orElseThrow();
    session.change(
        "update champion_change set undone_at = ? where step = ? and name = ?",
        back.since(),
        step.id(),
        name);
    return back;
  }

  private static Optional<Champion> find(Session session, String team, String name)
      throws SQLException {
    return session.one(
        Champions::champion, "select * from champion where team = ? and name = ?", team, name);
  }

  private static Champion champion(Row row) throws SQLException {
    return new Champion(
        row.text("team"),
        row.text("name"),
        row.optionalText("model"),
        row.optionalText("previous"),
        row.number("revision"),
        row.text("step"),
        row.instant("since"));
  }
}
