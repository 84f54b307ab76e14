package io.planwright.plan.compile;

import io.planwright.plan.compile.HeadingForm.NumberedHead;
import io.planwright.plan.compile.HeadingForm.PhaseHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Task Master's text files, whose fields are headings: {@code # Task ID: 1}, {@code # Title:
 * Setup}, {@code # Status: pending}.
 */
final class TaskFile {
  private static final String START = "task id";
  private static final Pattern ID = Pattern.compile("(?i)^" + START + "\\s*:\\s*(\\S+)\\s*$");

  private TaskFile() {}

  /** The blocks with each task's headings joined to one and its fields below. */
  static List<Block> joined(List<Block> blocks) {
    if (blocks.stream().noneMatch(block -> id(block).isPresent())) {
      return blocks;
    }
    boolean inPhases =
        blocks.stream()
            .anyMatch(
                block ->
                    block instanceof Block.Heading heading
                        && HeadingForm.of(heading.line().text()) instanceof PhaseHead);
    boolean inTask = false;
    List<Block> joined = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      Optional<String> id = id(blocks.get(i));
      if (id.isEmpty()) {
        joined.add(inTask ? inside(blocks.get(i)) : blocks.get(i));
        inTask &= !(joined.getLast() instanceof Block.Heading h && h.level() == 1);
        continue;
      }
      inTask = true;
      Block.Heading first = (Block.Heading) blocks.get(i);
      List<Line> fields = new ArrayList<>();
      String title = "";
      while (i + 1 < blocks.size()
          && blocks.get(i + 1) instanceof Block.Heading next
          && next.level() == first.level()
          && id(next).isEmpty()
          && inside(next) instanceof Block.Paragraph) {
        Optional<Field.Labelled> field = Field.labelled(next.line().text());
        if (field.filter(f -> f.label().equalsIgnoreCase("title")).isPresent()) {
          title = field.get().value();
        } else {
          fields.add(next.line());
        }
        i++;
      }
      joined.add(
          new Block.Heading(
              first.level() + (inPhases ? 1 : 0),
              first.line().withText("Task " + id.get() + ": " + title)));
      joined.add(new Block.Paragraph(fields));
    }
    return joined;
  }

  /** Headings within a task are labels, numbered ones its parts. */
  private static Block inside(Block block) {
    if (!(block instanceof Block.Heading heading)) {
      return block;
    }
    String text = heading.line().text();
    if (text.isEmpty()) {
      return block;
    }
    if (HeadingForm.of(text) instanceof NumberedHead part) {
      return new Block.Heading(
          heading.level() + 1,
          heading.line().withText("Subtask " + part.number() + ": " + part.title()));
    }
    boolean label = Field.labelled(text).isPresent() || Character.isLowerCase(text.codePointAt(0));
    return label && !(HeadingForm.of(text) instanceof PhaseHead)
        ? new Block.Paragraph(List.of(heading.line()))
        : block;
  }

  private static Optional<String> id(Block block) {
    if (!(block instanceof Block.Heading heading)) {
      return Optional.empty();
    }
    String text = heading.line().text();
    if (!text.regionMatches(true, 0, START, 0, START.length())) {
      return Optional.empty();
    }
    Matcher matcher = ID.matcher(text);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
