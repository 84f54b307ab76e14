package io.planwright.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.planwright.cli.stack.Stack.Origin;
import io.planwright.temporal.TemporalConnection;
import io.planwright.temporal.dev.Child;
import io.planwright.temporal.schedules.DeclaredSchedule;
import io.planwright.temporal.schedules.ScheduleChange.Kind;
import io.planwright.temporal.schedules.ScheduleDiffers;
import io.planwright.temporal.schedules.ScheduleNotFound;
import io.planwright.temporal.schedules.ScheduleSpecification;
import io.planwright.temporal.schedules.Scheduled;
import io.planwright.temporal.schedules.Schedules;
import io.planwright.temporal.wanted.Reconciler;
import io.planwright.temporal.wanted.Wanted;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real servers, each test owning its stacks. */
@Timeout(120)
final class DevStackTest {
  private static final Ports ANY = Ports.CHOSEN;

  private final Path folder;

  DevStackTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void keepsItsDataAndPortsFromOneStartToTheNext() throws Exception {
    Path state = folder.resolve("one");
    Stack first;
    List<ProcessHandle> servers;
    try (DevStack stack = start(state);
        DevStack beside = start(folder.resolve("two"))) {
      first = stack.stack();
      servers = servers(state);
      assertThat(servers).hasSizeGreaterThanOrEqualTo(3);
      assertThat(first.temporal().origin()).isEqualTo(Origin.EMBEDDED);
      assertThat(get(first.temporal().ui().orElseThrow())).isEqualTo(200);
      execute(first, "CREATE TABLE kept (word text)");
      execute(first, "INSERT INTO kept VALUES ('still here')");
      assertThat(beside.stack().temporal().address()).isNotEqualTo(first.temporal().address());
      assertThat(beside.stack().redis().uri()).isNotEqualTo(first.redis().uri());

      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(state.resolve("stack.json"))))
          .isEqualTo("rw-------");
      assertThat(Stack.find(Map.of(), state)).isEqualTo(first);
      assertThatThrownBy(() -> start(state))
          .isInstanceOf(StackUnavailable.class)
          .hasMessageContaining("already runs in")
          .hasMessageContaining("pid " + ProcessHandle.current().pid());

      assertThat(stack.changes())
          .extracting(Object::toString)
          .containsExactly("namespace default: retention 1 day becomes 30 days");
      schedulesAreThere(first);
    }
    assertThat(servers).noneMatch(Child::runs);
    assertThat(servers(state)).isEmpty();
    assertThatThrownBy(() -> Stack.find(Map.of(), state))
        .hasMessageContaining("planwright dev --stack-only");

    Instant again = Instant.now();
    try (DevStack stack = start(state)) {
      assertThat(Duration.between(again, Instant.now())).isLessThan(Duration.ofSeconds(20));
      assertThat(stack.stack().temporal().address()).isEqualTo(first.temporal().address());
      assertThat(stack.stack().database()).isEqualTo(first.database());
      assertThat(execute(stack.stack(), "SELECT word FROM kept")).contains("still here");
      assertThat(stack.changes()).isEmpty();
      try (TemporalConnection connection = connect(stack.stack())) {
        assertThat(new Reconciler(connection, Wanted.declared()).plan()).isEmpty();
        assertThat(new Schedules(connection.schedules()).get("hourly").specification().plan())
            .isEqualTo("retrain");
      }
    }
  }

  private static void schedulesAreThere(Stack stack) {
    try (TemporalConnection connection = connect(stack)) {
      Schedules schedules = new Schedules(connection.schedules());
      ScheduleSpecification hourly = ScheduleSpecification.cron("hourly", "retrain", "0 * * * *");

      Scheduled created = schedules.create("quants", hourly, Optional.empty());

      assertThat(created.specification()).isEqualTo(hourly);
      assertThat(created.team()).isEqualTo("quants");
      assertThat(created.next()).isNotEmpty().allMatch(next -> next.toString().endsWith(":00:00Z"));
      assertThat(schedules.create("quants", hourly, Optional.empty())).isEqualTo(created);
      assertThatThrownBy(
              () ->
                  schedules.create(
                      "quants",
                      ScheduleSpecification.cron("hourly", "retrain", "5 * * * *"),
                      Optional.empty()))
          .isInstanceOf(ScheduleDiffers.class)
          .hasMessageContaining("cron: 0 * * * * → 5 * * * *");

      schedules.pause("hourly", "holidays");
      assertThat(schedules.get("hourly").paused()).isTrue();
      assertThat(schedules.get("hourly").note()).contains("holidays");
      DeclaredSchedule later =
          new DeclaredSchedule(
              "quants",
              ScheduleSpecification.cron("hourly", "retrain", "5 * * * *"),
              Optional.empty());
      DeclaredSchedule other =
          new DeclaredSchedule(
              "quants",
              ScheduleSpecification.cron("other", "retrain", "* * * * *"),
              Optional.empty());
      assertThat(schedules.diff(List.of(later, other)))
          .extracting(change -> change.kind())
          .containsExactly(Kind.UPDATE, Kind.CREATE);
      assertThat(schedules.apply(List.of(later, other)).getFirst().differences())
          .containsExactly("cron: 0 * * * * → 5 * * * *");
      assertThat(schedules.diff(List.of(later, other)))
          .extracting(change -> change.kind())
          .containsExactly(Kind.UNCHANGED, Kind.UNCHANGED);
      assertThat(schedules.get("hourly").paused()).isTrue();
      assertThat(schedules.update("quants", hourly, Optional.empty()))
          .satisfies(is -> assertThat(is.specification()).isEqualTo(hourly))
          .satisfies(is -> assertThat(is.paused()).isTrue());
      assertThatThrownBy(
              () ->
                  schedules.update(
                      "quants",
                      ScheduleSpecification.cron("gone", "retrain", "* * * * *"),
                      Optional.empty()))
          .isInstanceOf(ScheduleNotFound.class);
      schedules.update("quants", later.specification(), Optional.empty());
      schedules.resume("hourly", "back");
      assertThat(schedules.get("hourly").next())
          .allMatch(next -> next.toString().endsWith(":05:00Z"));

      schedules.trigger("other");
      Scheduled triggered = until(() -> schedules.get("other"), s -> !s.recent().isEmpty());
      String run = triggered.recent().getFirst().run();
      assertThat(run).startsWith("retrain-other-20");
      assertThat(connection.client().newUntypedWorkflowStub(run).describe().getWorkflowType())
          .isEqualTo("PlanWorkflow");
      assertThat(until(schedules::list, list -> list.size() == 2))
          .extracting(schedule -> schedule.specification().id())
          .containsExactly("hourly", "other");
      until(
          () ->
              connection
                  .client()
                  .listExecutions("PlanId = 'retrain' AND Team = 'quants' AND RunState = 'running'")
                  .toList(),
          runs -> runs.size() == 1);

      schedules.delete("other");
      assertThatThrownBy(() -> schedules.get("other")).isInstanceOf(ScheduleNotFound.class);
      assertThatThrownBy(() -> schedules.pause("other", "")).isInstanceOf(ScheduleNotFound.class);
    }
  }

  @Test
  void stopsWhatAKilledStackLeftAndKeepsItsData() throws Exception {
    Path state = folder.resolve("state");
    Process killed = trial(state);
    List<ProcessHandle> left = servers(state);
    assertThat(left).hasSizeGreaterThanOrEqualTo(3);
    execute(Stack.find(Map.of(), state), "CREATE TABLE kept (word text)");
    killed.destroyForcibly().waitFor();
    assertThat(left).allMatch(Child::runs);
    assertThatThrownBy(() -> Stack.find(Map.of(), state)).isInstanceOf(StackUnavailable.class);

    try (DevStack stack = start(state)) {
      assertThat(left).noneMatch(Child::runs);
      assertThat(execute(stack.stack(), "SELECT count(*) FROM kept")).contains("0");
    }
    assertThat(servers(state)).isEmpty();

    Process terminated = trial(state);
    List<ProcessHandle> running = servers(state);
    terminated.destroy();
    assertThat(terminated.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(running).noneMatch(Child::runs);
  }

  @Test
  void saysWhoHoldsAPortThatWasAskedFor() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ports ports = new Ports(0, 0, taken.getLocalPort(), 0);
      assertThatThrownBy(() -> DevStack.start(folder.resolve("s"), environment(), ports, l -> {}))
          .isInstanceOf(StackUnavailable.class)
          .hasMessageContaining("port " + taken.getLocalPort() + " for PostgreSQL is taken")
          .hasMessageContaining("pid " + ProcessHandle.current().pid());
    }
    assertThat(folder.resolve("s").resolve("stack.json")).doesNotExist();
  }

  @Test
  void leavesAlonePidsThatNowAreOthers() throws Exception {
    Process other = new ProcessBuilder("sleep", "60").start();
    try {
      Files.writeString(folder.resolve("pids.json"), "{\"temporal.db\":" + other.pid() + "}");
      Files.createDirectories(folder.resolve("postgres"));
      Files.writeString(folder.resolve("postgres/postmaster.pid"), other.pid() + "\n");
      try (StateFolder state = StateFolder.take(folder)) {
        state.stopLeftovers();
      }
      assertThat(other.isAlive()).isTrue();
      assertThat(folder.resolve("postgres/postmaster.pid")).doesNotExist();
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void saysWhatIsMissingWithoutATemporalServer() {
    Map<String, String> nothing =
        Map.of(
            "HOME", folder.toString(),
            "PLANWRIGHT_DB_URL", "jdbc:postgresql://db.example/plans",
            "PLANWRIGHT_DB_USER", "me",
            "REDIS_URI", "redis://cache.example",
            "OLLAMA_URL", "http://llm.example");
    try (DevStack stack = DevStack.start(folder.resolve("s"), nothing, ANY, line -> {})) {
      assertThat(stack.stack().temporal().origin()).isEqualTo(Origin.FALLBACK);
      assertThat(stack.stack().temporal().note())
          .contains("no Web UI", "no schedules", "no search");
      assertThat(stack.stack().properties())
          .containsEntry("datasources.default.url", "jdbc:postgresql://db.example/plans")
          .containsEntry("datasources.default.username", "me")
          .containsEntry("redis.uri", "redis://cache.example")
          .containsEntry("planwright.ollama.url", "http://llm.example");
      try (TemporalConnection connection = connect(stack.stack())) {
        assertThat(connection.service().healthCheck().getStatus().getNumber()).isEqualTo(1);
      }
    }
  }

  private static DevStack start(Path state) {
    return DevStack.start(state, environment(), ANY, line -> {});
  }

  /** This one's, without what would make a server external. */
  private static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    List.of("TEMPORAL_ADDRESS", "PLANWRIGHT_DB_URL", "REDIS_URI").forEach(environment::remove);
    return environment;
  }

  private static TemporalConnection connect(Stack stack) {
    return TemporalConnection.open(stack.environment(Map.of()));
  }

  private static Process trial(Path state) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                TrialStack.class.getName(),
                state.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().clear();
    builder.environment().putAll(environment());
    Process process = builder.start();
    BufferedReader lines = process.inputReader();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("up ")) {
        return process;
      }
    }
    throw new IllegalStateException("the trial ended before it was up");
  }

  /** Every process whose command line names the folder. */
  private static List<ProcessHandle> servers(Path state) {
    return ProcessHandle.allProcesses()
        .filter(process -> process.pid() != ProcessHandle.current().pid())
        .filter(
            process ->
                Stream.of(process.info().arguments().orElse(new String[0]))
                    .anyMatch(argument -> argument.startsWith(state + "/")))
        .toList();
  }

  private static Optional<String> execute(Stack stack, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                stack.database().url(), stack.database().user(), stack.database().password());
        Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return Optional.empty();
      }
      try (ResultSet rows = statement.getResultSet()) {
        return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
      }
    }
  }

  private static int get(String uri) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(uri)).build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }

  private static <T> T until(
      java.util.function.Supplier<T> value, java.util.function.Predicate<T> holds) {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    T last = value.get();
    while (!holds.test(last) && System.nanoTime() < deadline) {
      last = value.get();
    }
    assertThat(last).matches(holds);
    return last;
  }
}
