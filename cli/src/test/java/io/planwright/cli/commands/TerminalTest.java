package io.planwright.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TerminalTest {
  @Test
  void hasTheSizeThatTheEnvironmentSays() {
    assertThat(terminal(Map.of("LINES", "50", "COLUMNS", "132")).size())
        .isEqualTo(new Terminal.Size(50, 132));
  }

  @Test
  void aFileIsWideAndHasNoEnd() {
    assertThat(terminal(Map.of("LINES", "x")).size())
        .isEqualTo(new Terminal.Size(Integer.MAX_VALUE, 120));
  }

  @Test
  void readsWhatTheTerminalAnswers() {
    assertThat(Terminal.parsed("24 80\n")).contains(new Terminal.Size(24, 80));
    assertThat(Terminal.parsed("0 0\n")).isEmpty();
    assertThat(Terminal.parsed("stty: no tty")).isEmpty();
  }

  private static Terminal terminal(Map<String, String> environment) {
    return new Terminal(
        InputStream.nullInputStream(),
        new PrintStream(PrintStream.nullOutputStream()),
        new PrintStream(PrintStream.nullOutputStream()),
        environment,
        () -> false);
  }
}
