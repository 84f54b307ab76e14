package io.planwright.plan.compile;

import io.planwright.plan.Evidence.Form;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads a section about order: sentences ({@code Phase 2 depends on Phase 1}), chains ({@code A → B
 * → C}), and numbered lists of what comes after what.
 */
final class OrderReading {
  private static final Pattern ARROW = Pattern.compile("\\s*(?:→|⇒|➡️?|-{1,3}>|=>|►)\\s*");
  private static final String ARROWHEADS = "→⇒➡>►";
  private static final Pattern CHAIN_LABEL = Pattern.compile("^[^→>]{0,60}?[:：]\\s+");
  private static final Pattern BRACKET = Pattern.compile("[()\\[\\]]");
  private static final Pattern SIDE_BY_SIDE = Pattern.compile("\\s*(?:\\+|\\|\\||,|、)\\s*");

  private final DraftBuilder draft;
  private boolean certain;

  OrderReading(DraftBuilder draft) {
    this.draft = draft;
  }

  void read(Section section) {
    certain = section.topics.contains(Topic.DEPENDENCY);
    String scope = "";
    for (Block block : section.blocks) {
      switch (block) {
        case Block.Paragraph paragraph -> {
          paragraph.lines().forEach(this::readLine);
          scope = paragraph.lines().isEmpty() ? scope : paragraph.lines().getLast().text();
        }
        case Block.Listing list -> readList(list, scope);
        case Block.Heading heading -> {}
        case Block.Fence fence -> {}
        case Block.Grid grid -> {}
      }
    }
  }

  private void readList(Block.Listing list, String scope) {
    for (Block.Item item : list.items()) {
      item.head().stream().limit(1).forEach(this::readLine);
      if (!list.ordered()) {
        item.rest().stream()
            .filter(Block.Listing.class::isInstance)
            .map(Block.Listing.class::cast)
            .filter(inner -> !item.head().isEmpty())
            .forEach(inner -> readList(inner, item.head().getFirst().text()));
      }
    }
    if (list.ordered()
        && list.items().size() > 1
        && draft.sequences.size() < Limits.MOST_SEQUENCES) {
      draft.sequences.add(new Draft.Sequence(scope, steps(list)));
    }
  }

  private static List<List<Draft.Label>> steps(Block.Listing list) {
    List<List<Draft.Label>> steps = new ArrayList<>();
    for (Block.Item item :
        list.items().subList(0, Math.min(Limits.MOST_STEPS, list.items().size()))) {
      List<Draft.Label> step = new ArrayList<>();
      item.head().stream().limit(1).forEach(line -> add(line, step));
      for (Block block : item.rest()) {
        if (block instanceof Block.Listing inner) {
          inner.items().stream()
              .limit(Limits.MOST_STEPS)
              .flatMap(one -> one.head().stream().limit(1))
              .forEach(line -> add(line, step));
        }
      }
      steps.add(step);
    }
    return steps;
  }

  private static void add(Line line, List<Draft.Label> step) {
    step.add(new Draft.Label(line.text(), line.source()));
  }

  private void readLine(Line line) {
    if (!readChain(line)) {
      OrderNote.of(line).ifPresent(draft.notes::add);
    }
  }

  private static boolean hasArrow(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (ARROWHEADS.indexOf(text.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  private boolean readChain(Line line) {
    if (!hasArrow(line.text())) {
      return false;
    }
    String[] parts = ARROW.split(CHAIN_LABEL.matcher(line.text()).replaceFirst(""));
    if (parts.length < 3) {
      return false;
    }
    List<Draft.Label> labels = new ArrayList<>();
    List<Draft.Arrow> arrows = new ArrayList<>();
    List<String> before = List.of();
    for (String part : parts) {
      List<String> names =
          Arrays.stream(SIDE_BY_SIDE.split(BRACKET.matcher(part).replaceAll(" ")))
              .map(String::strip)
              .filter(name -> !name.isEmpty())
              .toList();
      if (arrows.size() + (long) before.size() * names.size() > Limits.MOST_CHAIN_ARROWS) {
        draft.problems.error(
            "too-many-dependencies",
            line.source(),
            "a chain of arrows must show at most " + Limits.MOST_CHAIN_ARROWS + " dependencies",
            "let phases wait for phases instead of tasks for tasks");
        return true;
      }
      for (String name : names) {
        labels.add(new Draft.Label(name, line.source()));
        before.forEach(earlier -> arrows.add(new Draft.Arrow(earlier, name, 0.9, line.source())));
      }
      before = names;
    }
    draft.drawings.add(new Draft.Drawing(certain ? Form.PROSE : Form.ORDER, true, labels, arrows));
    return true;
  }
}
