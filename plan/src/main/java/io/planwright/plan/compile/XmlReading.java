package io.planwright.plan.compile;

import io.planwright.plan.compile.HeadingForm.TaskHead;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a plan of one phase whose tasks stand between {@code <task>} tags. */
final class XmlReading {
  private static final Pattern BULLET = Pattern.compile("^[-*]\\s+(\\[.?]\\s+)?");
  private static final Pattern TAG = Pattern.compile("</?\\w+>");

  private final DraftBuilder draft = new DraftBuilder();

  private XmlReading() {}

  static Draft read(
      String title,
      Optional<FrontMatter> frontMatter,
      List<XmlTasks.Entry> tasks,
      Problems problems) {
    XmlReading reading = new XmlReading();
    PhaseDraft phase = reading.phase(title, frontMatter);
    reading.draft.problems.info(
        "tags-as-tasks",
        tasks.getFirst().source(),
        tasks.size() + " tasks between <task> tags are the plan; what stands around them is not");
    for (XmlTasks.Entry task : tasks) {
      reading
          .draft
          .add(task.source(), () -> task(task, phase))
          .ifPresent(added -> reading.describe(added, task));
    }
    problems.addAll(reading.draft.problems);
    return reading.draft.draft(title);
  }

  private PhaseDraft phase(String title, Optional<FrontMatter> frontMatter) {
    String name =
        frontMatter
            .flatMap(FrontMatter::phase)
            .map(YamlTree.Text::text)
            .map(
                phase ->
                    phase
                        + frontMatter
                            .flatMap(f -> f.text("plan"))
                            .map(p -> " / plan " + p.text())
                            .orElse(""))
            .orElse(title);
    PhaseDraft phase =
        draft.phases.drawn(
            name, frontMatter.map(front -> front.members().source()).orElse(Problems.START));
    for (YamlTree.Text on : frontMatter.map(FrontMatter::dependsOn).orElse(List.of())) {
      draft.problems.warning(
          "dangling-reference",
          on.source(),
          "the document depends on " + on.text() + ", which is another one's and no task here",
          "run the other document first; this one does not wait for it");
    }
    return phase;
  }

  private static TaskDraft task(XmlTasks.Entry task, PhaseDraft phase) {
    String id = task.attribute("id").orElse("");
    return HeadingForm.of(task.title()) instanceof TaskHead head && !head.title().isEmpty()
        ? new TaskDraft(phase, head.kind(), head.id(), head.title(), task.source())
        : new TaskDraft(phase, "task", id, task.title(), task.source());
  }

  private void describe(TaskDraft task, XmlTasks.Entry entry) {
    task.gate = entry.checkpoint();
    entry.dependsOn().ifPresent(on -> draft.say(task, Field.Name.DEPENDS, on, entry.source()));
    entry
        .attribute("status")
        .ifPresent(is -> draft.say(task, Field.Name.STATUS, is, entry.source()));
    entry
        .attribute("priority")
        .ifPresent(is -> draft.say(task, Field.Name.PRIORITY, is, entry.source()));
    entry.attribute("agent").ifPresent(is -> draft.say(task, Field.Name.OWNER, is, entry.source()));
    for (XmlTasks.Part part : entry.parts()) {
      switch (part.name()) {
        case "files", "deliverables" ->
            draft.say(
                task,
                part.name().equals("files") ? Field.Name.FILES : Field.Name.DELIVERABLES,
                part.text().strip().replace('\n', ','),
                part.source());
        case "done", "verify", "verification", "acceptance_criteria" ->
            part.text()
                .lines()
                .map(line -> BULLET.matcher(line.strip()).replaceFirst(""))
                .map(line -> TAG.matcher(line).replaceAll("").strip())
                .filter(line -> !line.isEmpty())
                .forEach(line -> draft.say(task, Field.Name.CRITERIA, line, part.source()));
        case "action", "description", "objective" ->
            draft.say(task, Field.Name.DESCRIPTION, part.text().strip(), part.source());
        case "status" -> draft.say(task, Field.Name.STATUS, part.text().strip(), part.source());
        case "priority" -> draft.say(task, Field.Name.PRIORITY, part.text().strip(), part.source());
        case "agent" -> draft.say(task, Field.Name.OWNER, part.text().strip(), part.source());
        case "estimate" -> draft.say(task, Field.Name.ESTIMATE, part.text().strip(), part.source());
        default -> {}
      }
    }
  }
}
