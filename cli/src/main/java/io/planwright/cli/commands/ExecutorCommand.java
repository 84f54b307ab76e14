package io.planwright.cli.commands;

import io.planwright.cli.output.Table;
import io.planwright.plan.Executor;
import io.planwright.routing.Choice;
import io.planwright.routing.Router;
import io.planwright.workflows.Executors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The executors that plans may name, and those that a task's words ask for. */
@Command(
    name = "executor",
    description = "Shows the executors that plans may name, and which of them a title asks for.",
    subcommands = {ExecutorCommand.ListAll.class, ExecutorCommand.Route.class})
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

  @Command(
      name = "route",
      description =
          "Reads lines of id, title, context from standard input, separated by tabs, and says"
              + " which executor each title asks for, and how surely.")
  static final class Route implements Callable<Integer> {
    private final Session session;

    @Option(names = "--explain", description = "adds the next best, and what spoke for the choice")
    private boolean explain;

    Route(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      List<Titled> titles = Titled.read(session.terminal().in());
      if (titles.isEmpty()) {
        session.say("no titles");
        return ExitCode.OK.code();
      }
      Router router = Router.load();
      List<Routed> routed = titles.stream().map(title -> Routed.of(title, router)).toList();
      session.print(routed, () -> routed.stream().map(each -> each.line(explain)).toList());
      return ExitCode.OK.code();
    }
  }

  /** A task as a line of input has it. */
  private record Titled(String id, String title, String context) {
    static List<Titled> read(InputStream in) {
      try {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        List<Titled> titles = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
          number++;
          String content = number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
          if (!content.isBlank() && !(number == 1 && isHeader(content))) {
            titles.add(of(content, number));
          }
        }
        return titles;
      } catch (IOException e) {
        throw new Refused(ExitCode.UNEXPECTED, "standard input can't be read: " + e.getMessage());
      }
    }

    private static boolean isHeader(String line) {
      return line.strip().toLowerCase(Locale.ROOT).matches("id\ttitle(\t.*)?");
    }

    private static Titled of(String line, int number) {
      String[] columns = line.split("\t", 3);
      if (columns.length < 2 || columns[1].isBlank()) {
        throw new Refused(
            ExitCode.INVALID,
            "line %d: expected an id, a tab and a title, was \"%s\"".formatted(number, line));
      }
      return new Titled(
          columns[0].strip(),
          columns[1].strip(),
          columns.length > 2 ? columns[2].replace('\t', ' ').strip() : "");
    }
  }

  /** What a title asks for. */
  private record Routed(
      String id, String executor, double confidence, List<Choice> ranked, List<String> reasons) {
    private static final int SHOWN = 3;

    static Routed of(Titled task, Router router) {
      Choice choice = router.route(task.title(), task.context());
      return new Routed(
          task.id(),
          choice.executor(),
          choice.confidence(),
          router.rank(task.title(), task.context()).subList(0, SHOWN),
          router.reasons(task.title(), choice.executor()));
    }

    String line(boolean explain) {
      String line = "%s\t%s\t%s".formatted(id, executor, number(confidence));
      return explain
          ? "%s\t%s\t%s"
              .formatted(
                  line,
                  ranked.stream()
                      .map(choice -> choice.executor() + " " + number(choice.confidence()))
                      .collect(Collectors.joining(", ")),
                  String.join(", ", reasons))
          : line;
    }

    private static String number(double confidence) {
      return String.format(Locale.ROOT, "%.4f", confidence);
    }
  }
}
