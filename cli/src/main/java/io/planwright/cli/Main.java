package io.planwright.cli;

import io.planwright.cli.roles.*;
import picocli.CommandLine;

public final class Main {
  private Main() {}

  @CommandLine.Command(
      name = "planwright",
      subcommands = {
        DevCommand.class,
        ApiCommand.class,
        WorkerCommand.class,
        MigrateCommand.class,
        TemporalCommand.class
      })
  static final class Root {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new Root()).execute(args));
  }
}
