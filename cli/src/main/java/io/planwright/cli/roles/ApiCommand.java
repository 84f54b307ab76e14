package io.planwright.cli.roles;

import io.planwright.cli.stack.Stack;
import io.planwright.plan.Lane;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The API alone. */
@Command(
    name = "api",
    description = "Serves the API over the stack that is configured or runs here.")
public final class ApiCommand implements Callable<Integer> {
  @Override
  public Integer call() throws Exception {
    RoleProcess process =
        RoleProcess.start(
            Stack.find(System.getenv(), DevCommand.STATE),
            true,
            EnumSet.noneOf(Lane.class),
            Address.ofApi(System.getenv()),
            false);
    Address.publish(DevCommand.STATE, process.url().toString());
    System.err.println("API " + process.url());
    Blocking.untilSignal(process);
    return 0;
  }
}
