package io.planwright.plan.compile;

import io.planwright.plan.Source;
import java.util.Optional;

/** A document that is one task, which its front matter describes. */
final class SingleTask {
  private final DraftBuilder draft;
  private final Section root;

  SingleTask(DraftBuilder draft, Section root) {
    this.draft = draft;
    this.root = root;
  }

  void read(FrontMatter frontMatter) {
    Optional<YamlTree.Text> title = frontMatter.title();
    boolean described =
        frontMatter.status().isPresent()
            && (frontMatter.members().has("depends_on", "dependencies", "parallel", "priority")
                || frontMatter.id().isPresent());
    if (title.isEmpty() || !described) {
      return;
    }
    Source at = title.get().source();
    PhaseDraft phase = draft.phases.of(root);
    String id = frontMatter.id().map(YamlTree.Text::text).orElse("");
    draft
        .add(at, () -> new TaskDraft(phase, "task", id, title.get().text(), at))
        .ifPresent(task -> describe(task, frontMatter));
  }

  private void describe(TaskDraft task, FrontMatter frontMatter) {
    frontMatter
        .status()
        .ifPresent(text -> draft.say(task, Field.Name.STATUS, text.text(), text.source()));
    frontMatter
        .owner()
        .ifPresent(text -> draft.say(task, Field.Name.OWNER, text.text(), text.source()));
    frontMatter
        .priority()
        .ifPresent(text -> draft.say(task, Field.Name.PRIORITY, text.text(), text.source()));
    frontMatter
        .text("estimate", "effort", "size", "hours")
        .ifPresent(text -> draft.say(task, Field.Name.ESTIMATE, text.text(), text.source()));
    task.parallel =
        frontMatter.text("parallel").filter(value -> value.text().equals("true")).isPresent();
    frontMatter
        .dependsOn()
        .forEach(
            on -> {
              // Of a plan in many files, the others are not at hand.
              task.outside.add(on.text());
              draft.problems.info(
                  "dependency-outside",
                  on.source(),
                  "\"" + on.text() + "\" is another document's and is not waited for");
            });
  }
}
