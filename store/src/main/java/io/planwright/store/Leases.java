package io.planwright.store;

import io.planwright.plan.run.Claim;
import io.planwright.plan.run.Claimed;
import io.planwright.plan.run.Need;
import io.planwright.plan.run.Need.Kind;
import io.planwright.plan.run.Waiting;
import io.planwright.store.Resource.Holder;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * Who holds what of the things that runs share. A claim is granted whole, by priority and then by
 * age; one that must wait keeps later ones from what it waits for, so that none waits for ever.
 */
@Singleton
public class Leases {
  /** Claims and releases come one after the other. */
  private static final String LOCK = "select pg_advisory_xact_lock(hashtext('planwright.lease'))";

  private static final double ROUNDING = 1e-9;

  private final Database database;

  Leases(Database database) {
    this.database = database;
  }

  /** A claim that was granted, and the workflow that waits for it. */
  public record Grant(String workflow, String workflowRun, String step) {}

  /** A workflow that holds or waits for something. */
  public record Party(String workflow, String workflowRun) {}

  /**
   * Claims what a step needs, once: asked again, it says how the claim stands.
   *
   * @throws ResourceUnknown if it can never be granted
   */
  public Claimed ask(Claim claim) {
    return database.write(
        session -> {
          lock(session);
          // What it spent before it was held and resumed stays spent.
          session.change(
              "update lease set step = step || ' until ' || settled_at"
                  + " where step = ? and settled_at is not null",
              claim.step().id());
          for (Need need : claim.needs()) {
            declareOwn(session, need);
            check(session, need);
            session.change(
                """
                insert into lease (step, resource, units, run_id, task, workflow, workflow_run,
                  urgency)
                values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (step, resource) do nothing
                """,
                claim.step().id(),
                need.resource(),
                need.units(),
                claim.step().run(),
                claim.step().task(),
                claim.workflow(),
                claim.workflowRun(),
                claim.priority().ordinal());
          }
          Map<String, Waiting> queue = grant(session);
          Optional<Waiting> waiting = Optional.ofNullable(queue.get(claim.step().id()));
          if (waiting.isEmpty()) {
            told(session, claim.step().id());
          }
          return new Claimed(waiting);
        });
  }

  private static void declareOwn(Session session, Need need) throws SQLException {
    if (need.capacity().isPresent()) {
      session.change(
          "insert into resource (name, kind, capacity) values (?, ?, ?)"
              + " on conflict (name) do nothing",
          need.resource(),
          word(need.kind()),
          need.capacity().get());
    }
  }

  private static void check(Session session, Need need) throws SQLException {
    Optional<Double> capacity =
        session.one(
            row -> row.decimal("capacity"),
            "select capacity from resource where name = ?",
            need.resource());
    if (capacity.isEmpty()) {
      List<String> declared =
          session.all(
              row -> row.text("name"),
              "select name from resource where kind = 'named' order by name");
      throw new ResourceUnknown(
          "nobody declared the resource %s; declared are: %s"
              .formatted(
                  need.resource(), declared.isEmpty() ? "none" : String.join(", ", declared)));
    } else if (need.kind() == Kind.NAMED && need.units() > capacity.get() + ROUNDING) {
      throw new ResourceUnknown(
          "needs %s of the resource %s, which has %s"
              .formatted(number(need.units()), need.resource(), number(capacity.get())));
    }
  }

  /**
   * A step has ended or will not begin: what it held is free, what it waited for is not its.
   *
   * @param spent of budgets, by their resources' names; of one that is missing, what was reserved
   */
  public void settle(String step, SortedMap<String, Double> spent) {
    database.write(
        session -> {
          lock(session);
          for (Map.Entry<String, Double> of : spent.entrySet()) {
            session.change(
                "update lease set units = ? where step = ? and resource = ?"
                    + " and granted_at is not null and settled_at is null",
                of.getValue(),
                step,
                of.getKey());
          }
          free(session, "step = ?", step);
          grant(session);
          return step;
        });
  }

  /** A workflow has ended: nothing is held or waited for in its name. */
  public void leave(Party party) {
    database.write(
        session -> {
          lock(session);
          free(session, "workflow = ? and workflow_run = ?", party.workflow(), party.workflowRun());
          grant(session);
          return party;
        });
  }

  private static void free(Session session, String which, Object... values) throws SQLException {
    session.change(
        "update lease l set settled_at = clock_timestamp() from resource r where "
            + which
            + " and r.name = l.resource and r.kind = 'budget' and l.granted_at is not null"
            + " and l.settled_at is null",
        values);
    session.change("delete from lease where " + which + " and settled_at is null", values);
  }

  /** Declares a resource or changes how much there is of it. */
  public void declare(String name, Kind kind, double capacity) {
    database.write(
        session -> {
          lock(session);
          session.change(
              """
              insert into resource (name, kind, capacity) values (?, ?, ?)
              on conflict (name) do update set capacity = excluded.capacity,
                changed_at = clock_timestamp()
              """,
              name,
              word(kind),
              capacity);
          grant(session);
          return name;
        });
  }

  /** What was granted to workflows that may not have learned of it. */
  public List<Grant> untold() {
    return database.read(
        session ->
            session.all(
                row -> new Grant(row.text("workflow"), row.text("workflow_run"), row.text("step")),
                """
                select distinct workflow, workflow_run, step from lease
                where granted_at is not null and told_at is null and settled_at is null
                order by step limit 200
                """));
  }

  public void told(Grant grant) {
    database.write(session -> told(session, grant.step()));
  }

  private static int told(Session session, String step) throws SQLException {
    return session.change(
        "update lease set told_at = clock_timestamp()"
            + " where step = ? and granted_at is not null and told_at is null",
        step);
  }

  /** Workflows of which it was not asked for so long whether they are open; once each. */
  public List<Party> toCheck(Duration unchecked) {
    return database.write(
        session ->
            session
                .all(
                    row -> new Party(row.text("workflow"), row.text("workflow_run")),
                    """
                    update lease set checked_at = clock_timestamp() where (step, resource) in (
                      select step, resource from lease
                      where settled_at is null
                        and checked_at < clock_timestamp() - ?::interval
                      order by checked_at limit 200 for update skip locked)
                    returning workflow, workflow_run
                    """,
                    unchecked.toString())
                .stream()
                .distinct()
                .toList());
  }

  /** Executors of which all runs together do only so many at once. */
  public List<String> limitedExecutors() {
    int prefix = Need.executorName("").length();
    return database.read(
        session ->
            session
                .all(
                    row -> row.text("name"),
                    "select name from resource where kind = 'executor' order by name")
                .stream()
                .map(name -> name.substring(prefix))
                .toList());
  }

  /** What operators declared. */
  public List<Resource> declared() {
    return database.read(session -> resources(session, "r.kind in ('named', 'executor')"));
  }

  /** What a run may spend, and has. */
  public List<Resource> budgets(String run) {
    return database.read(
        session ->
            resources(
                session, "r.kind = 'budget' and r.name like ?", "budget:" + like(run) + ":%"));
  }

  private static String like(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }

  private static List<Resource> resources(Session session, String which, Object... values)
      throws SQLException {
    record Line(Resource resource, Optional<Holder> holder, boolean granted, boolean settled) {}
    Map<String, Resource> found = new LinkedHashMap<>();
    for (Line line :
        session.all(
            row ->
                new Line(
                    new Resource(
                        row.text("name"),
                        kind(row.text("kind")),
                        row.decimal("capacity"),
                        0,
                        List.of(),
                        List.of()),
                    row.optionalText("run_id").isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                            new Holder(
                                row.text("run_id"),
                                row.text("task"),
                                row.decimal("units"),
                                row.optionalInstant("granted_at").orElse(row.instant("since")))),
                    row.optionalInstant("granted_at").isPresent(),
                    row.optionalInstant("settled_at").isPresent()),
            """
            select r.name, r.kind, r.capacity, l.* from resource r
            left join lease l on l.resource = r.name
            where %s order by r.name, l.urgency, l.since, l.step
            """
                .formatted(which),
            values)) {
      Resource so = found.getOrDefault(line.resource().name(), line.resource());
      List<Holder> holders = new ArrayList<>(so.holders());
      List<Holder> queue = new ArrayList<>(so.queue());
      if (line.holder().isPresent() && !line.settled()) {
        (line.granted() ? holders : queue).add(line.holder().get());
      }
      double more = line.granted() ? line.holder().map(Holder::units).orElse(0.0) : 0;
      found.put(
          so.name(),
          new Resource(so.name(), so.kind(), so.capacity(), so.held() + more, holders, queue));
    }
    return List.copyOf(found.values());
  }

  private static void lock(Session session) throws SQLException {
    session.all(row -> "", LOCK);
  }

  /** One step's claim as it stands in the queue. */
  private record Queued(String step, List<Need> needs) {}

  /** How much of something is there, and how much is taken. */
  private static final class Stock {
    final double capacity;
    double used;

    Stock(double capacity, double used) {
      this.capacity = capacity;
      this.used = used;
    }

    boolean has(double units) {
      return used + units <= capacity + ROUNDING;
    }
  }

  /** Grants what can be granted; gives for the others by step what they wait for. */
  private static Map<String, Waiting> grant(Session session) throws SQLException {
    List<Queued> queue = queue(session);
    Map<String, Waiting> waits = new HashMap<>();
    if (queue.isEmpty()) {
      return waits;
    }
    Map<String, Stock> stock = stock(session);
    Set<String> kept = new HashSet<>();
    for (Queued claim : queue) {
      List<Need> lacking =
          claim.needs().stream()
              .filter(need -> kept.contains(need.resource()) || !of(stock, need).has(need.units()))
              .toList();
      if (lacking.isEmpty()) {
        claim.needs().forEach(need -> of(stock, need).used += need.units());
        session.change(
            "update lease set granted_at = clock_timestamp()"
                + " where step = ? and granted_at is null",
            claim.step());
        continue;
      }
      // One that waits for its own run must not keep other runs from what all share.
      List<Need> own = lacking.stream().filter(need -> own(need.kind())).toList();
      (own.isEmpty() ? claim.needs() : own).forEach(need -> kept.add(need.resource()));
      Need first = own.isEmpty() ? lacking.getFirst() : own.getFirst();
      waits.put(claim.step(), waiting(session, first, of(stock, first)));
    }
    return waits;
  }

  private static Stock of(Map<String, Stock> stock, Need need) {
    return Optional.ofNullable(stock.get(need.resource())).orElseThrow();
  }

  private static boolean own(Kind kind) {
    return kind == Kind.RUN || kind == Kind.BUDGET;
  }

  private static List<Queued> queue(Session session) throws SQLException {
    record Line(String step, Need need) {}
    Map<String, List<Need>> queue = new LinkedHashMap<>();
    for (Line line :
        session.all(
            row ->
                new Line(
                    row.text("step"),
                    new Need(
                        row.text("resource"),
                        kind(row.text("kind")),
                        row.decimal("units"),
                        Optional.empty())),
            """
            select l.step, l.resource, r.kind, l.units from lease l
            join resource r on r.name = l.resource
            where l.granted_at is null order by l.urgency, l.since, l.step, l.resource
            """)) {
      queue.computeIfAbsent(line.step(), _ -> new ArrayList<>()).add(line.need());
    }
    return queue.entrySet().stream().map(e -> new Queued(e.getKey(), e.getValue())).toList();
  }

  private static Map<String, Stock> stock(Session session) throws SQLException {
    record Line(String name, Stock stock) {}
    return session
        .all(
            row ->
                new Line(row.text("name"), new Stock(row.decimal("capacity"), row.decimal("used"))),
            """
            select r.name, r.capacity, coalesce(sum(g.units), 0) as used from resource r
            left join lease g on g.resource = r.name and g.granted_at is not null
            where r.name in (select resource from lease where granted_at is null)
            group by r.name, r.capacity
            """)
        .stream()
        .collect(Collectors.toMap(Line::name, Line::stock));
  }

  private static Waiting waiting(Session session, Need need, Stock stock) throws SQLException {
    String left = number(Math.max(0, stock.capacity - stock.used));
    return switch (need.kind()) {
      case BUDGET -> {
        String kind = need.resource().substring(need.resource().lastIndexOf(':') + 1);
        yield new Waiting(
            "an operator",
            "budget approval: needs %s %s, has %s of %s"
                .formatted(number(need.units()), kind, left, number(stock.capacity)));
      }
      case RUN ->
          new Waiting(
              "a place in the run",
              "the run does %s tasks at once".formatted(number(stock.capacity)));
      case NAMED, EXECUTOR -> {
        String word = need.kind() == Kind.NAMED ? "resource " + need.resource() : need.resource();
        List<String> holders = holders(session, need.resource());
        yield new Waiting(
            word,
            "needs %s, %s of %s free; %s"
                .formatted(
                    number(need.units()),
                    left,
                    number(stock.capacity),
                    holders.isEmpty() ? "behind others" : "held by " + String.join(", ", holders)));
      }
    };
  }

  private static List<String> holders(Session session, String resource) throws SQLException {
    return session.all(
        row -> row.text("run_id") + "/" + row.text("task"),
        "select run_id, task from lease where resource = ? and granted_at is not null"
            + " and settled_at is null order by granted_at limit 3",
        resource);
  }

  private static String word(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static Kind kind(String word) {
    return Kind.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.4g", value);
  }
}
