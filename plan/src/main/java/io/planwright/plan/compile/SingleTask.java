package io.planwright.plan.compile;

import io.planwright.plan.Evidence.Form;
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
    say(task, Field.Name.STATUS, frontMatter.status());
    say(task, Field.Name.OWNER, frontMatter.owner());
    say(task, Field.Name.PRIORITY, frontMatter.priority());
    say(task, Field.Name.ESTIMATE, frontMatter.text("estimate", "effort", "size", "hours"));
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

  private void say(TaskDraft task, Field.Name name, Optional<YamlTree.Text> value) {
    value.ifPresent(
        text -> draft.say(task, new Field(name, "", text.text()), Form.FIELD, text.source()));
  }
}
