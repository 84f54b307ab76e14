package io.planwright.store;

import io.planwright.plan.run.Entry;
import io.planwright.plan.run.State;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Brings a run's row and its steps to the state that new journal lines tell.
 *
 * <p>A line counts where it is newer than the one that the state is from: by its number where one
 * writer wrote both, else by its time. So a batch that comes late, after a later batch of its
 * writer, moves nothing back.
 */
@Singleton
final class Projection {
  private static final String NEWER =
      "((%1$s.writer = %2$s and %1$s.number < %3$s)"
          + " or (%1$s.writer <> %2$s and %1$s.since <= %4$s))";

  private static final String RUN =
      """
      update run as r set state = n.state, since = n.at, writer = n.writer, number = n.number,
        ended_at = case when n.ended then n.at end,
        failure = case when n.restarted then n.failure else coalesce(n.failure, r.failure) end
      from (values (?, ?::timestamptz, ?, ?::bigint, ?::boolean, ?::boolean, ?::jsonb))
        as n (state, at, writer, number, ended, restarted, failure)
      where r.id = ? and (r.writer is null or %s)
      """
          .formatted(NEWER.formatted("r", "n.writer", "n.number", "n.at"));

  // An undo keeps what the step gave and when it ended; a new start does not.
  private static final String STEP =
      """
      insert into run_step as s (run_id, phase, task, state, since, writer, number, started_at,
        ended_at, actor, reason, outcome, failure, waiting, execution)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?::jsonb, ?)
      on conflict (run_id, phase, task) do update set
        state = excluded.state,
        since = excluded.since,
        writer = excluded.writer,
        number = excluded.number,
        started_at = coalesce(s.started_at, excluded.started_at),
        ended_at = case
          when excluded.state in ('undoing', 'undone') then coalesce(s.ended_at, excluded.ended_at)
          else excluded.ended_at end,
        actor = excluded.actor,
        reason = excluded.reason,
        waiting = excluded.waiting,
        execution = greatest(s.execution, excluded.execution),
        outcome = case
          when excluded.state in ('pending', 'ready', 'running', 'paused', 'waiting')
            then excluded.outcome
          else coalesce(excluded.outcome, s.outcome) end,
        failure = case
          when excluded.state in ('pending', 'ready', 'running', 'paused', 'waiting')
            then excluded.failure
          else coalesce(excluded.failure, s.failure) end
      where %s
      """
          .formatted(NEWER.formatted("s", "excluded.writer", "excluded.number", "excluded.since"));

  private static final String LATE_START =
      """
      update run_step set started_at = least(started_at, ?)
      where run_id = ? and phase = ? and task = ?
      """;

  private final Json json;

  Projection(Json json) {
    this.json = json;
  }

  void apply(Session session, String run, String writer, List<Entry> fresh) throws SQLException {
    List<Entry.Transition> steps = new ArrayList<>();
    for (Entry entry : fresh) {
      switch (entry) {
        case Entry.Opened opened -> open(session, run, opened);
        case Entry.Transition t when t.phase().isPresent() -> steps.add(t);
        case Entry.Transition t -> move(session, run, writer, t);
        case Entry.Progress progress -> {}
        case Entry.Amended amended ->
            session.change(
                "update run set plan_hash = ?, title = ? where id = ?",
                amended.planHash(),
                amended.title(),
                run);
      }
    }
    if (!steps.isEmpty()) {
      moveSteps(session, run, writer, steps);
    }
  }

  /** What the workflow runs holds over what was asked for when its row was reserved. */
  private static void open(Session session, String run, Entry.Opened opened) throws SQLException {
    session.change(
        """
        update run set plan_id = ?, plan_hash = ?, title = ?, team = ?, actor = ?, priority = ?,
          schedule = ?
        where id = ?
        """,
        opened.planId(),
        opened.planHash(),
        opened.title(),
        opened.team(),
        opened.actor(),
        opened.priority(),
        opened.schedule(),
        run);
  }

  private void move(Session session, String run, String writer, Entry.Transition to)
      throws SQLException {
    session.change(
        RUN,
        to.state(),
        to.at(),
        writer,
        to.number(),
        to.state().ended(),
        started(to.state()),
        to.failure().map(json::write),
        run);
  }

  private void moveSteps(
      Session session, String run, String writer, List<Entry.Transition> transitions)
      throws SQLException {
    List<Object[]> rows = new ArrayList<>();
    for (Entry.Transition to : transitions) {
      rows.add(
          new Object[] {
            run,
            phase(to),
            task(to),
            to.state(),
            to.at(),
            writer,
            to.number(),
            Optional.of(to.at()).filter(at -> started(to.state())),
            Optional.of(to.at()).filter(at -> to.state().ended()),
            to.actor(),
            to.reason(),
            to.outcome().map(json::write),
            to.failure().map(json::write),
            to.waiting().map(json::write),
            to.execution()
          });
    }
    int[] moved = session.changeEach(STEP, rows);
    for (int i = 0; i < moved.length; i++) {
      Entry.Transition to = transitions.get(i);
      if (moved[i] == 0 && started(to.state())) {
        session.change(LATE_START, to.at(), run, phase(to), task(to));
      }
    }
  }

  private static boolean started(State state) {
    return switch (state) {
      case RUNNING, WAITING -> true;
      case PENDING, READY, PAUSED, SUCCEEDED, FAILED, SKIPPED, UNDOING, UNDONE, CANCELLED -> false;
    };
  }

  private static String phase(Entry.Transition to) {
    return to.phase().orElseThrow();
  }

  private static String task(Entry.Transition to) {
    return to.task().orElse("");
  }
}
