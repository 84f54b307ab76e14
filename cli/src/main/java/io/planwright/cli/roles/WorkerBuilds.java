package io.planwright.cli.roles;

import io.planwright.cli.output.Table;
import io.planwright.cli.stack.Stack;
import io.planwright.cli.stack.StackUnavailable;
import io.planwright.temporal.TemporalConnection;
import io.planwright.temporal.versions.BuildUnknown;
import io.planwright.temporal.versions.Release;
import io.planwright.temporal.versions.WorkerVersions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The builds of the plan workers. */
final class WorkerBuilds {
  private WorkerBuilds() {}

  @Command(name = "versions", description = "Lists the builds of the plan workers.")
  static final class Versions implements Callable<Integer> {
    @Override
    public Integer call() {
      try (TemporalConnection connection = connection()) {
        Table table = new Table("BUILD", "STATUS");
        versions(connection).builds().forEach(build -> table.row(build.id(), build.status()));
        table.lines().forEach(System.out::println);
        return 0;
      }
    }
  }

  @Command(
      name = "promote",
      description = "Makes a build current: new runs, and those not pinned, go to its workers.")
  static final class Promote implements Callable<Integer> {
    @Parameters(paramLabel = "BUILD")
    private String build = "";

    @Override
    public Integer call() {
      try (TemporalConnection connection = connection()) {
        versions(connection).promote(build);
        System.out.println("current build: " + build);
        return 0;
      } catch (BuildUnknown e) {
        throw new StackUnavailable(String.valueOf(e.getMessage()), e);
      }
    }
  }

  private static WorkerVersions versions(TemporalConnection connection) {
    return new WorkerVersions(
        connection.client(),
        Release.of(System.getenv())
            .deployment()
            .orElseThrow(
                () ->
                    new StackUnavailable(
                        Release.DEPLOYMENT + " must name the deployment of the plan workers")));
  }

  private static TemporalConnection connection() {
    if (System.getenv("TEMPORAL_ADDRESS") != null) {
      return TemporalConnection.open(System.getenv());
    }
    return TemporalConnection.open(
        Stack.find(System.getenv(), DevCommand.STATE).environment(System.getenv()));
  }
}
