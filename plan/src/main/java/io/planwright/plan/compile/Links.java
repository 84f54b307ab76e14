package io.planwright.plan.compile;

import io.planwright.plan.Dependency;
import io.planwright.plan.Dependency.Kind;
import io.planwright.plan.Evidence;
import io.planwright.plan.Evidence.Form;
import io.planwright.plan.Source;
import io.planwright.plan.compile.DependencyText.Mention;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The edges of the plan: what was stated, resolved. */
final class Links {
  private final Map<Target, Map<Target, Dependency>> edges = new LinkedHashMap<>();
  private static final List<Form> MOST_TRUSTED_FIRST =
      List.of(Form.FIELD, Form.MERMAID, Form.TABLE, Form.PROSE, Form.ART, Form.ORDER);

  private static final Targets.Some NOTHING = new Targets.Some(List.of());

  private final List<Soft> soft = new ArrayList<>();
  private final List<Soft> heard = new ArrayList<>();
  private final Targets targets;
  private final Problems problems;
  private int count;
  private int heardEver;

  /** An edge that yields where it would close a cycle. */
  record Soft(Target from, Target to, Dependency dependency) {}

  private Links(Targets targets, Problems problems) {
    this.targets = targets;
    this.problems = problems;
  }

  static Links resolve(Draft draft, Targets targets, Problems problems) {
    Links links = new Links(targets, problems);
    for (Form form : MOST_TRUSTED_FIRST) {
      links.gather(draft, form);
      if (form == Form.FIELD) {
        links.heard.forEach(links::add);
      } else {
        links.settle(draft);
      }
      links.heard.clear();
    }
    for (TaskDraft task : draft.tasks()) {
      for (TaskDraft item : task.subtasks) {
        item.statements.forEach(statement -> links.raise(task, statement));
      }
    }
    return links;
  }

  private void gather(Draft draft, Form form) {
    for (PhaseDraft phase : draft.phases()) {
      hear(phase, phase.statements, form);
      for (TaskDraft task : phase.tasks) {
        hear(task, task.statements, form);
      }
    }
    for (Draft.Note note : draft.orderNotes()) {
      if (note.statement().form() == form) {
        targets.subject(note.subject()).forEach(subject -> note(subject, note.statement()));
      }
    }
    for (Draft.Drawing drawing : draft.drawings()) {
      if (drawing.form() == form) {
        draw(drawing);
      }
    }
    if (form == Form.PROSE) {
      draft.sequences().forEach(this::follow);
    }
  }

  /** Prose is read for what it surely says; the other forms must name what there is. */
  private void hear(Target from, List<Statement> statements, Form form) {
    for (Statement statement : statements) {
      if (statement.form() == form && form == Form.PROSE) {
        note(from, statement);
      } else if (statement.form() == form) {
        state(from, statement);
      }
    }
  }

  /** Takes what was heard, but for what contradicts more trusted words. */
  private void settle(Draft draft) {
    if (heard.isEmpty()) {
      return;
    }
    Graph trusted = new Graph(draft);
    edges.forEach((from, tos) -> tos.keySet().forEach(to -> trusted.need(from, to)));
    Set<Soft> doubtful = new LinkedHashSet<>(trusted.split(heard).dropped());
    int trials = 0;
    for (Soft edge : heard) {
      boolean contradicts =
          edge.from() != edge.to()
              && doubtful.contains(edge)
              && (++trials > Limits.MOST_TRIALS || trusted.split(List.of(edge)).kept().isEmpty());
      if (contradicts) {
        disagree(edge);
      } else if (yields(edge)) {
        addSoft(edge);
      } else {
        add(edge);
      }
    }
  }

  private static boolean yields(Soft edge) {
    Evidence evidence = edge.dependency().evidence();
    return evidence.form() == Form.ART
        || evidence.form() == Form.ORDER
        || (evidence.form() == Form.PROSE && evidence.confidence() < 1);
  }

  private void disagree(Soft edge) {
    Dependency opposite = of(edge.to()).get(edge.from());
    problems.warning(
        "dependency-disagreement",
        edge.dependency().source(),
        "%s waits for %s here, and the other way round %s"
            .formatted(
                edge.from().called(),
                edge.to().called(),
                opposite == null
                    ? "by what is stated elsewhere"
                    : "in line " + opposite.source().line()),
        "make both places say the same; the other one counts");
  }

  /** A drawing counts if most of its labels are tasks or phases of the plan. */
  private void draw(Draft.Drawing drawing) {
    Map<String, Optional<Targets.Some>> found = new LinkedHashMap<>();
    for (Draft.Label label : drawing.labels()) {
      found.computeIfAbsent(label.text(), targets::label);
    }
    long known = found.values().stream().filter(Optional::isPresent).count();
    double least = drawing.announced() ? 0.3 : 0.5;
    if (known < 2 || known < least * found.size()) {
      if (!found.isEmpty() && (known > 0 || drawing.announced())) {
        problems.info(
            "drawing-ignored",
            drawing.labels().getFirst().source(),
            "%d of its %d labels are tasks or phases here, too few to read its order"
                .formatted(known, found.size()));
      }
      return;
    }
    Set<String> said = new LinkedHashSet<>();
    for (Draft.Label label : drawing.labels()) {
      Optional<Targets.Some> some = found.getOrDefault(label.text(), Optional.empty());
      if (some.filter(match -> match.confidence() < 1).isPresent() && said.add(label.text())) {
        matched(label.text(), some.get(), label.source());
      }
      if (some.isEmpty()) {
        problems.info(
            "label-unmatched",
            label.source(),
            "\"" + label.text() + "\" stands for no task or phase here, its arrows are left out");
      }
    }
    for (Draft.Arrow arrow : drawing.arrows()) {
      Optional<Targets.Some> start = found.getOrDefault(arrow.start(), Optional.empty());
      Optional<Targets.Some> end = found.getOrDefault(arrow.end(), Optional.empty());
      if (start.isPresent() && end.isPresent()) {
        double confidence = arrow.confidence() * start.get().confidence() * end.get().confidence();
        for (Target from : end.get().targets()) {
          for (Target to : start.get().targets()) {
            if (from != to && !(from instanceof TaskDraft task && task.phase == to)) {
              hear(from, to, new Evidence(drawing.form(), rounded(confidence)), arrow.source());
            }
          }
        }
      }
    }
  }

  /** Each step of a numbered list waits for the one before, as far as its words are tasks. */
  private void follow(Draft.Sequence sequence) {
    Optional<PhaseDraft> scope = targets.phaseIn(sequence.scope());
    Map<TaskDraft, Double> before = new LinkedHashMap<>();
    Set<TaskDraft> seen = new LinkedHashSet<>();
    for (List<Draft.Label> step : sequence.steps()) {
      Map<TaskDraft, Double> now = new LinkedHashMap<>();
      for (Draft.Label label : step) {
        for (TitleMatch.Match match : targets.mentioned(label.text(), scope)) {
          if (!seen.contains(match.task())) {
            now.put(match.task(), match.confidence());
            if (match.confidence() < 1 && !before.isEmpty()) {
              Targets.Some some = new Targets.Some(List.of(match.task()), match.confidence());
              matched(label.text(), some, label.source());
            }
            before.forEach(
                (to, confidence) ->
                    hear(
                        match.task(),
                        to,
                        new Evidence(Form.PROSE, rounded(confidence * match.confidence())),
                        label.source()));
          }
        }
      }
      seen.addAll(now.keySet());
      if (!now.isEmpty()) {
        before = now;
      }
    }
  }

  /** A match of words is never silent. */
  private void matched(String words, Targets.Some some, Source at) {
    problems.info(
        "matched-by-words",
        at,
        "\"%s\" is taken for %s, with confidence %s"
            .formatted(words, some.targets().getFirst().called(), rounded(some.confidence())));
  }

  private static double rounded(double confidence) {
    return Math.round(confidence * 100) / 100.0;
  }

  private void hear(Target from, Target to, Evidence evidence, Source source) {
    if (++heardEver > Limits.MOST_DEPENDENCIES) {
      if (heardEver == Limits.MOST_DEPENDENCIES + 1) {
        tooMany(source);
      }
      return;
    }
    Kind kind = evidence.form() == Form.ORDER ? Kind.IMPLIED : Kind.EXPLICIT;
    heard.add(new Soft(from, to, new Dependency(to.key(), kind, evidence, source)));
  }

  private void add(Soft edge) {
    edges
        .computeIfAbsent(edge.from(), any -> new LinkedHashMap<>())
        .putIfAbsent(edge.to(), edge.dependency());
  }

  private void addSoft(Soft edge) {
    if (!of(edge.from()).containsKey(edge.to())) {
      soft.add(edge);
    }
  }

  Map<Target, Dependency> of(Target from) {
    return edges.getOrDefault(from, Collections.emptyMap());
  }

  List<Soft> soft() {
    return soft;
  }

  boolean has(Target from) {
    return edges.containsKey(from);
  }

  void add(Target from, Target to, Kind kind, Evidence evidence, Source source) {
    edges
        .computeIfAbsent(from, any -> new LinkedHashMap<>())
        .putIfAbsent(to, new Dependency(to.key(), kind, evidence, source));
  }

  void addSoft(Target from, Target to, Kind kind, Evidence evidence, Source source) {
    if (!of(from).containsKey(to)) {
      soft.add(new Soft(from, to, new Dependency(to.key(), kind, evidence, source)));
    }
  }

  private void state(Target from, Statement statement) {
    for (Mention mention : DependencyText.parse(statement.text())) {
      Targets.Some some = found(from, mention, statement);
      Evidence evidence = new Evidence(statement.form(), some.confidence());
      for (Target to : some.targets()) {
        if (statement.reversed()) {
          hear(to, from, evidence, statement.source());
        } else if (from instanceof PhaseDraft phase
            && to instanceof TaskDraft task
            && task.phase == phase) {
          problems.warning(
              "dependency-on-own-task",
              statement.source(),
              phase.called() + " cannot wait for its own task " + to.called(),
              "name what must come before the phase");
        } else if (from instanceof TaskDraft task && task.phase == to) {
          problems.warning(
              "dependency-on-own-phase",
              statement.source(),
              task.called() + " cannot wait for its own phase " + to.called(),
              "name the tasks that must come before it");
        } else {
          hear(from, to, evidence, statement.source());
        }
      }
    }
  }

  /** What an item of a checklist waits for, its task waits for. */
  private void raise(TaskDraft task, Statement statement) {
    for (Mention mention : DependencyText.parse(statement.text())) {
      for (Target to : found(task, mention, statement).targets()) {
        if (to != task && to != task.phase && !statement.reversed()) {
          addSoft(task, to, Kind.EXPLICIT, statement.evidence(), statement.source());
        }
      }
    }
  }

  /** Prose is read for what it surely says, and left alone for the rest. */
  private void note(Target from, Statement statement) {
    for (Mention mention : DependencyText.parse(statement.text())) {
      if (count < Limits.MOST_DEPENDENCIES
          && targets.find(mention, from) instanceof Targets.Some some
          && some.confidence() == 1) {
        count += some.targets().size();
        for (Target to : some.targets()) {
          boolean own = to == from || (from instanceof TaskDraft task && task.phase == to);
          if (!own && statement.reversed()) {
            hear(to, from, statement.evidence(), statement.source());
          } else if (!own) {
            hear(from, to, statement.evidence(), statement.source());
          }
        }
      }
    }
  }

  private Targets.Some found(Target from, Mention mention, Statement statement) {
    if (count > Limits.MOST_DEPENDENCIES) {
      return NOTHING;
    }
    return switch (targets.find(mention, from)) {
      case Targets.Some some -> {
        if (some.confidence() < 1) {
          String words =
              mention instanceof DependencyText.Phrase phrase ? phrase.text() : statement.text();
          matched(words, some, statement.source());
        }
        yield new Targets.Some(counted(some.targets(), statement), some.confidence());
      }
      case Targets.Dangling dangling -> {
        problems.warning(
            "dangling-reference",
            statement.source(),
            from.called() + " depends on " + dangling.name() + ", which is no task or phase here",
            "name a task's id or title, or a phase");
        yield NOTHING;
      }
      case Targets.Ambiguous ambiguous -> {
        problems.warning(
            "ambiguous-reference",
            statement.source(),
            ambiguous.name()
                + " must name one task or phase, it names "
                + ambiguous.candidates().size(),
            "name it with its phase, or by its title");
        yield NOTHING;
      }
      case Targets.Outside outside -> {
        problems.info(
            "dependency-outside",
            statement.source(),
            "\"" + outside.words() + "\" names nothing in the plan and is not waited for");
        yield NOTHING;
      }
    };
  }

  private void tooMany(Source at) {
    problems.error(
        "too-many-dependencies",
        at,
        "a plan must have at most " + Limits.MOST_DEPENDENCIES + " dependencies",
        "let phases depend on phases instead of tasks on tasks");
  }

  private List<Target> counted(List<Target> found, Statement statement) {
    count += found.size();
    if (count > Limits.MOST_DEPENDENCIES) {
      tooMany(statement.source());
      return List.of();
    }
    return found;
  }
}
