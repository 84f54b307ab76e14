package io.planwright.cli;

import io.planwright.cli.commands.ExecutorCommand;
import io.planwright.cli.commands.ExitCode;
import io.planwright.cli.commands.PlanCommand;
import io.planwright.cli.commands.RunCommand;
import io.planwright.cli.commands.ScheduleCommand;
import io.planwright.cli.commands.Session;
import io.planwright.cli.commands.TaskCommand;
import io.planwright.cli.commands.Terminal;
import io.planwright.cli.roles.ApiCommand;
import io.planwright.cli.roles.DemoCommand;
import io.planwright.cli.roles.DevCommand;
import io.planwright.cli.roles.MigrateCommand;
import io.planwright.cli.roles.TemporalCommand;
import io.planwright.cli.roles.WorkerCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** The one launcher: roles of a process, and the commands of people and scripts. */
@Command(
    name = "planwright",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    version = "planwright 0.1.0",
    description = "Runs Markdown plans as durable workflows.",
    subcommands = {
      DemoCommand.class,
      DevCommand.class,
      ApiCommand.class,
      WorkerCommand.class,
      MigrateCommand.class,
      TemporalCommand.class,
      PlanCommand.class,
      RunCommand.class,
      TaskCommand.class,
      ScheduleCommand.class,
      ExecutorCommand.class
    })
public final class Main {
  @Mixin private final Session session;

  private Main(Session session) {
    this.session = session;
  }

  public static void main(String[] args) {
    PrintStream out = utf8(FileDescriptor.out);
    PrintStream err = utf8(FileDescriptor.err);
    System.setOut(out);
    System.setErr(err);
    int code =
        run(
            new Terminal(System.in, out, err, System.getenv(), Terminal::isConsole),
            Path.of(".planwright", "api-url"),
            args);
    out.flush();
    System.exit(code);
  }

  /** One call, as if nobody looked at a terminal; returns its exit code. */
  public static int run(PrintStream out, PrintStream err, String... args) {
    return run(
        new Terminal(System.in, out, err, System.getenv(), () -> false),
        Path.of(".planwright", "api-url"),
        args);
  }

  static int run(Terminal terminal, Path apiUrl, String... args) {
    Session session = new Session(terminal, apiUrl);
    Failures failures =
        new Failures(terminal.err(), "1".equals(terminal.environment().get("PLANWRIGHT_DEBUG")));
    CommandLine line =
        new CommandLine(new Main(session), new Commands(session))
            .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
            .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(
                (failure, _, _) -> failures.tell(failure, session.json()).code())
            .setParameterExceptionHandler(
                (failure, _) -> usage(failures, failure, terminal.err(), args).code());
    return line.execute(args);
  }

  private static ExitCode usage(
      Failures failures, ParameterException wrong, PrintStream err, String... args) {
    if (wantsJson(args)) {
      return failures.tell(wrong, true);
    }
    err.println("planwright: " + wrong.getMessage());
    if (!CommandLine.UnmatchedArgumentException.printSuggestions(
        wrong, new PrintWriter(err, true, StandardCharsets.UTF_8))) {
      wrong.getCommandLine().usage(err);
    }
    return ExitCode.USAGE;
  }

  /** Where parsing failed, no option can be relied on to have been read. */
  private static boolean wantsJson(String... args) {
    return String.join(" ", args).matches("(?s).*(?:^| )(?:-o[ =]?|--output[ =])json(?: .*|$)");
  }

  private static PrintStream utf8(FileDescriptor of) {
    return new PrintStream(new FileOutputStream(of), true, StandardCharsets.UTF_8);
  }

  /** Makes commands, and gives those that ask for it the session. */
  private record Commands(Session session) implements IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      for (Constructor<?> constructor : type.getDeclaredConstructors()) {
        if (Arrays.equals(constructor.getParameterTypes(), new Class<?>[] {Session.class})) {
          constructor.setAccessible(true);
          return type.cast(constructor.newInstance(session));
        }
      }
      return CommandLine.defaultFactory().create(type);
    }
  }
}
