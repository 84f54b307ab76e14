package io.planwright.cli.runs;

import io.planwright.cli.stack.DevStack;
import io.planwright.cli.stack.Ports;
import io.planwright.cli.stack.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Servers of a test's own, in a folder, and the product's processes beside them. */
final class TestingStack implements AutoCloseable {
  private final Path folder;
  private final DevStack dev;
  private final List<TestingProcess> processes = new ArrayList<>();

  TestingStack(Path folder) {
    this(folder, Map.of());
  }

  /**
   * @param servers that are there already, as the environment names them
   */
  TestingStack(Path folder, Map<String, String> servers) {
    this.folder = folder;
    Map<String, String> environment = new TreeMap<>(System.getenv());
    environment.putAll(servers);
    this.dev = DevStack.start(state(), environment, Ports.CHOSEN, line -> {});
  }

  Stack servers() {
    return dev.stack();
  }

  Path state() {
    return folder.resolve(".planwright");
  }

  URI apiUrl() {
    try {
      return URI.create(Files.readString(state().resolve("api-url")).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  TestingProcess role(String... arguments) throws IOException {
    return role(Map.of(), arguments);
  }

  TestingProcess role(Map<String, String> environment, String... arguments) throws IOException {
    Map<String, String> all = new TreeMap<>(environment);
    all.put("PLANWRIGHT_API_PORT", "0");
    TestingProcess process = TestingProcess.start(folder, all, arguments);
    processes.add(process);
    return process;
  }

  ProcessHandle temporal() {
    return ProcessHandle.current()
        .descendants()
        .filter(p -> p.info().commandLine().orElse("").contains("start-dev"))
        .filter(p -> p.info().commandLine().orElse("").contains(folder.toString()))
        .findFirst()
        .orElseThrow();
  }

  long count(String query) {
    return Long.parseLong(query(query).getFirst());
  }

  /** The first column. */
  List<String> query(String query) {
    Stack.Database database = dev.stack().database();
    try (Connection connection =
            DriverManager.getConnection(database.url(), database.user(), database.password());
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(result.getString(1));
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    // One that outlived its test would take the work of the next.
    processes.forEach(TestingProcess::kill);
    dev.close();
  }
}
