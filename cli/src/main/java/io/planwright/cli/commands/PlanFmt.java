package io.planwright.cli.commands;

import io.planwright.plan.Compiled;
import io.planwright.plan.Diagnostic;
import io.planwright.plan.format.CanonicalMarkdown;
import io.planwright.workflows.Executors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Rewrites a document as canonical Markdown. */
@Command(
    name = "fmt",
    description = {
      "Writes a document as canonical Markdown that means the same plan.",
      "What is no part of the plan, such as text between sections, is left out."
    })
final class PlanFmt implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "FILE", description = "- reads standard input")
  private String file = "-";

  @Option(names = "--check", description = "only say whether the document is canonical; exits 5")
  private boolean check;

  @Option(names = "--write", description = "replace the document")
  private boolean write;

  @Mixin private final Bindings bindings = new Bindings();

  PlanFmt(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (write && (check || file.equals("-"))) {
      throw new Refused(ExitCode.USAGE, "--write needs a file and goes without --check");
    }
    PlanDocument document = PlanDocument.read(file, session.terminal().in());
    String canonical = canonical(session, document, bindings.compile(session, document));
    byte[] bytes = canonical.getBytes(StandardCharsets.UTF_8);
    boolean same = Arrays.equals(bytes, document.bytes());
    if (check) {
      session.say(document.name() + (same ? " is canonical" : " is not canonical"));
      return (same ? ExitCode.OK : ExitCode.INVALID).code();
    }
    if (!write) {
      session.terminal().out().print(canonical);
    } else if (!same) {
      replace(Path.of(file), bytes);
    }
    return ExitCode.OK.code();
  }

  /** Refused where it would not mean what the document was understood to mean. */
  static String canonical(Session session, PlanDocument document, Compiled compiled) {
    compiled.diagnostics().stream()
        .filter(said -> said.severity() == Diagnostic.Severity.ERROR)
        .forEach(said -> session.say(document.place(said)));
    if (!compiled.runnable()) {
      throw new Refused(
          ExitCode.INVALID, document.name() + " has errors; repair them, so that nothing is lost");
    }
    String canonical = CanonicalMarkdown.write(compiled.plan(), Executors.catalogue());
    String again = CanonicalMarkdown.read(canonical, Executors.catalogue()).plan().hash();
    if (!again.equals(compiled.plan().hash())) {
      throw new Refused(
          ExitCode.UNEXPECTED,
          "the canonical form must mean the plan "
              + compiled.plan().hash()
              + ", it means "
              + again);
    }
    return canonical;
  }

  private static void replace(Path file, byte[] bytes) {
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new Refused(ExitCode.UNEXPECTED, file + " can't be written: " + e.getMessage());
    }
  }
}
