package io.planwright.plan.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Task Master's text files, whose fields are headings: {@code # Task ID: 1}, {@code # Title: Setup},
 * {@code # Status: pending}.
 */
final class TaskFile {
  private static final Pattern ID = Pattern.compile("(?i)^task id\\s*:\\s*(\\S+)\\s*$");

  private TaskFile() {}

  /** The blocks with each task's headings joined to one and its fields below. */
  static List<Block> joined(List<Block> blocks) {
    if (blocks.stream().noneMatch(block -> id(block).isPresent())) {
      return blocks;
    }
    List<Block> joined = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      Optional<String> id = id(blocks.get(i));
      if (id.isEmpty()) {
        joined.add(blocks.get(i));
        continue;
      }
      Block.Heading first = (Block.Heading) blocks.get(i);
      List<Line> fields = new ArrayList<>();
      String title = "";
      while (i + 1 < blocks.size()
          && blocks.get(i + 1) instanceof Block.Heading next
          && next.level() == first.level()
          && id(next).isEmpty()
          && Field.labelled(next.line().text()).isPresent()) {
        Field.Labelled field = Field.labelled(next.line().text()).orElseThrow();
        if (field.label().equalsIgnoreCase("title")) {
          title = field.value();
        } else {
          fields.add(next.line());
        }
        i++;
      }
      joined.add(
          new Block.Heading(
              first.level() + 1, first.line().withText("Task " + id.get() + ": " + title)));
      joined.add(new Block.Paragraph(fields, first.source()));
    }
    return joined;
  }

  private static Optional<String> id(Block block) {
    if (!(block instanceof Block.Heading heading)) {
      return Optional.empty();
    }
    Matcher matcher = ID.matcher(heading.line().text());
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
