package io.planwright.cli.commands;

import java.io.Console;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;
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

  int width() {
    return number("COLUMNS", 100);
  }

  int height() {
    return number("LINES", 40);
  }

  private int number(String name, int usual) {
    String text = environment.getOrDefault(name, "");
    return text.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(text) : usual;
  }
}
