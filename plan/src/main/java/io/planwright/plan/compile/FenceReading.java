package io.planwright.plan.compile;

import io.planwright.plan.Criterion;
import io.planwright.plan.Evidence.Form;
import io.planwright.plan.Source;
import io.planwright.plan.criteria.CriterionText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads what stands in code fences: lists of tasks, waves, drawings. */
final class FenceReading {
  /** A fence outside of a task must so surely list tasks to add some. */
  private static final double SURE = 0.7;

  private static final int MOST_ARROWS = 20_000;

  /** Drawings of bars and letters alone are small. */
  private static final int MOST_PLAIN_ART = 2_000;

  private final DraftBuilder draft;
  private final DrawingReading drawings;
  private final boolean delegations;

  /**
   * @param delegations lines that hand work to agents are the tasks
   */
  FenceReading(DraftBuilder draft, DrawingReading drawings, boolean delegations) {
    this.draft = draft;
    this.drawings = drawings;
    this.delegations = delegations;
  }

  void read(Block.Fence fence, Place place) {
    if (!draft.takesFence(fence.source())) {
      return;
    }
    if (place.criteria()) {
      readCriteria(fence);
      return;
    }
    if (delegations && place.task().isEmpty()) {
      DelegationLine.read(fence).forEach(line -> delegate(line, place));
    }
    switch (fence.language().toLowerCase(Locale.ROOT)) {
      case "yaml", "yml", "json", "jsonc", "json5" ->
          tree(fence).ifPresent(tree -> readTree(tree, place));
      case "mermaid" -> drawings.read(fence, place.section().isAbout(Topic.ORDER));
      case "", "text", "txt", "ascii", "plain", "plaintext", "diagram" -> {
        drawings.read(fence, place.section().isAbout(Topic.ORDER));
        if (place.task().isEmpty() && mayDraw(fence.content())) {
          ArtGraph.read(fence).ifPresent(art -> draft.drawings.add(drawing(art)));
        }
      }
      default -> {}
    }
  }

  private void delegate(DelegationLine line, Place place) {
    if (line.form() == DelegationLine.Form.SENTENCE) {
      return;
    }
    draft
        .add(
            line.source(),
            () ->
                new TaskDraft(
                    draft.phases.of(place.section()), "", line.id(), line.text(), line.source()))
        .ifPresent(
            task -> {
              draft.say(task, Field.Name.OWNER, line.agent(), line.source());
              draft.say(task, Field.Name.DEPENDS, line.dependsOn(), line.source());
            });
  }

  /** What a fence holds; what breaks it is said. */
  private Optional<YamlTree> tree(Block.Fence fence) {
    YamlTree.Reading reading = YamlTree.read(Places.of(fence));
    if (!reading.problem().isEmpty()) {
      draft.problems.info(
          "fence-unreadable",
          reading.brokenAt().orElse(fence.source()),
          "this " + fence.language() + " block is not read: " + reading.problem());
    }
    return reading.root();
  }

  private void readTree(YamlTree tree, Place place) {
    Optional<JsonWaves> waves = place.task().isPresent() ? Optional.empty() : JsonWaves.of(tree);
    if (waves.isPresent()) {
      draft.drawings.add(drawing(waves.get()));
      return;
    }
    Optional<YamlTasks> tasks = YamlTasks.of(tree);
    if (tasks.isPresent() && place.task().isPresent()) {
      addItems(tasks.get(), place.task().get());
    } else if (tasks.isPresent() && tasks.get().confidence() >= SURE) {
      draft.problems.info(
          "fence-as-tasks",
          tasks.get().entries().getFirst().source(),
          "the entries of this block are taken for tasks, with confidence "
              + tasks.get().confidence());
      tasks.get().entries().forEach(entry -> addTask(entry, place));
    }
  }

  /** Whether a text has a line or an arrow at all. */
  private static boolean mayDraw(String text) {
    boolean head = text.length() < MOST_PLAIN_ART && text.indexOf('v') >= 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // A v alone is a letter.
      if (head && "+^<`\\".indexOf(c) >= 0) {
        return true;
      }
      boolean drawn =
          (c >= 0x2190 && c <= 0x21FF) || (c >= 0x2500 && c <= 0x25FF) || (c == '>' && i > 0);
      if (drawn && (c != '>' || text.charAt(i - 1) == '-' || text.charAt(i - 1) == '=')) {
        return true;
      }
      if (c == '|' && text.length() < MOST_PLAIN_ART) {
        return true;
      }
    }
    return false;
  }

  /** Lists of criteria, by the phases that their names speak of. */
  private void readCriteria(Block.Fence fence) {
    if (!(fence.language().equals("yaml") || fence.language().equals("yml"))) {
      return;
    }
    YamlTree.read(Places.of(fence))
        .root()
        .filter(YamlTree.Members.class::isInstance)
        .map(YamlTree.Members.class::cast)
        .ifPresent(tree -> tree.members().forEach(this::readCriteria));
  }

  private void readCriteria(YamlTree.Member list) {
    List<Criterion> criteria =
        YamlTree.texts(list.value()).stream()
            .map(text -> CriterionText.of(text.text(), text.source()))
            .toList();
    Optional<PhaseDraft> phase =
        DependencyText.parse(list.key().replace('_', ' ')).stream()
            .filter(DependencyText.One.class::isInstance)
            .map(DependencyText.One.class::cast)
            .flatMap(
                one -> draft.phases.called(one.kind() + " " + Identifier.normal(one.id())).stream())
            .findFirst();
    phase.map(found -> found.criteria).orElse(draft.about.criteria).addAll(criteria);
  }

  private void addItems(YamlTasks tasks, TaskDraft task) {
    for (YamlTasks.Entry entry : tasks.entries()) {
      draft
          .addItem(task, entry.source(), () -> draft(entry, task.phase))
          .ifPresent(item -> describe(item, entry));
    }
    for (YamlTasks.Extra extra : tasks.extras()) {
      Field.name(extra.name())
          .ifPresent(
              name ->
                  extra
                      .items()
                      .forEach(
                          item ->
                              draft.say(
                                  task,
                                  new Field(name, "", item.text()),
                                  Form.FIELD,
                                  item.source())));
    }
  }

  private void addTask(YamlTasks.Entry entry, Place place) {
    PhaseDraft phase =
        entry.group().isEmpty()
            ? draft.phases.of(place.section())
            : draft.phases.named(new Line(entry.group(), "", false, entry.source()));
    draft
        .add(entry.source(), () -> draft(entry, phase))
        .ifPresent(
            task -> {
              describe(task, entry);
              for (YamlTasks.Entry part : entry.parts()) {
                draft
                    .addItem(task, part.source(), () -> draft(part, phase))
                    .ifPresent(item -> describe(item, part));
              }
            });
  }

  private static TaskDraft draft(YamlTasks.Entry entry, PhaseDraft phase) {
    return new TaskDraft(phase, "", entry.id(), entry.title(), entry.source());
  }

  private void describe(TaskDraft task, YamlTasks.Entry entry) {
    Source at = entry.source();
    draft.say(task, Field.Name.OWNER, entry.owner(), at);
    draft.say(task, Field.Name.OWNER, entry.role().replace('_', ' '), at);
    draft.say(task, Field.Name.STATUS, entry.status(), at);
    draft.say(task, Field.Name.PRIORITY, entry.priority(), at);
    draft.say(task, Field.Name.ESTIMATE, entry.estimate(), at);
    draft.say(task, Field.Name.DESCRIPTION, entry.description(), at);
    entry
        .dependsOn()
        .forEach(
            on -> task.statements.add(new Statement(on.text(), false, Form.FIELD, on.source())));
  }

  /** Each wave waits for the one before. */
  private static Draft.Drawing drawing(JsonWaves waves) {
    List<Draft.Label> labels = new ArrayList<>();
    List<Draft.Arrow> arrows = new ArrayList<>();
    List<YamlTree.Text> before = List.of();
    for (JsonWaves.Wave wave : waves.waves()) {
      for (YamlTree.Text task : wave.tasks()) {
        labels.add(new Draft.Label(task.text(), task.source()));
        for (YamlTree.Text earlier : before) {
          if (arrows.size() < MOST_ARROWS) {
            arrows.add(new Draft.Arrow(earlier.text(), task.text(), 1, task.source()));
          }
        }
      }
      before = wave.tasks();
    }
    return new Draft.Drawing(Form.ORDER, true, labels, arrows);
  }

  private static Draft.Drawing drawing(ArtGraph art) {
    List<Draft.Label> labels = new ArrayList<>();
    List<Draft.Arrow> arrows = new ArrayList<>();
    for (ArtGraph.Edge edge : art.edges()) {
      labels.add(new Draft.Label(edge.from().text(), edge.from().source()));
      labels.add(new Draft.Label(edge.to().text(), edge.to().source()));
      arrows.add(
          new Draft.Arrow(
              edge.from().text(), edge.to().text(), edge.confidence(), edge.to().source()));
    }
    return new Draft.Drawing(Form.ART, false, labels, arrows);
  }
}
