package io.planwright.activities;

import io.micronaut.context.ApplicationContext;
import io.planwright.plan.run.ArtifactRef;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.StepRef;
import io.planwright.store.Artifacts;
import io.planwright.store.Champions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The real store on a real PostgreSQL, started once for all tests of this JVM. */
public final class TestingStore {
  private final ApplicationContext context;

  private TestingStore() {
    try {
      Path folder = Files.createTempDirectory("artifacts");
      EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
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
                  "planwright.artifacts",
                  folder.toString()));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(postgres)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static TestingStore get() {
    return Started.STORE;
  }

  public Artifacts artifacts() {
    return context.getBean(Artifacts.class);
  }

  public Champions champions() {
    return context.getBean(Champions.class);
  }

  public ArtifactRef put(StepRef step, String kind, String content) {
    try {
      Path file = Files.writeString(Files.createTempFile("content", ".txt"), content);
      try {
        return artifacts().put(step, kind, "text/csv", file, new TreeMap<>());
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String content(ArtifactRef ref) {
    try {
      return Files.readString(artifacts().file(ref).orElseThrow());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static ArtifactRef artifact(Outcome outcome, String name) {
    return Optional.ofNullable(outcome.artifacts().get(name)).orElseThrow();
  }

  public static StepRef step(String task) {
    return new StepRef("run", "phase", task, 1, "quants");
  }

  private void stop(EmbeddedPostgres postgres) {
    context.close();
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Started {
    private static final TestingStore STORE = new TestingStore();
  }
}
