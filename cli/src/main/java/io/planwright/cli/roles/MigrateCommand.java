package io.planwright.cli.roles;

import io.planwright.cli.stack.Stack;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Brings the database's schema up to date. */
@Command(name = "migrate", description = "Brings the database's schema up to date, and ends.")
public final class MigrateCommand implements Callable<Integer> {
  @Override
  public Integer call() throws Exception {
    DevCommand.migrated(Stack.find(System.getenv(), DevCommand.STATE)).close();
    System.err.println("the schema is up to date");
    return 0;
  }
}
