package io.planwright.cli;

import io.planwright.cli.commands.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** What one call of the launcher printed, and how it ended. */
record Launch(int exit, String out, String err) {
  static Launch of(String... args) {
    return with("", Map.of(), Path.of("nowhere"), args);
  }

  static Launch with(String stdin, Map<String, String> environment, Path apiUrl, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit =
        Main.run(
            new Terminal(
                new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                environment,
                () -> false),
            apiUrl,
            args);
    return new Launch(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
