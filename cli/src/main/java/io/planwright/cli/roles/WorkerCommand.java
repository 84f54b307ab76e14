package io.planwright.cli.roles;

import io.planwright.cli.stack.Stack;
import io.planwright.plan.Lane;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The workers of one lane or of several. */
@Command(
    name = "worker",
    description = "Runs the workers of one or more lanes.",
    subcommands = {WorkerBuilds.Versions.class, WorkerBuilds.Promote.class})
public final class WorkerCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--role",
      split = ",",
      description = "plan, cpu, gpu-train or gpu-llm; may be given several times")
  private List<String> roles = List.of();

  @Override
  public Integer call() throws Exception {
    if (roles.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "Missing required option: '--role=<roles>'");
    }
    Set<Lane> lanes = EnumSet.noneOf(Lane.class);
    roles.forEach(role -> lanes.add(lane(role)));
    RoleProcess process =
        RoleProcess.start(
            Stack.find(System.getenv(), DevCommand.STATE),
            false,
            lanes,
            Address.ofWorker(System.getenv()),
            false);
    System.err.println(
        "workers of " + String.join(", ", roles) + "; health " + process.url() + "/health");
    Blocking.untilSignal(process);
    return 0;
  }

  private Lane lane(String role) {
    return Arrays.stream(Lane.values())
        .filter(lane -> lane.queue().equals(role))
        .findFirst()
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "--role must be one of %s, was %s"
                        .formatted(
                            Arrays.stream(Lane.values())
                                .map(Lane::queue)
                                .collect(Collectors.joining(", ")),
                            role)));
  }
}
