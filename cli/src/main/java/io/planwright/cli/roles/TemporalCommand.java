package io.planwright.cli.roles;

import io.planwright.cli.stack.Stack;
import io.planwright.temporal.TemporalConnection;
import io.planwright.temporal.wanted.Change;
import io.planwright.temporal.wanted.Reconciler;
import io.planwright.temporal.wanted.Wanted;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The declared state of the Temporal server. */
@Command(
    name = "temporal",
    description = "Shows or makes the declared namespaces and search attributes.",
    subcommands = {TemporalCommand.Plan.class, TemporalCommand.Apply.class})
public final class TemporalCommand {

  @Command(name = "plan", description = "Shows what apply would change; exits 6 where it would.")
  static final class Plan implements Callable<Integer> {
    @Override
    public Integer call() {
      try (TemporalConnection connection = connection()) {
        List<Change> changes = new Reconciler(connection, Wanted.declared()).plan();
        changes.forEach(System.out::println);
        return changes.isEmpty() ? 0 : 6;
      }
    }
  }

  @Command(name = "apply", description = "Brings the server to the declared state; idempotent.")
  static final class Apply implements Callable<Integer> {
    @Override
    public Integer call() {
      try (TemporalConnection connection = connection()) {
        new Reconciler(connection, Wanted.declared()).apply().forEach(System.out::println);
        return 0;
      }
    }
  }

  private static TemporalConnection connection() {
    if (System.getenv("TEMPORAL_ADDRESS") != null) {
      return TemporalConnection.open(System.getenv());
    }
    Stack stack = Stack.find(System.getenv(), DevCommand.STATE);
    return TemporalConnection.open(stack.environment(System.getenv()));
  }
}
