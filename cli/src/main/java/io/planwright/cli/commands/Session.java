package io.planwright.cli.commands;

import io.planwright.cli.client.ApiClient;
import io.planwright.cli.output.Json;
import io.planwright.cli.output.Lines;
import io.planwright.cli.output.ShownAddress;
import io.planwright.cli.output.Table;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** What all commands of one call share: the global options, and where they read and write. */
public final class Session {
  private static final URI USUAL = URI.create("http://127.0.0.1:8080");

  /** How results are printed. */
  public enum Format {
    table,
    json
  }

  private final Terminal terminal;
  private final Path apiUrl;

  @Option(
      names = {"-o", "--output"},
      scope = ScopeType.INHERIT,
      paramLabel = "FORMAT",
      description = "table or json")
  private Format format = Format.table;

  @Option(
      names = "--url",
      scope = ScopeType.INHERIT,
      paramLabel = "URL",
      description = "the API; else PLANWRIGHT_URL, else the one that runs in this folder")
  private Optional<String> url = Optional.empty();

  @Option(names = "--no-color", scope = ScopeType.INHERIT, description = "also NO_COLOR")
  private boolean noColour;

  @Option(
      names = {"-h", "--help"},
      scope = ScopeType.INHERIT,
      usageHelp = true,
      description = "Shows this.")
  private boolean helpAsked;

  /**
   * @param apiUrl the file in which an API that runs in this folder leaves its address
   */
  public Session(Terminal terminal, Path apiUrl) {
    this.terminal = terminal;
    this.apiUrl = apiUrl;
  }

  public Terminal terminal() {
    return terminal;
  }

  public boolean json() {
    return format == Format.json;
  }

  boolean colour() {
    return !noColour
        && terminal.environment().getOrDefault("NO_COLOR", "").isEmpty()
        && terminal.interactive().getAsBoolean();
  }

  /** A client of the API; connects when it is used. */
  ApiClient api() {
    URI base = base();
    try {
      return new ApiClient(
          base,
          Optional.ofNullable(terminal.environment().get("PLANWRIGHT_API_KEY"))
              .filter(key -> !key.isEmpty()));
    } catch (IllegalArgumentException e) {
      throw new Refused(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }

  private URI base() {
    Optional<String> text =
        url.or(() -> Optional.ofNullable(terminal.environment().get("PLANWRIGHT_URL")))
            .filter(value -> !value.isBlank())
            .or(this::published);
    try {
      return text.map(String::strip).map(URI::create).orElse(USUAL);
    } catch (IllegalArgumentException e) {
      throw new Refused(
          ExitCode.USAGE,
          "the API's address must be like %s, was %s"
              .formatted(USUAL, ShownAddress.of(text.orElse(""))));
    }
  }

  private Optional<String> published() {
    if (!Files.exists(apiUrl)) {
      return Optional.empty();
    }
    try {
      return Files.readAllLines(apiUrl).stream().findFirst().filter(line -> !line.isBlank());
    } catch (IOException e) {
      throw new Refused(ExitCode.USAGE, apiUrl + " can't be read: " + e.getMessage());
    }
  }

  /** Data: as JSON or as the lines made of it. */
  void print(Object data, Supplier<List<String>> lines) {
    if (json()) {
      terminal.out().println(Json.pretty(data));
    } else {
      lines.get().forEach(terminal.out()::println);
    }
  }

  /** Many of a kind; says on the side that there are none. */
  void printAll(Iterable<?> data, String kind, Supplier<Table> table) {
    boolean some = data.iterator().hasNext();
    if (json()) {
      terminal.out().println(some ? Json.pretty(data) : "[]");
    } else if (some) {
      table.get().lines().forEach(terminal.out()::println);
    } else {
      terminal.err().println("no " + kind);
    }
  }

  /** What is not data. */
  void say(String message) {
    terminal.err().println(Lines.plain(message));
  }
}
