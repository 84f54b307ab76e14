package io.planwright.cli.commands;

import io.planwright.cli.output.Colour;
import io.planwright.cli.output.Figures;
import io.planwright.cli.output.Lines;
import io.planwright.plan.Diagnostic;
import io.planwright.plan.Diagnostic.Severity;
import io.planwright.plan.Plan;
import io.planwright.plan.Progress;
import io.planwright.plan.exchange.WriteBack;
import io.planwright.plan.exchange.WriteBack.Written;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Writes states into a file: all that were asked for, or none where one of them is refused. */
final class Ticking {
  private final Session session;
  private final PlanDocument document;
  private final boolean dryRun;

  private record Ticked(String file, List<String> written, List<Diagnostic> diagnostics) {}

  /**
   * @param dryRun to show what would change alone
   */
  Ticking(Session session, PlanDocument document, boolean dryRun) {
    this.session = session;
    this.document = document;
    this.dryRun = dryRun;
  }

  ExitCode write(Function<Plan, Map<String, Progress>> states) {
    Plan plan = document.compile().plan();
    Written written = WriteBack.states(document.bytes(), plan, states.apply(plan));
    boolean refused = written.diagnostics().stream().anyMatch(d -> d.severity() == Severity.ERROR);
    if (session.json()) {
      session.print(
          new Ticked(
              document.name(), refused ? List.of() : written.written(), written.diagnostics()),
          List::of);
    } else {
      written.diagnostics().forEach(d -> session.say(document.place(d)));
    }
    if (refused) {
      throw new Refused(ExitCode.CONFLICT, "nothing was written into " + document.name());
    }
    if (!session.json() && dryRun) {
      show(written.document());
    }
    if (!dryRun && !written.written().isEmpty()) {
      save(written.document());
    }
    if (!session.json()) {
      session.say(
          "%s: %s %s"
              .formatted(
                  document.name(),
                  Figures.count(written.written().size(), "state"),
                  dryRun ? "would be written" : "written"));
    }
    return written.whole() ? ExitCode.OK : ExitCode.FINDINGS;
  }

  private void save(byte[] bytes) {
    try {
      Files.write(Path.of(document.name()), bytes);
    } catch (IOException e) {
      throw new Refused(
          ExitCode.UNEXPECTED, document.name() + " can't be written: " + e.getMessage());
    }
  }

  /** A state changes no line end, so lines stay the same lines. */
  private void show(byte[] changed) {
    List<String> before = lines(document.bytes());
    List<String> after = lines(changed);
    List<String> shown = new ArrayList<>();
    boolean colour = session.colour();
    for (int i = 0; i < before.size(); i++) {
      if (!before.get(i).equals(after.get(i))) {
        shown.add(Colour.FAINT.paint("@@ line " + (i + 1), colour));
        shown.add(Colour.RED.paint("-" + Lines.plain(before.get(i)), colour));
        shown.add(Colour.GREEN.paint("+" + Lines.plain(after.get(i)), colour));
      }
    }
    shown.forEach(session.terminal().out()::println);
  }

  private static List<String> lines(byte[] text) {
    return new String(text, StandardCharsets.UTF_8).lines().toList();
  }
}
