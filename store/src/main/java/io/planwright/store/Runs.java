package io.planwright.store;

import com.fasterxml.jackson.core.type.TypeReference;
import io.planwright.plan.Priority;
import io.planwright.plan.run.Failure;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.State;
import io.planwright.plan.run.Waiting;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The runs and where their phases and tasks stand: read here, written by the {@link Journal}. */
@Singleton
public class Runs {
  private static final TypeReference<Failure> FAILURE = new TypeReference<>() {};
  private static final TypeReference<Outcome> OUTCOME = new TypeReference<>() {};
  private static final TypeReference<Waiting> WAITING = new TypeReference<>() {};
  private static final String RUN = "select * from run";

  private static final TypeReference<Start> START = new TypeReference<>() {};

  private final Database database;
  private final Json json;

  Runs(Database database, Json json) {
    this.database = database;
    this.json = json;
  }

  /**
   * Notes that a run was asked for, in state pending, before its workflow is started. The same id
   * with the same request gives the run that is there; with another request, {@link
   * RequestChanged}.
   *
   * @param request a hash of what was asked
   */
  public Asked reserve(
      String id, StoredPlan plan, String actor, Priority priority, String request, Start start) {
    return reserve(
        id,
        request,
        """
        insert into run (id, plan_id, plan_hash, title, team, actor, priority, request, start,
          created_at, state, since)
        select ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, now.at, 'pending', now.at
        from (select clock_timestamp() as at) now
        on conflict (id) do nothing
        """,
        id,
        plan.id(),
        plan.hash(),
        plan.title(),
        plan.team(),
        actor,
        priority,
        request,
        json.write(start));
  }

  /**
   * The same for a run that repeats another, with that one's plan, priority and shares.
   *
   * @param redo keys of tasks that are done again
   */
  public Asked reserveRepeated(
      String id, String origin, String actor, String request, List<String> redo) {
    return reserve(
        id,
        request,
        """
        insert into run (id, plan_id, plan_hash, title, team, actor, priority, request, origin, start,
          created_at, state, since)
        select ?, o.plan_id, o.plan_hash, o.title, o.team, ?, o.priority, ?, o.id,
          ?::jsonb || jsonb_build_object('redo', ?::jsonb,
            'shares', coalesce(o.start -> 'shares', '{}'::jsonb)),
          now.at, 'pending', now.at
        from run o, (select clock_timestamp() as at) now
        where o.id = ?
        on conflict (id) do nothing
        """,
        id,
        actor,
        request,
        json.write(Start.USUAL),
        json.write(redo),
        origin);
  }

  private Asked reserve(String id, String request, String insert, Object... values) {
    return database.write(
        session -> {
          boolean repeated = session.change(insert, values) == 0;
          return session
              .one(row -> asked(row, request, repeated), RUN + " where id = ?", id)
              .orElseThrow();
        });
  }

  private Asked asked(Row row, String request, boolean repeated) throws SQLException {
    if (!row.optionalText("request").equals(Optional.of(request))) {
      throw new RequestChanged(
          "run " + row.text("id") + " was asked for before, by another request");
    }
    return asked(row, repeated);
  }

  private Asked asked(Row row, boolean repeated) throws SQLException {
    return new Asked(run(row), row.optionalJson("start", START).orElse(Start.USUAL), repeated);
  }

  public Optional<Run> find(String id) {
    return database.read(session -> find(session, id));
  }

  /**
   * Newest first.
   *
   * @param before id of the last run of the page before
   */
  public List<Run> list(
      Optional<String> team,
      Optional<String> planId,
      Optional<State> state,
      Optional<String> before,
      int limit) {
    StringBuilder sql = new StringBuilder(RUN).append(" where true");
    List<Object> values = new ArrayList<>();
    narrow(sql, values, " and team = ?", team);
    narrow(sql, values, " and plan_id = ?", planId);
    narrow(sql, values, " and state = ?", state);
    narrow(
        sql,
        values,
        " and (created_at, id) < (select b.created_at, b.id from run b where b.id = ?)",
        before);
    sql.append(" order by created_at desc, id desc limit ?");
    values.add(limit);
    return database.read(session -> session.all(Runs::run, sql.toString(), values.toArray()));
  }

  /**
   * Runs that were asked for in this time and have no journal yet, oldest first: either no worker
   * has come to them, or their workflows could not be started.
   *
   * @param after id of the last that was given before
   */
  public List<Asked> unstarted(
      Duration olderThan, Duration youngerThan, Optional<String> after, int limit) {
    StringBuilder sql =
        new StringBuilder(
            """
            select * from run
            where state = 'pending' and start is not null
              and created_at <= clock_timestamp() - ?::interval
              and created_at > clock_timestamp() - ?::interval
            """);
    List<Object> values = new ArrayList<>(List.of(olderThan.toString(), youngerThan.toString()));
    narrow(
        sql,
        values,
        " and (created_at, id) > (select b.created_at, b.id from run b where b.id = ?)",
        after);
    sql.append(" order by created_at, id limit ?");
    values.add(limit);
    return database.read(
        session -> session.all(row -> asked(row, true), sql.toString(), values.toArray()));
  }

  /** Those of these that have not ended, as far as the journal tells. */
  public List<String> open(List<String> ids) {
    return database.read(
        session ->
            session.all(
                row -> row.text("id"),
                """
                select id from run
                where ended_at is null
                  and id in (select jsonb_array_elements_text(?::jsonb))
                """,
                json.write(ids)));
  }

  /** Its phases and tasks that the journal tells of. */
  public List<StepState> steps(String run) {
    return database.read(
        session ->
            session.all(
                Runs::step, "select * from run_step where run_id = ? order by phase, task", run));
  }

  /** The same of some: tasks, or phases by themselves. */
  public List<StepState> steps(String run, List<String> keys) {
    return database.read(
        session ->
            session.all(
                Runs::step,
                """
                select * from run_step
                where run_id = ?
                  and case when task = '' then phase else task end
                    in (select string_to_table(?, ' '))
                """,
                run,
                // No key of a plan has a space.
                String.join(" ", keys)));
  }

  /** The workflow that last told of a step: of one that is no task of the plan, its owner. */
  public Optional<String> writerOf(String run, String task) {
    return database.read(
        session ->
            session.one(
                row -> row.text("writer"),
                "select writer from run_step where run_id = ? and task = ?",
                run,
                task));
  }

  private static void narrow(
      StringBuilder sql, List<Object> values, String condition, Optional<?> value) {
    value.ifPresent(
        wanted -> {
          sql.append(condition);
          values.add(wanted);
        });
  }

  private static Optional<Run> find(Session session, String id) throws SQLException {
    return session.one(Runs::run, RUN + " where id = ?", id);
  }

  private static Run run(Row row) throws SQLException {
    return new Run(
        row.text("id"),
        row.text("plan_id"),
        row.text("plan_hash"),
        row.text("title"),
        row.text("team"),
        row.text("actor"),
        row.priority("priority"),
        row.state("state"),
        row.optionalJson("failure", FAILURE),
        row.optionalText("schedule"),
        row.instant("created_at"),
        row.optionalInstant("ended_at"),
        row.number("stream"),
        row.optionalText("origin"));
  }

  private static StepState step(Row row) throws SQLException {
    return new StepState(
        row.text("phase"),
        row.optionalText("task").filter(task -> !task.isEmpty()),
        row.state("state"),
        row.instant("since"),
        row.optionalInstant("started_at"),
        row.optionalInstant("ended_at"),
        row.optionalText("actor"),
        row.optionalText("reason"),
        row.optionalJson("outcome", OUTCOME),
        row.optionalJson("failure", FAILURE),
        row.optionalJson("waiting", WAITING),
        (int) row.number("execution"));
  }
}
