package io.planwright.cli.output;

import io.planwright.plan.diff.Change;
import io.planwright.plan.diff.Change.Added;
import io.planwright.plan.diff.Change.Changed;
import io.planwright.plan.diff.Change.Dependencies;
import io.planwright.plan.diff.Change.Member;
import io.planwright.plan.diff.Change.Moved;
import io.planwright.plan.diff.Change.Removed;
import io.planwright.plan.diff.Consequence;
import io.planwright.plan.diff.PlanDiff;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What differs between two plans, a line for each change. */
public final class DiffView {
  private static final int LONGEST_VALUE = 60;

  private final PlanDiff diff;

  public DiffView(PlanDiff diff) {
    this.diff = diff;
  }

  public List<String> lines(boolean colour) {
    List<String> lines = new ArrayList<>();
    for (Change change : diff.changes()) {
      String line =
          Lines.plain(
              "%s %s %s%s  → %s"
                  .formatted(
                      sign(change),
                      change.part().name().toLowerCase(Locale.ROOT),
                      named(change),
                      what(change),
                      said(change.run())));
      lines.add(paint(change).paint(line, colour));
      if (change instanceof Changed changed) {
        changed.members().forEach(member -> lines.add(Lines.plain("    " + text(member))));
      }
    }
    return lines;
  }

  private static String sign(Change change) {
    return switch (change) {
      case Added _ -> "+";
      case Removed _ -> "-";
      case Changed _, Dependencies _ -> "~";
      case Moved _ -> ">";
    };
  }

  private static Colour paint(Change change) {
    return change.run().action() == Consequence.Action.CONFLICT
        ? Colour.BOLD
        : switch (change) {
          case Added _ -> Colour.GREEN;
          case Removed _ -> Colour.RED;
          case Changed _, Dependencies _ -> Colour.YELLOW;
          case Moved _ -> Colour.CYAN;
        };
  }

  private static String named(Change change) {
    return change.key().isEmpty()
        ? change.title()
        : "%s [%s]".formatted(change.title(), change.key());
  }

  private static String what(Change change) {
    return switch (change) {
      case Added added -> added.phase().isEmpty() ? "" : " in " + added.phase();
      case Removed removed -> removed.phase().isEmpty() ? "" : " from " + removed.phase();
      case Changed _ -> "";
      case Moved moved ->
          moved.formerKey().map(key -> ", was " + key).orElse("")
              + moved
                  .formerPhase()
                  .map(phase -> ", from " + phase + " to " + moved.phase())
                  .orElse("")
              + (moved.formerKey().isEmpty() && moved.formerPhase().isEmpty()
                  ? ", to another place"
                  : "");
      case Dependencies edges ->
          (edges.added().isEmpty() ? "" : " waits for " + String.join(", ", edges.added()))
              + (edges.removed().isEmpty()
                  ? ""
                  : " no longer waits for " + String.join(", ", edges.removed()));
    };
  }

  private static String said(Consequence run) {
    String action = run.action().name().toLowerCase(Locale.ROOT);
    return run.why().isEmpty() ? action : action + ": " + run.why();
  }

  private static String text(Member member) {
    return "%s: %s → %s".formatted(member.name(), shown(member.from()), shown(member.to()));
  }

  private static String shown(String value) {
    return value.isEmpty() ? "—" : Lines.cut(value.replace("\n", " / "), LONGEST_VALUE);
  }
}
