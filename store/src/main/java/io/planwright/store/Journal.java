package io.planwright.store;

import com.fasterxml.jackson.core.type.TypeReference;
import io.planwright.plan.run.Entry;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The journals of all runs: every line once, in an order that watchers can rely on. */
@Singleton
public class Journal {
  private static final TypeReference<Entry> ENTRY = new TypeReference<>() {};
  private static final TypeReference<List<Entry>> ENTRIES = new TypeReference<>() {};

  private final Database database;
  private final Json json;
  private final Projection projection;
  private final Wakeups wakeups;

  Journal(Database database, Json json, Projection projection, Wakeups wakeups) {
    this.database = database;
    this.json = json;
    this.projection = projection;
    this.wakeups = wakeups;
  }

  /**
   * Writes lines that are not there yet (by writer and number), brings the run's row and its steps
   * to the state that they tell, and wakes the run's watchers.
   */
  public void append(String run, String writer, List<Entry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    boolean grown = database.write(session -> write(session, run, writer, entries));
    if (grown) {
      wakeups.wake(run);
    }
  }

  /** Lines after a stream number, in order. */
  public List<JournalLine> read(String run, long after, int limit) {
    return database.read(
        session ->
            session.all(
                row ->
                    new JournalLine(
                        row.number("stream"), row.text("writer"), row.json("entry", ENTRY)),
                """
                select stream, writer, entry from journal
                where run_id = ? and stream > ? order by stream limit ?
                """,
                run,
                after,
                limit));
  }

  private boolean write(Session session, String run, String writer, List<Entry> entries)
      throws SQLException {
    long stream = lock(session, run, entries);
    List<Entry> fresh = insert(session, run, writer, stream, entries);
    if (fresh.isEmpty()) {
      return false;
    }
    projection.apply(session, run, writer, fresh);
    return true;
  }

  /**
   * The lock makes the numbers gapless and in commit order. It lets commands refer to the run
   * meanwhile.
   */
  private static long lock(Session session, String run, List<Entry> entries) throws SQLException {
    Optional<Long> stream = tryLock(session, run);
    if (stream.isEmpty()) {
      create(session, run, entries);
      stream = tryLock(session, run);
    }
    return stream.orElseThrow();
  }

  private static Optional<Long> tryLock(Session session, String run) throws SQLException {
    return session.one(
        row -> row.number("stream"), "select stream from run where id = ? for no key update", run);
  }

  private static void create(Session session, String run, List<Entry> entries) throws SQLException {
    Entry.Opened opened =
        entries.stream()
            .filter(Entry.Opened.class::isInstance)
            .map(Entry.Opened.class::cast)
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "expected the line that opens run "
                            + run
                            + ", came "
                            + entries.getFirst()));
    session.change(
        """
        insert into run (id, plan_id, plan_hash, title, team, actor, priority, schedule,
          created_at, state, since)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'pending', ?)
        on conflict (id) do nothing
        """,
        run,
        opened.planId(),
        opened.planHash(),
        opened.title(),
        opened.team(),
        opened.actor(),
        opened.priority(),
        opened.schedule(),
        opened.at(),
        opened.at());
  }

  private List<Entry> insert(
      Session session, String run, String writer, long stream, List<Entry> entries)
      throws SQLException {
    Set<Long> inserted =
        new HashSet<>(
            session.all(
                row -> row.number("number"),
                """
                with fresh as (
                  insert into journal (run_id, stream, writer, number, at, entry)
                  select ?, ? + row_number() over (order by l.place), ?,
                    (l.entry ->> 'number')::bigint, (l.entry ->> 'at')::timestamptz, l.entry
                  from jsonb_array_elements(?::jsonb) with ordinality as l (entry, place)
                  where not exists (
                    select from journal j
                    where j.run_id = ? and j.writer = ?
                      and j.number = (l.entry ->> 'number')::bigint)
                  returning number),
                grown as (
                  update run set stream = stream + (select count(*) from fresh) where id = ?)
                select number from fresh
                """,
                run,
                stream,
                writer,
                json.write(once(entries), ENTRIES),
                run,
                writer,
                run));
    return entries.stream().filter(entry -> inserted.remove(entry.number())).toList();
  }

  private static List<Entry> once(List<Entry> entries) {
    Set<Long> numbers = new HashSet<>();
    List<Entry> once = new ArrayList<>(entries);
    once.removeIf(entry -> !numbers.add(entry.number()));
    return once;
  }
}
