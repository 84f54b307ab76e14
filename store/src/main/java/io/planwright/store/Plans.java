package io.planwright.store;

import com.fasterxml.jackson.core.type.TypeReference;
import io.planwright.plan.Compiled;
import io.planwright.plan.Diagnostic;
import io.planwright.plan.Plan;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The teams' plans, a version for each plan hash, with the documents that they came from. */
@Singleton
public class Plans {
  private static final TypeReference<Plan> PLAN = new TypeReference<>() {};
  private static final TypeReference<List<Diagnostic>> DIAGNOSTICS = new TypeReference<>() {};
  private static final String COLUMNS =
      "team, plan_id, version, hash, title, runnable, created_by, created_at, plan, diagnostics";

  private final Database database;
  private final Json json;

  Plans(Database database, Json json) {
    this.database = database;
    this.json = json;
  }

  /**
   * Stores a version, or finds it where the newest version of the plan has the same hash. What was
   * not runnable and now is, is a new version: its diagnostics have gone.
   */
  public StoredPlan save(String team, String planId, String text, Compiled compiled, String actor) {
    return database.write(
        session -> {
          lock(session, team, planId);
          Optional<StoredPlan> newest = find(session, team, planId, Optional.empty());
          if (newest.isPresent() && same(newest.get(), compiled)) {
            return newest.get();
          }
          int version = newest.map(StoredPlan::version).orElse(0) + 1;
          return insert(session, team, planId, version, text, compiled, actor);
        });
  }

  /** A version, or the newest where none is named. */
  public Optional<StoredPlan> find(String team, String planId, Optional<Integer> version) {
    return database.read(session -> find(session, team, planId, version));
  }

  /** The newest version that can be run. */
  public Optional<StoredPlan> newestRunnable(String team, String planId) {
    return database.read(
        session ->
            session.one(
                Plans::storedPlan,
                "select "
                    + COLUMNS
                    + " from plan_version where team = ? and plan_id = ? and runnable"
                    + " order by version desc limit 1",
                team,
                planId));
  }

  public Optional<Plan> byHash(String hash) {
    return database.read(
        session ->
            session.one(
                row -> row.json("plan", PLAN),
                """
                (select plan from plan_version where hash = ?
                order by created_at, team, plan_id, version limit 1)
                union all (select plan from grown_plan where hash = ?) limit 1
                """,
                hash,
                hash));
  }

  /** Keeps a plan that a run grew into, and gives its hash. */
  public String keepGrown(Plan plan) {
    String hash = plan.hash();
    database.write(
        session ->
            session.change(
                "insert into grown_plan (hash, plan) values (?, ?::jsonb) on conflict do nothing",
                hash,
                json.write(plan)));
    return hash;
  }

  /** The newest version of each plan, by id. */
  public List<StoredPlan> list(String team, int limit) {
    return database.read(
        session ->
            session.all(
                Plans::storedPlan,
                "select distinct on (plan_id) "
                    + COLUMNS
                    + " from plan_version where team = ? order by plan_id, version desc limit ?",
                team,
                limit));
  }

  /** The document as it was posted. */
  public Optional<String> document(String team, String planId, int version) {
    return database.read(
        session ->
            session.one(
                row -> row.text("body"),
                """
                select d.body from plan_version v join plan_document d on d.sha256 = v.document
                where v.team = ? and v.plan_id = ? and v.version = ?
                """,
                team,
                planId,
                version));
  }

  private static boolean same(StoredPlan newest, Compiled compiled) {
    return newest.hash().equals(compiled.plan().hash()) && newest.runnable() == compiled.runnable();
  }

  /** Two savers of one plan take turns, also where it has no version yet. */
  private static void lock(Session session, String team, String planId) throws SQLException {
    session.all(
        row -> true,
        "select pg_advisory_xact_lock(hashtextextended(?, 0))",
        "plan " + team + "/" + planId);
  }

  private static Optional<StoredPlan> find(
      Session session, String team, String planId, Optional<Integer> version) throws SQLException {
    String plan = "select " + COLUMNS + " from plan_version where team = ? and plan_id = ?";
    return version.isPresent()
        ? session.one(Plans::storedPlan, plan + " and version = ?", team, planId, version.get())
        : session.one(Plans::storedPlan, plan + " order by version desc limit 1", team, planId);
  }

  private StoredPlan insert(
      Session session,
      String team,
      String planId,
      int version,
      String text,
      Compiled compiled,
      String actor)
      throws SQLException {
    String document = Sha256.of(text);
    session.change(
        "insert into plan_document (sha256, body) values (?, ?) on conflict do nothing",
        document,
        text);
    return session
        .one(
            Plans::storedPlan,
            """
            insert into plan_version (team, plan_id, version, hash, title, runnable, document,
              created_by, plan, diagnostics)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb)
            returning
            """
                + COLUMNS,
            team,
            planId,
            version,
            compiled.plan().hash(),
            compiled.plan().title(),
            compiled.runnable(),
            document,
            actor,
            json.write(compiled.plan()),
            json.write(compiled.diagnostics()))
        .orElseThrow();
  }

  private static StoredPlan storedPlan(Row row) throws SQLException {
    return new StoredPlan(
        row.text("plan_id"),
        row.integer("version"),
        row.text("hash"),
        row.text("team"),
        row.text("title"),
        row.flag("runnable"),
        row.text("created_by"),
        row.instant("created_at"),
        row.json("plan", PLAN),
        row.json("diagnostics", DIAGNOSTICS));
  }
}
