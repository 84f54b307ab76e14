package io.planwright.cli.stack;

import io.planwright.cli.stack.Stack.Database;
import io.planwright.cli.stack.Stack.Origin;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/** PostgreSQL from the class path, on loopback, its data kept and behind a password. */
final class PostgresServer implements AutoCloseable {
  private static final String NAME = "planwright";

  private final EmbeddedPostgres server;
  private final StateFolder state;
  private final String password;

  private PostgresServer(EmbeddedPostgres server, StateFolder state, String password) {
    this.server = server;
    this.state = state;
    this.password = password;
  }

  static PostgresServer start(StateFolder state, Path cache, int port) throws IOException {
    Path data = state.resolve("postgres");
    // Written last, so its absence says that the first start was never finished.
    Path secret = data.resolve("planwright.password");
    boolean first = !Files.exists(secret);
    if (first) {
      deleteAll(data);
    }
    String password = first ? Secret.next() : Files.readString(secret).strip();
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setOverrideWorkingDirectory(cache.toFile())
            .setRegisterShutdownHook(false)
            .setPort(port)
            .setPGStartupWait(Duration.ofSeconds(60))
            .setConnectConfig("password", password)
            .setLocaleConfig("locale", "C")
            .setServerConfig("listen_addresses", "127.0.0.1")
            .setServerConfig("unix_socket_directories", "")
            .setServerConfig("max_connections", "200")
            // A commit outlives every process that is killed; only a crash of the machine can
            // harm the data, for which a development stack doesn't wait on the disk.
            .setServerConfig("synchronous_commit", "on")
            .setOutputRedirector(
                ProcessBuilder.Redirect.appendTo(state.resolve("postgres.log").toFile()));
    PostgresServer postgres = new PostgresServer(builder.start(), state, password);
    try {
      if (first) {
        postgres.secure(data);
        Files.writeString(
            Files.createFile(
                secret,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))),
            password);
      }
      return postgres;
    } catch (IOException | SQLException | RuntimeException e) {
      postgres.close();
      throw new IOException("PostgreSQL could not be prepared: " + e.getMessage(), e);
    }
  }

  private void secure(Path data) throws SQLException, IOException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      // Letters, digits, '-' and '_': nothing to escape.
      statement.execute("ALTER ROLE postgres PASSWORD '" + password + "'");
      statement.execute("CREATE ROLE " + NAME + " LOGIN PASSWORD '" + password + "'");
      statement.execute("CREATE DATABASE " + NAME + " OWNER " + NAME);
      Files.writeString(data.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
      statement.execute("SELECT pg_reload_conf()");
    }
  }

  Database address() {
    return new Database(
        "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + NAME,
        NAME,
        password,
        Origin.EMBEDDED,
        "PostgreSQL started on port "
            + server.getPort()
            + ", its data in "
            + state.resolve("postgres"));
  }

  @Override
  public void close() throws IOException {
    server.close();
    state.postmaster().ifPresent(StateFolder::stopPostmaster);
  }

  private static void deleteAll(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
