package io.planwright.cli.commands;

import io.planwright.plan.Compiled;
import io.planwright.plan.compile.ImportFormat;
import io.planwright.plan.compile.PlanCompiler;
import io.planwright.plan.format.Format;
import io.planwright.workflows.Executors;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings plans in from other formats. */
@Command(name = "import", description = "Writes a plan of another format as canonical Markdown.")
final class PlanImport implements Callable<Integer> {
  /** What can be imported. */
  enum From {
    yaml,
    json,
    markdown,
    taskmaster,
    csv,
    mermaid,
    dot
  }

  private final Session session;

  @Parameters(paramLabel = "FILE", description = "- reads standard input")
  private String file = "-";

  @Option(names = "--from", required = true, description = "${COMPLETION-CANDIDATES}")
  private From from = From.yaml;

  PlanImport(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    PlanDocument document = PlanDocument.read(file, session.terminal().in());
    session.terminal().out().print(PlanFmt.canonical(session, document, compiled(document)));
    return ExitCode.OK.code();
  }

  private Compiled compiled(PlanDocument document) {
    PlanCompiler compiler = new PlanCompiler(Executors.catalogue());
    return switch (from) {
      case yaml -> compiler.compile(document.bytes(), Format.YAML);
      case json -> compiler.compile(document.bytes(), Format.JSON);
      case markdown -> document.compile();
      case taskmaster -> compiler.read(document.bytes(), ImportFormat.TASKMASTER);
      case csv -> compiler.read(document.bytes(), ImportFormat.CSV);
      case mermaid -> compiler.read(document.bytes(), ImportFormat.MERMAID);
      case dot -> compiler.read(document.bytes(), ImportFormat.DOT);
    };
  }
}
