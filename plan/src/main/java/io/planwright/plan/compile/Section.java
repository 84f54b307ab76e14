package io.planwright.plan.compile;

import io.planwright.plan.Progress;
import io.planwright.plan.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A heading with what stands under it; the root has none. */
final class Section {
  /** What a section is to the plan. */
  enum Role {
    PHASE,
    TASK,
    SUBTASK,
    CRITERIA,
    GROUP
  }

  private static final Pattern GENERIC =
      Pattern.compile(
          "(?i)^(\\W*)(tasks?|to-?do|steps|task list|tareas|tarefas|aufgaben|tâches|任务|タスク"
              + "|implementation( tasks)?( for .*)?|tests( for .*)?|work items|backlog)\\W*$");

  private static final String GENERIC_STARTS = "tsaiwb";
  private static final char FIRST_BEYOND_LATIN = 0x80;

  final Optional<Section> parent;
  final Optional<Block.Heading> heading;
  final HeadingForm form;

  /** What its heading says of the lists under it. */
  final Optional<Field.Name> label;

  /** What its own heading names. */
  final Set<Topic> topics;

  final List<Block> blocks = new ArrayList<>();
  final List<Section> children = new ArrayList<>();
  Role role = Role.GROUP;

  /** Says only that tasks follow: the heading above it is the better phase. */
  final boolean generic;

  private final int level;
  private final String title;

  private Section(Optional<Section> parent, Optional<Block.Heading> heading) {
    this.parent = parent;
    this.heading = heading;
    this.level = heading.map(Block.Heading::level).orElse(0);
    String text = heading.map(found -> found.line().text()).orElse("");
    this.title =
        Words.undecorated(CheckboxItem.boxed(text).map(CheckboxItem.Boxed::text).orElse(text));
    this.form = HeadingForm.of(title);
    this.label = CriteriaLabel.of(title);
    this.topics = Topic.of(title);
    this.generic = mayBeGeneric(title) && GENERIC.matcher(title).matches();
  }

  /** By the first plain Latin letter or digit; a title of another script may have none. */
  private static boolean mayBeGeneric(String title) {
    for (int i = 0; i < title.length(); i++) {
      char c = title.charAt(i);
      if (c < FIRST_BEYOND_LATIN && (Character.isLetterOrDigit(c) || c == '_')) {
        return GENERIC_STARTS.indexOf(Character.toLowerCase(c)) >= 0;
      }
    }
    return true;
  }

  /** The tree of a document's headings, whose depth is bounded by the six levels of headings. */
  static Section tree(List<Block> document) {
    Section root = new Section(Optional.empty(), Optional.empty());
    Section current = root;
    for (Block block : document) {
      if (block instanceof Block.Heading heading) {
        Section above = current;
        while (above.level() >= heading.level() && above.parent.isPresent()) {
          above = above.parent.get();
        }
        current = new Section(Optional.of(above), Optional.of(heading));
        above.children.add(current);
      } else {
        current.blocks.add(block);
      }
    }
    return root;
  }

  int level() {
    return level;
  }

  /** Whether its heading, or the one that it stands under, names a topic. */
  boolean isAbout(Topic topic) {
    return topics.contains(topic)
        || parent.filter(above -> above.level > 1 && above.topics.contains(topic)).isPresent();
  }

  String title() {
    return title;
  }

  /** What the heading itself says of its task: by a box, a strike, a check mark. */
  Optional<Progress> state() {
    if (heading.isEmpty()) {
      return Optional.empty();
    }
    Line line = heading.get().line();
    if (line.struck()) {
      return Optional.of(Progress.CANCELLED);
    }
    return CheckboxItem.boxed(line.text())
        .map(CheckboxItem.Boxed::state)
        .or(() -> line.text().startsWith("✅") ? Optional.of(Progress.DONE) : Optional.empty());
  }

  Source source() {
    return heading.map(Block.Heading::source).orElse(Problems.START);
  }
}
