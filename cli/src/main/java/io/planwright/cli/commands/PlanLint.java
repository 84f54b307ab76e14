package io.planwright.cli.commands;

import io.planwright.cli.output.Colour;
import io.planwright.cli.output.Figures;
import io.planwright.cli.output.Json;
import io.planwright.cli.output.Lines;
import io.planwright.cli.output.Sarif;
import io.planwright.plan.Compiled;
import io.planwright.plan.Diagnostic;
import io.planwright.plan.Diagnostic.Severity;
import io.planwright.plan.lint.Lint;
import io.planwright.workflows.Executors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "lint",
    description = {
      "Says what is wrong or doubtful in documents.",
      "Exits 5 on errors, 6 on warnings with --fail-on warn."
    })
final class PlanLint implements Callable<Integer> {
  /** From what on a finding ends the command with its code. */
  enum FailOn {
    error,
    warn
  }

  /** How findings are written. */
  enum Format {
    text,
    json,
    sarif
  }

  private record Linted(String file, List<Diagnostic> findings) {}

  private final Session session;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "- reads standard input")
  private List<String> files = List.of();

  @Option(names = "--fail-on", description = "${COMPLETION-CANDIDATES}")
  private FailOn failOn = FailOn.error;

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; sarif is for code hosts")
  private Format format = Format.text;

  @Mixin private final Bindings bindings = new Bindings();

  PlanLint(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Lint lint = new Lint(Executors.catalogue());
    List<Linted> results = new ArrayList<>();
    for (String file : files) {
      PlanDocument document = PlanDocument.read(file, session.terminal().in());
      Compiled compiled = bindings.compile(session, document);
      results.add(
          new Linted(
              document.name(),
              Stream.concat(compiled.diagnostics().stream(), lint.of(compiled).stream())
                  .sorted(
                      Comparator.comparingInt(Diagnostic::line)
                          .thenComparingInt(Diagnostic::column))
                  .toList()));
    }
    write(results, lint);
    return exit(results).code();
  }

  private void write(List<Linted> results, Lint lint) {
    switch (session.json() ? Format.json : format) {
      case json -> session.terminal().out().println(Json.pretty(results));
      case sarif -> session.terminal().out().println(sarif(results, lint));
      case text -> {
        results.forEach(this::lines);
        session.say(
            "%s, %s, %s"
                .formatted(
                    Figures.count(count(results, Severity.ERROR), "error"),
                    Figures.count(count(results, Severity.WARNING), "warning"),
                    Figures.count(count(results, Severity.INFO), "remark")));
      }
    }
  }

  private void lines(Linted linted) {
    boolean colour = session.colour();
    PlanDocument document = new PlanDocument(linted.file(), new byte[0]);
    for (Diagnostic finding : linted.findings()) {
      Colour paint =
          switch (finding.severity()) {
            case ERROR -> Colour.RED;
            case WARNING -> Colour.YELLOW;
            case INFO -> Colour.PLAIN;
          };
      String line = Lines.plain(document.place(finding));
      session.terminal().out().println(paint.paint(line, colour));
    }
  }

  private static String sarif(List<Linted> results, Lint lint) {
    Sarif sarif = new Sarif(Path.of(""));
    lint.rules().forEach(rule -> sarif.rule(rule.code(), rule.about()));
    for (Linted linted : results) {
      Path file = Path.of(linted.file().equals("<stdin>") ? "stdin" : linted.file());
      linted.findings().forEach(finding -> sarif.add(file, finding));
    }
    return sarif.text();
  }

  private ExitCode exit(List<Linted> results) {
    if (count(results, Severity.ERROR) > 0) {
      return ExitCode.INVALID;
    }
    return failOn == FailOn.warn && count(results, Severity.WARNING) > 0
        ? ExitCode.FINDINGS
        : ExitCode.OK;
  }

  private static long count(List<Linted> results, Severity severity) {
    return results.stream()
        .flatMap(linted -> linted.findings().stream())
        .filter(finding -> finding.severity() == severity)
        .count();
  }
}
