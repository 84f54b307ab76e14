package io.planwright.cli.commands;

import io.planwright.cli.output.Table;
import io.planwright.plan.Executor;
import io.planwright.workflows.Executors;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** The executors that plans may name. */
@Command(
    name = "executor",
    description = "Shows the executors that plans may name.",
    subcommands = ExecutorCommand.ListAll.class)
public final class ExecutorCommand {

  @Command(name = "list", description = "Lists the executors of this release.")
  static final class ListAll implements Callable<Integer> {
    private final Session session;

    ListAll(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      List<Executor> executors = Executors.catalogue().all();
      session.printAll(executors, "executors", () -> table(executors));
      return ExitCode.OK.code();
    }

    private static Table table(List<Executor> executors) {
      Table table = new Table("EXECUTOR", "LANE", "UNDO", "INPUTS (* required)", "DOES");
      executors.forEach(
          executor ->
              table.row(
                  executor.name(),
                  executor.lane().queue(),
                  executor.undoable() ? "yes" : "",
                  executor.inputs().stream()
                      .map(input -> input.name() + (input.required() ? "*" : ""))
                      .collect(Collectors.joining(" ")),
                  executor.does()));
      return table;
    }
  }
}
