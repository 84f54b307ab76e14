package io.planwright.store.testing;

import io.micronaut.context.ApplicationContext;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import redis.embedded.RedisServer;

/** A real PostgreSQL and a real Redis, started once for all tests of this JVM. */
public final class TestingServers {
  private static final AtomicInteger databases = new AtomicInteger();

  private final EmbeddedPostgres postgres;
  private final int redisPort;

  private TestingServers() {
    try {
      postgres = EmbeddedPostgres.builder().start();
      redisPort = freePort();
      RedisServer redis = redis(redisPort);
      redis.start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(redis)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static TestingServers get() {
    return Started.SERVERS;
  }

  public static RedisServer redis(int port) throws IOException {
    return RedisServer.newRedisServer().port(port).bind("127.0.0.1").setting("save \"\"").build();
  }

  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Properties of a new, empty database. */
  public Map<String, Object> properties() {
    String name = "store_" + databases.incrementAndGet();
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("datasources.default.url", postgres.getJdbcUrl("postgres", name));
    properties.put("datasources.default.username", "postgres");
    properties.put("datasources.default.password", "postgres");
    properties.put("datasources.default.maximum-pool-size", 10);
    properties.put("flyway.datasources.default.enabled", true);
    properties.put("redis.uri", "redis://127.0.0.1:" + redisPort);
    properties.put("planwright.artifacts", folder().toString());
    return properties;
  }

  public ApplicationContext context() {
    return ApplicationContext.run(properties());
  }

  private void stop(RedisServer redis) {
    try {
      redis.stop();
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder() {
    try {
      Path folder = Files.createTempDirectory("artifacts");
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Started {
    private static final TestingServers SERVERS = new TestingServers();
  }
}
