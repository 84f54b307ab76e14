package io.planwright.temporal.dev;

import io.planwright.temporal.TemporalConnection;
import io.planwright.temporal.wanted.Wanted;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** {@code temporal server start-dev} with a database file and the declared settings. */
public final class DevServer implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final Duration READY_WITHIN = Duration.ofSeconds(60);

  /** Under load, a 95th percentile of starts that is half of what it is with Go's usual 100. */
  private static final Map<String, String> COLLECTING_SELDOM = Map.of("GOGC", "400");

  /**
   * For one shard behind one connection to SQLite, which reads and writes by turns. Its defaults
   * are meant for many shards on many machines.
   */
  private static final List<String> ONE_SHARD =
      List.of(
          // A thousand scheduled steps push each other out of the usual 512 KiB, and each is read
          // from the database again when it ends.
          "history.eventsCacheMaxSizeBytes=67108864",
          // Else every call reads the search attributes anew, 24 queries for a start of a run. They
          // are those below from the first moment on, and others are known within seconds.
          "system.forceSearchAttributesCacheRefreshOnRead=false",
          // New work is looked for at most 20 times a second, so that at 20 starts a second each
          // step of a start waits for the next one's.
          "history.transferProcessorMaxPollRPS=200",
          // Each look for new work goes through all that is done but not let go of yet, which
          // happens each 30 or 60 seconds.
          "history.transferProcessorUpdateAckInterval=\"1s\"",
          "history.visibilityProcessorUpdateAckInterval=\"1s\"",
          // A write to visibility touches 45 indexes. One at a time, they stand in nobody's way.
          "history.visibilityProcessorSchedulerWorkerCount=1");

  private static final List<String> SQLITE =
      List.of(
          // Ten to a hundred times the latency without these when the disk is busy.
          "journal_mode=WAL",
          "synchronous=NORMAL",
          "busy_timeout=5000",
          // 40 MiB: under load, the usual 4 MiB are written back ten times a second.
          "wal_autocheckpoint=10000",
          // 64 MiB, for the usual 2 MiB.
          "cache_size=-65536");

  private final Child child;
  private final int port;
  private final int uiPort;

  private DevServer(Child child, int port, int uiPort) {
    this.child = child;
    this.port = port;
    this.uiPort = uiPort;
  }

  /**
   * Starts the server and waits until it answers.
   *
   * @param cli the {@code temporal} command
   * @param database file that keeps runs and schedules
   * @param started gets the pid as soon as there is one
   */
  public static DevServer start(
      Path cli, Path database, Path log, int port, int uiPort, Wanted wanted, LongConsumer started)
      throws IOException {
    return start(cli, database, log, port, uiPort, Optional.empty(), wanted, started);
  }

  /**
   * @param codec where the Web UI has payloads decoded
   */
  public static DevServer start(
      Path cli,
      Path database,
      Path log,
      int port,
      int uiPort,
      Optional<URI> codec,
      Wanted wanted,
      LongConsumer started)
      throws IOException {
    Files.createDirectories(database.getParent());
    List<String> command = command(cli, database, port, uiPort, wanted);
    codec.ifPresent(uri -> command.addAll(List.of("--ui-codec-endpoint", uri.toString())));
    Child child = Child.start("Temporal", command, COLLECTING_SELDOM, log);
    started.accept(child.pid());
    DevServer server = new DevServer(child, port, uiPort);
    try (TemporalConnection connection =
        TemporalConnection.open(Map.of("TEMPORAL_ADDRESS", server.address()))) {
      child.await(() -> answers(connection), READY_WITHIN);
      return server;
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private static List<String> command(
      Path cli, Path database, int port, int uiPort, Wanted wanted) {
    List<String> command =
        new ArrayList<>(
            List.of(
                cli.toString(),
                "server",
                "start-dev",
                "--ip",
                LOOPBACK,
                "--port",
                Integer.toString(port),
                "--ui-port",
                Integer.toString(uiPort),
                "--db-filename",
                database.toString(),
                "--log-level",
                "warn"));
    SQLITE.forEach(pragma -> command.addAll(List.of("--sqlite-pragma", pragma)));
    ONE_SHARD.forEach(setting -> command.addAll(List.of("--dynamic-config-value", setting)));
    wanted
        .searchAttributes()
        .forEach(
            (name, type) -> {
              command.add("--search-attribute");
              command.add(name + "=" + type);
            });
    wanted
        .dynamicConfig()
        .forEach(
            (key, value) -> {
              command.add("--dynamic-config-value");
              command.add(key + "=" + value);
            });
    return command;
  }

  private static boolean answers(TemporalConnection connection) {
    try {
      return connection
          .service()
          .blockingStub()
          .withDeadlineAfter(1, TimeUnit.SECONDS)
          .describeNamespace(DescribeNamespaceRequest.newBuilder().setNamespace("default").build())
          .hasConfig();
    } catch (io.grpc.StatusRuntimeException notYet) {
      return false;
    }
  }

  public String address() {
    return LOOPBACK + ":" + port;
  }

  public String ui() {
    return "http://" + LOOPBACK + ":" + uiPort;
  }

  @Override
  public void close() {
    child.close();
  }
}
