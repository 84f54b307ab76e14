package io.planwright.cli.commands;

import io.planwright.cli.output.Figures;
import io.planwright.plan.Compiled;
import io.planwright.plan.Diagnostic;
import io.planwright.plan.compile.PlanCompiler;
import io.planwright.plan.compile.Rules;
import io.planwright.routing.LazyRouting;
import io.planwright.workflows.Executors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The rules file of a command: the one that is named, else the one beside the document. */
final class Bindings {
  static final String NAME = "bindings.yaml";

  @Option(
      names = "--bindings",
      paramLabel = "FILE",
      description = "rules that bind tasks; else " + NAME + " beside the document, if it is there")
  private Optional<Path> named = Optional.empty();

  private final Map<Path, Rules> read = new LinkedHashMap<>();

  /** Where the rules for a document stand, or would. */
  Path file(PlanDocument document) {
    return named.orElseGet(
        () ->
            document.file().isPresent()
                ? document.file().get().resolveSibling(NAME)
                : Path.of(NAME));
  }

  Compiled compile(Session session, PlanDocument document) {
    return new PlanCompiler(Executors.catalogue(), rules(session, document))
        .compile(document.bytes());
  }

  /** With what the words of unbound tasks ask for; loads the sentence model only for these. */
  Compiled routed(Session session, PlanDocument document) {
    return new LazyRouting(Executors.catalogue()).bind(compile(session, document));
  }

  Rules rules(Session session, PlanDocument document) {
    if (named.isEmpty() && (document.file().isEmpty() || !Files.isRegularFile(file(document)))) {
      return Rules.NONE;
    }
    return read.computeIfAbsent(file(document), file -> rules(session, file));
  }

  private static Rules rules(Session session, Path file) {
    PlanDocument document = PlanDocument.read(file.toString(), session.terminal().in());
    Rules.Reading reading = Rules.read(document.bytes(), Executors.catalogue());
    for (Diagnostic said : reading.diagnostics()) {
      session.say(document.place(said));
    }
    if (!reading.valid()) {
      throw new Refused(ExitCode.INVALID, file + " has errors; no task can be bound by it");
    }
    if (!session.json()) {
      session.say(
          "with the %s of %s".formatted(Figures.count(reading.rules().size(), "rule"), file));
    }
    return reading.rules();
  }
}
