package io.planwright.cli.commands;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Where a command reads and writes.
 *
 * @param out for data alone
 * @param err for everything else
 * @param interactive whether a person looks at {@code out} in a terminal; asked only when it
 *     matters, for finding out takes time
 */
public record Terminal(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    BooleanSupplier interactive) {

  /** The process's own console, where there is one. */
  public static boolean isConsole() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  /** Rows and columns of what is printed on. */
  record Size(int rows, int columns) {
    private static final Size USUAL = new Size(24, 80);
    private static final Size OF_A_FILE = new Size(Integer.MAX_VALUE, 120);
  }

  /** As the environment says, else as the terminal does. */
  Size size() {
    String text =
        environment.getOrDefault("LINES", "") + " " + environment.getOrDefault("COLUMNS", "");
    return parsed(text)
        .orElseGet(
            () ->
                interactive.getAsBoolean()
                    ? asked().flatMap(Terminal::parsed).orElse(Size.USUAL)
                    : Size.OF_A_FILE);
  }

  static Optional<Size> parsed(String rowsAndColumns) {
    if (!rowsAndColumns.strip().matches("[1-9][0-9]{0,3} [1-9][0-9]{0,3}")) {
      return Optional.empty();
    }
    String[] numbers = rowsAndColumns.strip().split(" ");
    return Optional.of(new Size(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1])));
  }

  private static Optional<String> asked() {
    try {
      Process stty = new ProcessBuilder("stty", "size").redirectInput(new File("/dev/tty")).start();
      return Optional.of(
          new String(stty.getInputStream().readNBytes(100), StandardCharsets.US_ASCII));
    } catch (IOException e) {
      // A terminal of a system without stty is taken to be of the usual size.
      return Optional.empty();
    }
  }
}
