package io.planwright.bench.chaos;

import io.planwright.temporal.TemporalConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What was promised, held against what the API, the store, Temporal and the desk say. */
final class Audit {
  private static final int TASKS = 20;
  private static final List<String> TOLD = List.of("1.5", "2.3", "3.6", "4.2", "4.3", "5.2");
  private static final List<String> LOGGED = List.of("2.3", "4.3");
  private static final List<String> PROMOTED = List.of("3.4", "3.5", "4.4");
  private static final Duration SETTLE = Duration.ofSeconds(30);

  private final Ledger ledger;
  private final Caller caller;
  private final Parts parts;
  private final Desk desk;
  private boolean broken;

  Audit(Ledger ledger, Caller caller, Parts parts, Desk desk) {
    this.ledger = ledger;
    this.caller = caller;
    this.parts = parts;
    this.desk = desk;
  }

  boolean broken() {
    return broken;
  }

  /**
   * @param asked runs that a client was told of
   */
  void all(Set<String> asked) throws InterruptedException {
    Set<String> runs = new TreeSet<>(ledger.rows("select id from run"));
    System.out.printf("%n%-58s %10s%n", "Promises", "broken by");
    promise("every run that a client was told of is there", minus(asked, runs));
    promise(
        "every run succeeded, says the store",
        ledger.rows("select id || ' ' || state from run where state <> 'succeeded'"));
    promise("every run and its " + TASKS + " tasks succeeded, says the API", byApi(runs));
    promise("every run completed, says Temporal; nothing is open", byTemporal(runs));
    journals();
    effects(runs);
    promise(
        "no command is pending",
        ledger.rows("select id || ' ' || delivery from command where delivery = 'pending'"));
    promise(
        "no answer but 2xx, 4xx, and 503 that says when to return",
        caller.improper.entrySet().stream().map(e -> e.getKey() + ": " + e.getValue()).toList());
  }

  private List<String> byApi(Set<String> runs) throws InterruptedException {
    List<String> wrong = new ArrayList<>();
    for (String run : runs) {
      var detail = caller.get("/v1/runs/" + run).body();
      List<String> states = new ArrayList<>();
      detail
          .path("phases")
          .forEach(
              phase ->
                  phase.path("tasks").forEach(task -> states.add(task.path("state").asText())));
      if (!detail.at("/run/state").asText().equals("succeeded")
          || states.size() != TASKS
          || !states.stream().allMatch("succeeded"::equals)) {
        wrong.add(run + " " + detail.at("/run/state").asText() + " " + states);
      }
    }
    return wrong;
  }

  /** Visibility lags behind, so it is asked again for a while. */
  private List<String> byTemporal(Set<String> runs) throws InterruptedException {
    try (TemporalConnection connection =
        TemporalConnection.open(parts.stack().environment(Map.of()))) {
      Instant end = Instant.now().plus(SETTLE);
      while (true) {
        Set<String> open = list(connection, "ExecutionStatus = 'Running'");
        Set<String> completed =
            list(connection, "WorkflowType = 'PlanWorkflow' AND ExecutionStatus = 'Completed'");
        List<String> wrong = new ArrayList<>();
        open.forEach(id -> wrong.add(id + " is open"));
        minus(runs, completed).forEach(id -> wrong.add(id + " is not completed"));
        minus(completed, runs).forEach(id -> wrong.add(id + " is not in the store"));
        if (wrong.isEmpty() || Instant.now().isAfter(end)) {
          return wrong;
        }
        Thread.sleep(500);
      }
    }
  }

  private static Set<String> list(TemporalConnection connection, String query) {
    try (var found = connection.client().listExecutions(query)) {
      return found.map(e -> e.getExecution().getWorkflowId()).collect(Collectors.toSet());
    }
  }

  private void journals() throws InterruptedException {
    promise(
        "every journal is gapless, from 1 to the run's newest line",
        ledger.rows(
            """
            select r.id, r.stream, count(j.stream), min(j.stream), max(j.stream)
            from run r left join journal j on j.run_id = r.id
            group by r.id, r.stream
            having count(j.stream) <> r.stream or min(j.stream) <> 1 or max(j.stream) <> r.stream
            """));
    promise(
        "each writer's own lines are gapless too",
        ledger.rows(
            """
            select run_id, writer, count(*), max(number) from journal
            where entry ->> 'type' <> 'progress'
            group by run_id, writer having count(*) <> max(number) or min(number) <> 1
            """));
    promise(
        "each task went from running to succeeded, once, but for workers that it lost",
        ledger.rows(
            """
            select run_id, entry ->> 'task', string_agg(entry ->> 'state', ' ' order by stream)
            from journal
            where entry ->> 'type' = 'transition' and entry ->> 'task' is not null
              and not (entry ->> 'state' = 'running'
                and entry ->> 'reason' is not distinct from 'its worker was lost')
            group by run_id, entry ->> 'task'
            having string_agg(entry ->> 'state', ' ' order by stream)
              not in ('running succeeded', 'ready running succeeded')
            """));
    System.out.printf(
        "  of them begun again for a worker that was lost: %d%n",
        ledger.count(
            "select count(*) from journal where entry ->> 'reason' = 'its worker was lost'"));
  }

  private void effects(Set<String> runs) throws InterruptedException {
    promise(
        "each message is noted and sent, once for each step",
        differences(
            expected(runs, TOLD),
            ledger.rows(
                "select step || ' ' || purpose || case when sent_at is null then ' unsent' else ''"
                    + " end from outbox"),
            " send"));
    List<String> hooked = new ArrayList<>(TOLD);
    hooked.removeAll(LOGGED);
    promise(
        "each message reached the desk as one",
        differences(expected(runs, hooked), List.copyOf(desk.deliveries().keySet()), ""));
    promise(
        "each promotion changed its champion, once",
        differences(
            expected(runs, PROMOTED),
            ledger.rows(
                "select step || case when undone_at is null then '' else ' undone' end"
                    + " from champion_change"),
            ""));
    promise(
        "each champion has had as many changes as it counts",
        ledger.rows(
            """
            select c.name, c.revision, count(h.step) from champion c
            left join champion_change h on h.team = c.team and h.name = c.name
            group by c.name, c.revision having c.revision <> count(h.step)
            """));
  }

  private List<String> expected(Set<String> runs, List<String> tasks) throws InterruptedException {
    Map<String, Long> phases =
        ledger.numbers(
            "select run_id || '/' || task || ' ' || phase, execution from run_step"
                + " where task <> ''");
    Map<String, String> steps =
        phases.entrySet().stream()
            .collect(
                Collectors.toMap(
                    e -> e.getKey().substring(0, e.getKey().indexOf(' ')),
                    e -> {
                      String run = e.getKey().substring(0, e.getKey().indexOf('/'));
                      String task = e.getKey().substring(run.length() + 1, e.getKey().indexOf(' '));
                      String phase = e.getKey().substring(e.getKey().indexOf(' ') + 1);
                      return run + "/" + phase + "/" + task + "#" + e.getValue();
                    }));
    List<String> expected = new ArrayList<>();
    for (String run : runs) {
      for (String task : tasks) {
        expected.add(steps.getOrDefault(run + "/" + task, run + " never began " + task));
      }
    }
    return expected;
  }

  private static List<String> differences(
      List<String> expected, List<String> found, String suffix) {
    Set<String> wanted =
        expected.stream().map(step -> step + suffix).collect(Collectors.toCollection(TreeSet::new));
    List<String> wrong = new ArrayList<>();
    minus(wanted, found).forEach(step -> wrong.add(step + " is missing"));
    minus(found, wanted).forEach(step -> wrong.add(step + " is too much"));
    if (found.size() != Set.copyOf(found).size()) {
      wrong.add("some are there twice");
    }
    return wrong;
  }

  private static List<String> minus(Collection<String> all, Collection<String> others) {
    Set<String> left = new TreeSet<>(all);
    left.removeAll(others);
    return List.copyOf(left);
  }

  void promise(String what, List<String> brokenBy) {
    System.out.printf("%-58s %10s%n", what, brokenBy.isEmpty() ? "none" : brokenBy.size());
    brokenBy.stream().limit(5).forEach(one -> System.out.println("    " + one));
    broken |= !brokenBy.isEmpty();
  }
}
