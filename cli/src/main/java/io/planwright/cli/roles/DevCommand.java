package io.planwright.cli.roles;

import io.planwright.cli.output.ShownAddress;
import io.planwright.cli.roles.RoleProcess.Listen;
import io.planwright.cli.stack.DevStack;
import io.planwright.cli.stack.Ports;
import io.planwright.cli.stack.Stack;
import io.planwright.plan.Lane;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Everything in one process, with the servers that it needs. */
@Command(
    name = "dev",
    description =
        "Starts Temporal, PostgreSQL, Redis where not configured, the API and all workers.")
public final class DevCommand implements Callable<Integer> {
  static final Path STATE = Path.of(".planwright");

  @Option(names = "--stack-only", description = "Only the servers; roles start as processes.")
  private boolean stackOnly;

  @Option(names = "--temporal-port", description = "0: chosen", defaultValue = "0")
  private int temporalPort;

  @Option(names = "--ui-port", description = "0: chosen", defaultValue = "0")
  private int uiPort;

  @Option(names = "--postgres-port", description = "0: chosen", defaultValue = "0")
  private int postgresPort;

  @Option(names = "--redis-port", description = "0: chosen", defaultValue = "0")
  private int redisPort;

  @Override
  public Integer call() throws Exception {
    Listen api = Address.ofApiToTell(System.getenv());
    DevStack dev =
        DevStack.start(
            STATE,
            System.getenv(),
            new Ports(temporalPort, uiPort, postgresPort, redisPort),
            Optional.of(Address.codec(api)),
            System.err::println);
    describe(dev.stack()).forEach(System.err::println);
    RoleProcess process = stackOnly ? migrated(dev.stack()) : start(dev.stack(), api);
    dev.closeFirst(process);
    System.err.println(
        stackOnly
            ? "the stack runs; stop it with Ctrl-C"
            : "API   " + process.url() + "  stop with Ctrl-C");
    Blocking.untilSignal(dev);
    return 0;
  }

  /** The product over a stack. */
  static RoleProcess start(Stack stack, Listen api) throws IOException {
    RoleProcess process = RoleProcess.start(stack, true, EnumSet.allOf(Lane.class), api, true);
    Address.publish(STATE, process.url().toString());
    return process;
  }

  /** Nothing but the schema, brought up to date. */
  static RoleProcess migrated(Stack stack) {
    return RoleProcess.start(
        stack, false, EnumSet.noneOf(Lane.class), new Listen("127.0.0.1", 0), true);
  }

  static List<String> describe(Stack stack) {
    return List.of(
        "Temporal    "
            + ShownAddress.of(stack.temporal().address())
            + "  "
            + stack.temporal().note(),
        "Web UI      " + stack.temporal().ui().orElse("none"),
        "PostgreSQL  " + stack.database().note(),
        "Redis       " + stack.redis().note(),
        "LLM         " + stack.llm().note());
  }
}
