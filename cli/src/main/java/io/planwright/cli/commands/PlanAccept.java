package io.planwright.cli.commands;

import io.planwright.plan.Binding;
import io.planwright.plan.Binding.Origin;
import io.planwright.plan.Catalogue;
import io.planwright.plan.Compiled;
import io.planwright.plan.Diagnostic;
import io.planwright.plan.Diagnostic.Severity;
import io.planwright.plan.Executor;
import io.planwright.plan.Plan;
import io.planwright.plan.Task;
import io.planwright.plan.compile.PlanCompiler;
import io.planwright.plan.compile.Rules;
import io.planwright.plan.format.Nearest;
import io.planwright.workflows.Executors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A person's yes to what was proposed for tasks. */
@Command(
    name = "accept",
    description = {
      "Writes rules that bind tasks to the executors that were proposed for them, or to named ones.",
      "The rules go to the end of the bindings file, and are printed as a diff. Nothing is written"
          + " where an input is missing or the plan would have an error."
    })
final class PlanAccept implements Callable<Integer> {
  private static final Pattern ITEM = Pattern.compile("^( *)- ", Pattern.MULTILINE);
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

  private final Session session;

  @Parameters(index = "0", paramLabel = "FILE", description = "- reads standard input")
  private String file = "-";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "TASK[=EXECUTOR]",
      description = "a key or an id; without an executor the proposed one")
  private List<String> tasks = List.of();

  @Option(
      names = "--input",
      paramLabel = "NAME=VALUE",
      description = "what the executor of the only task is given, as YAML in one line")
  private Map<String, String> inputs = new LinkedHashMap<>();

  @Mixin private final Bindings bindings = new Bindings();

  PlanAccept(Session session) {
    this.session = session;
  }

  /** What is accepted. */
  private record Accepted(Task task, Executor executor) {}

  /** What is printed as JSON. */
  private record Written(String file, List<String> tasks, List<String> added) {}

  private static Catalogue catalogue() {
    return Executors.catalogue();
  }

  @Override
  public Integer call() {
    if (!inputs.isEmpty() && tasks.size() > 1) {
      throw new Refused(
          ExitCode.USAGE, "--input goes with one task, came " + String.join(", ", tasks));
    }
    PlanDocument document = PlanDocument.read(file, session.terminal().in());
    Compiled compiled = bindings.routed(session, document);
    refuseErrors(document, compiled);
    List<Accepted> accepted = new ArrayList<>();
    for (String task : tasks) {
      Accepted next = accepted(compiled.plan(), task);
      if (accepted.stream().anyMatch(one -> one.task().equals(next.task()))) {
        throw new Refused(ExitCode.USAGE, called(next.task()) + " must be named once");
      }
      accepted.add(next);
    }
    write(document, bindings.rules(session, document).size(), accepted);
    return ExitCode.OK.code();
  }

  private void refuseErrors(PlanDocument document, Compiled compiled) {
    if (!compiled.runnable()) {
      compiled.diagnostics().stream()
          .filter(said -> said.severity() == Severity.ERROR)
          .map((Diagnostic said) -> document.place(said))
          .forEach(session::say);
      throw new Refused(ExitCode.INVALID, "the plan has errors; nothing was written");
    }
  }

  private Accepted accepted(Plan plan, String argument) {
    int equals = argument.indexOf('=');
    Task task = task(plan, equals < 0 ? argument : argument.substring(0, equals));
    Binding binding = task.binding();
    if (binding.origin() != Origin.MANUAL && binding.origin() != Origin.ROUTED) {
      throw new Refused(
          ExitCode.CONFLICT,
          called(task)
              + " is bound to "
              + binding.executor()
              + " already ("
              + binding.origin().name().toLowerCase(Locale.ROOT)
              + ")");
    }
    String name = equals < 0 ? proposed(task) : argument.substring(equals + 1);
    Executor executor =
        catalogue()
            .find(name)
            .orElseThrow(
                () ->
                    new Refused(
                        ExitCode.INVALID,
                        "expected the name of an executor, came "
                            + name
                            + "; "
                            + Nearest.hint(name, catalogue().byName().keySet())));
    List<String> missing =
        executor.inputs().stream()
            .filter(input -> input.required() && input.fallback().isEmpty())
            .filter(input -> !inputs.containsKey(input.name()))
            .map(input -> input.name() + " (" + input.does() + ")")
            .toList();
    if (!missing.isEmpty()) {
      throw new Refused(
          ExitCode.INVALID,
          "%s by %s needs %s; add --input NAME=VALUE for each, and accept one task at a time"
              .formatted(called(task), name, String.join(", ", missing)));
    }
    return new Accepted(task, executor);
  }

  private static Task task(Plan plan, String name) {
    List<Task> found =
        plan.task(name)
            .map(List::of)
            .orElseGet(
                () -> plan.tasks().filter(t -> t.id().filter(name::equals).isPresent()).toList());
    if (found.size() != 1) {
      throw new Refused(
          found.isEmpty() ? ExitCode.NOT_FOUND : ExitCode.CONFLICT,
          found.isEmpty()
              ? "there is no task " + name
              : name
                  + " must name one task, it names "
                  + String.join(", ", found.stream().map(Task::key).toList()));
    }
    return found.getFirst();
  }

  private static String proposed(Task task) {
    if (task.binding().origin() == Origin.ROUTED) {
      return task.binding().executor();
    }
    return task.binding()
        .proposal()
        .map(Binding.Proposal::executor)
        .orElseThrow(
            () ->
                new Refused(
                    ExitCode.CONFLICT,
                    "nothing is proposed for "
                        + called(task)
                        + "; name an executor: "
                        + task.key()
                        + "=EXECUTOR"));
  }

  private static String called(Task task) {
    return "task " + task.key();
  }

  private void write(PlanDocument document, int before, List<Accepted> accepted) {
    Path target = bindings.file(document);
    String old = Files.exists(target) ? text(target) : "";
    Matcher item = ITEM.matcher(old);
    String indent = before > 0 && item.find() ? item.group(1) : "  ";
    List<String> added = new ArrayList<>();
    if (before == 0 && !old.lines().anyMatch(line -> line.startsWith("rules:"))) {
      added.add("rules:");
    }
    accepted.forEach(one -> rule(one, indent, added));
    String ended = old.isEmpty() || old.endsWith("\n") ? old : old + "\n";
    byte[] bytes = (ended + String.join("\n", added) + "\n").getBytes(StandardCharsets.UTF_8);
    Rules.Reading reading = Rules.read(bytes, catalogue());
    reading.diagnostics().stream()
        .map(said -> new PlanDocument(target.toString(), bytes).place(said))
        .forEach(session::say);
    if (!reading.valid() || reading.rules().size() != before + accepted.size()) {
      throw new Refused(
          ExitCode.INVALID,
          "these rules can't be added to the end of "
              + target
              + "; nothing was written:\n"
              + String.join("\n", added));
    }
    refuseErrors(
        document, new PlanCompiler(catalogue(), reading.rules()).compile(document.bytes()));
    try {
      Files.write(target, bytes);
    } catch (IOException e) {
      throw new Refused(ExitCode.UNEXPECTED, target + " can't be written: " + e.getMessage());
    }
    session.print(
        new Written(
            target.toString(), accepted.stream().map(one -> one.task().key()).toList(), added),
        () -> diff(target, ended.lines().count(), added));
  }

  private void rule(Accepted one, String indent, List<String> lines) {
    String title = CONTROL.matcher(one.task().title()).replaceAll(" ");
    lines.add(indent + "# " + title);
    lines.add(indent + "- when: {task: \"" + one.task().key() + "\"}");
    lines.add(indent + "  executor: " + one.executor().name());
    if (!inputs.isEmpty()) {
      lines.add(indent + "  inputs:");
      inputs.forEach((name, value) -> lines.add(indent + "    " + name + ": " + value));
    }
  }

  private static List<String> diff(Path target, long before, List<String> added) {
    List<String> lines = new ArrayList<>();
    lines.add("--- " + (before == 0 ? "/dev/null" : target));
    lines.add("+++ " + target);
    lines.add("@@ -%d,0 +%d,%d @@".formatted(before, before + 1, added.size()));
    added.forEach(line -> lines.add("+" + line));
    return lines;
  }

  private static String text(Path target) {
    try {
      return Files.readString(target);
    } catch (IOException e) {
      throw new Refused(ExitCode.UNEXPECTED, target + " can't be read: " + e.getMessage());
    }
  }
}
