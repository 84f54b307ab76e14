package io.planwright.gpu.train;

import io.micronaut.context.ApplicationContext;
import io.planwright.plan.Priority;
import io.planwright.plan.run.ArtifactRef;
import io.planwright.plan.run.Entry;
import io.planwright.plan.run.StepRef;
import io.planwright.store.Artifacts;
import io.planwright.store.Journal;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import redis.embedded.RedisServer;

/** The real store on a real PostgreSQL and Redis, started once for all tests of this JVM. */
final class TestingStore {
  private final ApplicationContext context;

  private TestingStore() {
    try {
      Path folder = Files.createTempDirectory("artifacts");
      EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
      int port = freePort();
      RedisServer redis =
          RedisServer.newRedisServer().port(port).bind("127.0.0.1").setting("save \"\"").build();
      redis.start();
      context =
          ApplicationContext.run(
              Map.of(
                  "datasources.default.url",
                  postgres.getJdbcUrl("postgres", "postgres"),
                  "datasources.default.username",
                  "postgres",
                  "datasources.default.password",
                  "postgres",
                  "flyway.datasources.default.enabled",
                  true,
                  "redis.uri",
                  "redis://127.0.0.1:" + port,
                  "planwright.artifacts",
                  folder.toString()));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(postgres, redis)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static TestingStore get() {
    return Started.STORE;
  }

  Artifacts artifacts() {
    return context.getBean(Artifacts.class);
  }

  Journal journal() {
    return context.getBean(Journal.class);
  }

  /** A step of a run of its own. */
  StepRef step(String run) {
    journal()
        .append(
            run,
            run,
            List.of(
                new Entry.Opened(
                    1,
                    Instant.EPOCH,
                    "plan",
                    "hash",
                    "Plan",
                    "quants",
                    "ada",
                    Priority.P2,
                    Optional.empty())));
    return new StepRef(run, "phase", "train", 1, "quants");
  }

  List<Entry.Progress> progress(String run, String writer) {
    return journal().read(run, 0, 10_000).stream()
        .filter(line -> line.writer().startsWith(writer))
        .map(line -> (Entry.Progress) line.entry())
        .toList();
  }

  ArtifactRef put(StepRef step, String kind, Consumer<Path> content) {
    try {
      Path file = Files.createTempFile("content", ".txt");
      try {
        content.accept(file);
        return artifacts().put(step, kind, "text/csv", file, new TreeMap<>());
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void stop(EmbeddedPostgres postgres, RedisServer redis) {
    context.close();
    try {
      redis.stop();
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Started {
    private static final TestingStore STORE = new TestingStore();
  }
}
