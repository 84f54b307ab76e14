package io.planwright.cli;

import io.planwright.cli.commands.ExecutorCommand;
import io.planwright.cli.commands.ExitCode;
import io.planwright.cli.commands.KeysCommand;
import io.planwright.cli.commands.OptionValues;
import io.planwright.cli.commands.PlanCommand;
import io.planwright.cli.commands.QuantCommand;
import io.planwright.cli.commands.ResourceCommand;
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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The one launcher: roles of a process, and the commands of people and scripts. */
@Command(
    name = "planwright",
    version = "planwright 0.1.0",
    description = "Runs Markdown plans as durable workflows.")
public final class Main {
  /** By their names, in the order of the help. */
  static final SequencedMap<String, Class<?>> COMMANDS = commands();

  @Mixin private final Session session;

  // Not of all commands: --version of theirs is a plan's.
  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Shows the version.")
  private boolean versionAsked;

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
    CommandLine line = new CommandLine(new Main(session), new Commands(session));
    asked(args).forEach(line::addSubcommand);
    OptionValues.register(line);
    line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (failure, _, _) -> failures.tell(failure, session.json()).code())
        .setParameterExceptionHandler(
            (failure, _) -> usage(failures, failure, terminal.err(), args).code());
    return line.execute(args);
  }

  /** All commands, or the one that is named first: to set up the others takes time. */
  private static SequencedMap<String, Class<?>> asked(String... args) {
    SequencedMap<String, Class<?>> asked = new LinkedHashMap<>(COMMANDS);
    if (args.length > 0 && COMMANDS.containsKey(args[0])) {
      asked.keySet().retainAll(List.of(args[0]));
    }
    return asked;
  }

  private static SequencedMap<String, Class<?>> commands() {
    SequencedMap<String, Class<?>> commands = new LinkedHashMap<>();
    commands.put("demo", DemoCommand.class);
    commands.put("dev", DevCommand.class);
    commands.put("api", ApiCommand.class);
    commands.put("worker", WorkerCommand.class);
    commands.put("migrate", MigrateCommand.class);
    commands.put("temporal", TemporalCommand.class);
    commands.put("plan", PlanCommand.class);
    commands.put("run", RunCommand.class);
    commands.put("task", TaskCommand.class);
    commands.put("resource", ResourceCommand.class);
    commands.put("schedule", ScheduleCommand.class);
    commands.put("executor", ExecutorCommand.class);
    commands.put("quant", QuantCommand.class);
    commands.put("keys", KeysCommand.class);
    return Collections.unmodifiableSequencedMap(commands);
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
