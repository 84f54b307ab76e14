package io.planwright.bench.chaos;

import io.planwright.bench.chaos.Part.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Runs a plan of twenty tasks many times while each process that it needs is killed and started
 * again at random, then audits what was promised: every run completes without a person, no effect
 * is lost or doubled, journals are gapless. Tells how long each recovery took.
 *
 * <p>From the repository's folder, after {@code ./planwright --help} and a build of this module:
 *
 * <pre>
 * java -cp 'cli/target/planwright/lib/*:bench/target/classes' io.planwright.bench.chaos.Chaos \
 *     [--runs 200] [--faults 34] [--seed 1] [--minutes 9] [--keep]
 * </pre>
 *
 * <p>Exits with 1 when a promise is broken, and then keeps its folder with the logs.
 */
@Command(name = "chaos", mixinStandardHelpOptions = true)
public final class Chaos implements java.util.concurrent.Callable<Integer> {
  private static final int PLANS = 4;
  private static final int WITHOUT_KEY = 20;
  private static final int PAUSED = 10;
  private static final Duration RECOVERS_WITHIN = Duration.ofMinutes(2);
  private static final Duration UNDER_LOAD_WITHIN = Duration.ofSeconds(6);
  private static final Duration LOOK = Duration.ofMillis(100);

  @Option(names = "--runs", defaultValue = "200", description = "default ${DEFAULT-VALUE}")
  private int runs;

  @Option(names = "--faults", defaultValue = "34", description = "default ${DEFAULT-VALUE}")
  private int faults;

  @Option(names = "--seed", defaultValue = "1", description = "default ${DEFAULT-VALUE}")
  private long seed;

  @Option(
      names = "--minutes",
      defaultValue = "9",
      description = "it stops by itself after these; default ${DEFAULT-VALUE}")
  private int minutes;

  @Option(names = "--keep", description = "keeps the folder of the stack, with its logs")
  private boolean keep;

  private final Set<String> asked = new ConcurrentSkipListSet<>();
  private final List<Recovered> recoveries = Collections.synchronizedList(new ArrayList<>());
  private volatile int begun;

  /** What became of a fault. */
  private record Recovered(
      int number, Instant at, Part part, Fault fault, Optional<Duration> after) {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new Chaos()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("planwright-chaos");
    Instant deadline = Instant.now().plus(Duration.ofMinutes(minutes));
    boolean broken = true;
    try (Desk desk = new Desk();
        Parts parts = Parts.start(folder, desk.url(), new Random(seed ^ folder.hashCode()))) {
      Ledger ledger = new Ledger(parts.stack().database(), Duration.ofSeconds(60));
      Caller caller = new Caller(parts.api(), deadline);
      System.out.printf(
          "Chaos: %d runs, %d faults, seed %d, %d processes, %d cores, load %s, in %s%n",
          runs,
          faults,
          seed,
          parts.all().size(),
          Runtime.getRuntime().availableProcessors(),
          load(),
          folder);
      Instant start = Instant.now();
      boolean ended = storm(parts, ledger, caller, deadline);
      System.out.printf(
          "%n%s after %d s; requests sent again %d; messages delivered %d times; load %s%n",
          ended ? "all runs ended" : "not all runs ended",
          Duration.between(start, Instant.now()).toSeconds(),
          caller.repeated.get(),
          desk.deliveries().values().stream().mapToInt(n -> n).sum(),
          load());
      told(ended);
      Audit audit = new Audit(ledger, caller, parts, desk);
      audit.promise("all runs ended in time", ended ? List.of() : List.of("see below"));
      audit.all(asked);
      unrecovered(audit);
      broken = audit.broken();
    } finally {
      if (broken || keep) {
        System.out.println("logs are in " + folder);
      } else {
        delete(folder);
      }
    }
    return broken ? 1 : 0;
  }

  private boolean storm(Parts parts, Ledger ledger, Caller caller, Instant deadline)
      throws Exception {
    List<String> plans = new ArrayList<>();
    for (int i = 1; i <= PLANS; i++) {
      plans.add(
          caller
              .insist("POST", "/v1/plans", "text/markdown", document(i), "plan-" + i)
              .body()
              .path("id")
              .asText());
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        List<Future<?>> started = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
          int number = i;
          String plan = plans.get(i % PLANS);
          started.add(threads.submit(() -> run(caller, plan, number)));
        }
        strike(parts, new Recovery(ledger, caller, parts), threads, deadline);
        letAllBegin();
        for (Future<?> each : started) {
          each.get();
        }
      } catch (ExecutionException | IOException | InterruptedException | RuntimeException e) {
        threads.shutdownNow();
        throw e;
      }
    }
    return await(
        Duration.between(Instant.now(), deadline), () -> ledger.numbers(Recovery.OPEN).isEmpty());
  }

  private void strike(Parts parts, Recovery recovery, ExecutorService threads, Instant deadline)
      throws ExecutionException, IOException, InterruptedException {
    List<Fault> plan = Fault.plan(faults, parts.all().size(), seed);
    Map<Part, Future<?>> watched = new LinkedHashMap<>();
    begin();
    for (int i = 0; i < plan.size() && Instant.now().isBefore(deadline); i++) {
      Fault fault = plan.get(i);
      Part part = parts.all().get(fault.part());
      if (watched.containsKey(part)) {
        // A part that is still coming back can't be told from one that does not.
        watched.get(part).get();
      }
      Future<?> watch = strike(part, fault, i + 1, recovery, threads);
      watched.put(part, watch);
      if (!fault.overlaps()) {
        watch.get();
      }
      begin();
    }
    for (Future<?> each : watched.values()) {
      each.get();
    }
  }

  private Future<?> strike(
      Part part, Fault fault, int number, Recovery recovery, ExecutorService threads)
      throws IOException, InterruptedException {
    Thread.sleep(fault.pause());
    while (!await(UNDER_LOAD_WITHIN, () -> recovery.worthwhile(part.kind)) && begun <= faults) {
      // What began so far is over: the next begin early.
      begin();
    }
    Recovery.Sign sinceLoss = recovery.afterLossOf(part.kind);
    Instant at = Instant.now();
    part.end(fault.hard());
    Thread.sleep(fault.down());
    part.start();
    Recovery.Sign sign = recovery.afterReturnOf(part.kind, sinceLoss);
    return threads.submit(
        () -> {
          boolean recovered = await(RECOVERS_WITHIN, sign);
          Optional<Duration> after =
              recovered ? Optional.of(Duration.between(at, Instant.now())) : Optional.empty();
          Recovered one = new Recovered(number, at, part, fault, after);
          recoveries.add(one);
          System.out.println(line(one));
          part.awaitReady();
          return null;
        });
  }

  private static boolean await(Duration most, Recovery.Sign sign) throws InterruptedException {
    Instant end = Instant.now().plus(most);
    while (!sign.seen()) {
      if (Instant.now().isAfter(end)) {
        return false;
      }
      Thread.sleep(LOOK);
    }
    return true;
  }

  private synchronized void begin() {
    begun++;
    notifyAll();
  }

  private synchronized void letAllBegin() {
    begun = Integer.MAX_VALUE;
    notifyAll();
  }

  /** Runs begin spread over the faults. */
  private synchronized void awaitTurn(int number) throws InterruptedException {
    long turn = 1 + (long) number * faults / runs;
    while (begun < turn) {
      wait();
    }
  }

  private Void run(Caller caller, String plan, int number) throws InterruptedException {
    awaitTurn(number);
    Thread.sleep(new Random(seed + number).nextInt(5_000));
    String path = "/v1/plans/" + plan + "/runs";
    if (number % WITHOUT_KEY == WITHOUT_KEY - 1) {
      // One that does not repeat its request: whatever the answer, no half of a run may stay. Where
      // it got none that says yes, another takes its place.
      Caller.Answer once = caller.once("POST", path, "application/json", "{}", Optional.empty());
      if (once.status() / 100 == 2) {
        return null;
      }
    }
    String key = "chaos-" + seed + "-" + number;
    Caller.Answer answer = caller.insist("POST", path, "application/json", "{}", key);
    if (answer.status() / 100 != 2) {
      throw new IllegalStateException("expected run " + number + " to start, got " + answer);
    }
    String run = answer.body().path("id").asText();
    asked.add(run);
    if (number % PAUSED == 0) {
      caller.insist("POST", "/v1/runs/" + run + ":pause", "application/json", "{}", key + "-p");
      caller.insist("POST", "/v1/runs/" + run + ":resume", "application/json", "{}", key + "-r");
    }
    return null;
  }

  private static String line(Recovered one) {
    return "%3d  %s  %-12s %-8s down %4.1f s%-9s  %s"
        .formatted(
            one.number(),
            one.at().toString().substring(11, 19),
            one.part().name,
            one.fault().hard() ? "SIGKILL" : "SIGTERM",
            one.fault().down().toMillis() / 1e3,
            one.fault().overlaps() ? ", overlaps" : "",
            one.after()
                .map(after -> "recovered after %.1f s".formatted(after.toMillis() / 1e3))
                .orElse("NOT RECOVERED within " + RECOVERS_WITHIN));
  }

  private void told(boolean ended) {
    System.out.printf(
        "%n%-20s %6s %9s %9s%n", "Recovery " + (ended ? "" : "so far"), "n", "p50 s", "max s");
    Map<Kind, List<Duration>> byKind = new EnumMap<>(Kind.class);
    List<Duration> all = new ArrayList<>();
    for (Recovered one : recoveries) {
      one.after()
          .ifPresent(
              after -> {
                byKind.computeIfAbsent(one.part().kind, _ -> new ArrayList<>()).add(after);
                all.add(after);
              });
    }
    byKind.forEach((kind, times) -> told(kind.name().toLowerCase(java.util.Locale.ROOT), times));
    if (!all.isEmpty()) {
      told("all", all);
    }
  }

  private static void told(String name, List<Duration> times) {
    List<Duration> sorted = times.stream().sorted().toList();
    System.out.printf(
        "%-20s %6d %9.1f %9.1f%n",
        name.replace('_', ' '),
        sorted.size(),
        sorted.get((sorted.size() - 1) / 2).toMillis() / 1e3,
        sorted.getLast().toMillis() / 1e3);
  }

  private void unrecovered(Audit audit) {
    audit.promise(
        "the product recovered from each of " + faults + " faults",
        Stream.concat(
                recoveries.stream().filter(one -> one.after().isEmpty()).map(Chaos::line),
                Stream.of("only " + recoveries.size() + " came")
                    .filter(_ -> recoveries.size() < faults))
            .toList());
  }

  private static String document(int seed) throws IOException {
    try (InputStream in = Chaos.class.getResourceAsStream("twenty-tasks.md")) {
      if (in == null) {
        throw new IOException("expected the resource twenty-tasks.md, there is none");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace("@seed@", Integer.toString(seed));
    }
  }

  private static String load() throws IOException {
    return String.join(
        " ", List.of(Files.readString(Path.of("/proc/loadavg")).split(" ")).subList(0, 3));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
