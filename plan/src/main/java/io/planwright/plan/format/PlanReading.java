package io.planwright.plan.format;

import io.planwright.plan.Binding;
import io.planwright.plan.Catalogue;
import io.planwright.plan.Criterion;
import io.planwright.plan.Dependency;
import io.planwright.plan.Details;
import io.planwright.plan.Estimate;
import io.planwright.plan.Evidence;
import io.planwright.plan.Measure;
import io.planwright.plan.Note;
import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Progress;
import io.planwright.plan.Risk;
import io.planwright.plan.Rollback;
import io.planwright.plan.Setting;
import io.planwright.plan.Source;
import io.planwright.plan.Subtask;
import io.planwright.plan.Task;
import io.planwright.plan.format.Names.PhaseNames;
import io.planwright.plan.format.Tree.Items;
import io.planwright.plan.format.Tree.Members;
import io.planwright.plan.format.Tree.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Reads a plan from a document's tree: the members of the records by their names, what has a
 * default left out at will, and a few short forms. Everything that is wrong is reported, each with
 * its place, and what can be read is read.
 */
final class PlanReading {
  static final int VERSION = 1;
  static final int MOST_TASKS = 5_000;
  private static final String GATE = "gate.review";

  private static final List<String> PLAN =
      List.of(
          "planwright",
          "title",
          "manual",
          "criteria",
          "phases",
          "risks",
          "rollbacks",
          "settings",
          "notes",
          "diagnostics");
  private static final List<String> PHASE =
      List.of(
          "key",
          "id",
          "title",
          "priority",
          "assignee",
          "estimate",
          "dependsOn",
          "criteria",
          "tasks",
          "gate",
          "source");
  private static final List<String> TASK =
      List.of(
          "key",
          "id",
          "title",
          "state",
          "priority",
          "assignee",
          "estimate",
          "dependsOn",
          "criteria",
          "subtasks",
          "binding",
          "details",
          "source");
  private static final List<String> DETAILS =
      List.of(
          "description",
          "supporters",
          "parallel",
          "optional",
          "gate",
          "labels",
          "deliverables",
          "files",
          "outside");
  private static final List<String> DEPENDENCY = List.of("key", "kind", "evidence", "source");
  private static final List<String> CRITERION = List.of("text", "measure", "source");
  private static final List<String> MEASURE =
      List.of("metric", "comparator", "value", "upper", "unit", "baseline", "named");
  private static final List<String> ESTIMATE = List.of("text", "effort", "least", "points");

  private final Findings findings;
  private final BindingReading bindings;
  private final Names names;

  private PlanReading(Findings findings, BindingReading bindings, Names names) {
    this.findings = findings;
    this.bindings = bindings;
    this.names = names;
  }

  static Plan read(Tree tree, Catalogue catalogue, Findings findings) {
    Fields fields = Fields.of(tree, "a plan", PLAN, findings);
    fields.whole("planwright", VERSION, VERSION);
    List<Tree> phases =
        fields.tree("phases").orElse(tree) instanceof Items items ? items.items() : List.of();
    if (tooMany(phases, findings)) {
      return Plan.of(fields.text("title").orElse(""), List.of());
    }
    Names names = Names.of(phases, findings);
    BindingReading bindings = BindingReading.of(fields.tree("manual"), catalogue, names, findings);
    Plan plan = new PlanReading(findings, bindings, names).plan(fields, phases);
    if (plan.tasks().findFirst().isEmpty()) {
      findings.error(
          "not-a-plan",
          Findings.START,
          "expected a plan, no task was found",
          "add a task to a phase");
    }
    Cycles.report(plan, findings);
    return plan;
  }

  /** Phases and tasks count alike. */
  private static boolean tooMany(List<Tree> phases, Findings findings) {
    long count = phases.size();
    for (Tree phase : phases) {
      count += Names.tasks(phase).size();
    }
    if (count > 2L * MOST_TASKS) {
      findings.error(
          "too-many-tasks",
          Findings.START,
          "a plan must have at most "
              + MOST_TASKS
              + " tasks, this one has phases and tasks "
              + count,
          "split it into several plans");
    }
    return count > 2L * MOST_TASKS;
  }

  private Plan plan(Fields fields, List<Tree> trees) {
    if (fields.tree("phases").isEmpty()) {
      fields.missing("phases");
    }
    fields.each("phases", Optional::of);
    List<Phase> phases = new ArrayList<>();
    for (int i = 0; i < trees.size(); i++) {
      phases.add(phase(trees.get(i), names.phase(i)));
    }
    return new Plan(
        fields.required("title"),
        phases,
        criteria(fields),
        fields.each("risks", this::risk),
        fields.each("rollbacks", this::rollback),
        fields.each("settings", this::setting),
        fields.each("notes", this::note));
  }

  private Phase phase(Tree tree, PhaseNames within) {
    Fields fields = Fields.of(tree, "a phase", PHASE, findings);
    List<Task> tasks = new ArrayList<>();
    List<Tree> trees = fields.each("tasks", Optional::of);
    for (int i = 0; i < trees.size(); i++) {
      tasks.add(task(trees.get(i), within.tasks().get(i), within));
    }
    fields.text("key");
    return new Phase(
        within.key(),
        fields.text("id"),
        fields.required("title"),
        fields.word("priority", Words.PRIORITY),
        fields.text("assignee"),
        estimate(fields),
        dependencies(fields, within),
        criteria(fields),
        tasks,
        fields.tree("gate").flatMap(gate -> gate(gate, within)),
        fields.at());
  }

  private Optional<Binding> gate(Tree tree, PhaseNames within) {
    Binding gate =
        bindings.read(Optional.of(tree), within.key(), within, new ArrayList<>(), tree.at());
    if (gate.executor().equals(GATE)) {
      return Optional.of(gate);
    }
    findings.error(
        "gate-invalid",
        tree.at(),
        "the gate of a phase must have the executor " + GATE + ", came " + gate.executor(),
        "");
    return Optional.empty();
  }

  private Task task(Tree tree, String key, PhaseNames within) {
    Fields fields = Fields.of(tree, "a task", TASK, findings);
    List<Dependency> dependencies = new ArrayList<>(dependencies(fields, within));
    Binding binding = bindings.read(fields.tree("binding"), key, within, dependencies, fields.at());
    fields.text("key");
    return new Task(
        key,
        fields.text("id"),
        fields.required("title"),
        fields.word("state", Words.PROGRESS).orElse(Progress.TODO),
        fields.word("priority", Words.PRIORITY),
        fields.text("assignee"),
        estimate(fields),
        dependencies,
        criteria(fields),
        fields.each("subtasks", this::subtask),
        binding,
        fields.tree("details").map(this::details).orElse(Details.NONE),
        fields.at());
  }

  private List<Dependency> dependencies(Fields fields, PhaseNames within) {
    return fields.each("dependsOn", tree -> dependency(fields, tree, within));
  }

  private Optional<Dependency> dependency(Fields of, Tree tree, PhaseNames within) {
    if (tree instanceof Members) {
      Fields fields = Fields.of(tree, "a dependency", DEPENDENCY, findings);
      return target(fields.required("key"), tree.at(), within)
          .map(
              key ->
                  new Dependency(
                      key,
                      fields.word("kind", Words.KIND).orElse(Dependency.Kind.EXPLICIT),
                      fields.tree("evidence").map(this::evidence).orElse(Evidence.FIELD),
                      tree.at()));
    }
    return of.text("each of dependsOn", tree)
        .flatMap(name -> target(name, tree.at(), within))
        .map(key -> new Dependency(key, Dependency.Kind.EXPLICIT, Evidence.FIELD, tree.at()));
  }

  private Optional<String> target(String name, Source at, PhaseNames within) {
    Optional<String> key = names.resolve(name, within);
    if (key.isEmpty()) {
      findings.unknown(
          "dangling-reference",
          at,
          "expected the key, id or title of one phase or task, came " + name,
          name,
          names.all());
    }
    return key;
  }

  private Evidence evidence(Tree tree) {
    Fields fields = Fields.of(tree, "evidence", List.of("form", "confidence"), findings);
    return new Evidence(
        fields.word("form", Words.EVIDENCE).orElse(Evidence.Form.FIELD),
        fields.fraction("confidence").orElse(1.0));
  }

  private Optional<Estimate> estimate(Fields of) {
    return of.tree("estimate")
        .flatMap(
            tree -> {
              if (tree instanceof Scalar) {
                return of.text("estimate")
                    .map(
                        text ->
                            new Estimate(
                                text, Optional.empty(), Optional.empty(), Optional.empty()));
              }
              Fields fields = Fields.of(tree, "an estimate", ESTIMATE, findings);
              return Optional.of(
                  new Estimate(
                      fields.text("text").orElse(""),
                      fields.duration("effort"),
                      fields.duration("least"),
                      fields.number("points")));
            });
  }

  private List<Criterion> criteria(Fields of) {
    return of.each(
        "criteria",
        tree -> {
          if (tree instanceof Scalar) {
            return of.text("each of criteria", tree)
                .map(text -> Criterion.attested(text, tree.at()));
          }
          Fields fields = Fields.of(tree, "a criterion", CRITERION, findings);
          return Optional.of(
              new Criterion(
                  fields.required("text"),
                  fields.tree("measure").flatMap(this::measure),
                  tree.at()));
        });
  }

  private Optional<Measure> measure(Tree tree) {
    Fields fields = Fields.of(tree, "a measure", MEASURE, findings);
    Optional<Measure.Comparator> comparator = fields.word("comparator", Words.COMPARATOR);
    Optional<Double> value = fields.number("value");
    if (fields.tree("comparator").isEmpty()) {
      fields.missing("comparator");
    }
    if (fields.tree("value").isEmpty()) {
      fields.missing("value");
    }
    if (comparator.isEmpty() || value.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Measure(
            fields.text("metric").orElse(""),
            comparator.get(),
            value.get(),
            fields.number("upper"),
            fields.text("unit").orElse(""),
            fields.number("baseline"),
            fields.tree("named").map(this::evidence).orElse(Evidence.FIELD)));
  }

  private Optional<Subtask> subtask(Tree tree) {
    if (tree instanceof Scalar scalar && !scalar.nothing()) {
      return Optional.of(new Subtask(Optional.empty(), scalar.text(), Progress.TODO, tree.at()));
    }
    Fields fields =
        Fields.of(tree, "a sub-task", List.of("id", "title", "state", "source"), findings);
    return Optional.of(
        new Subtask(
            fields.text("id"),
            fields.required("title"),
            fields.word("state", Words.PROGRESS).orElse(Progress.TODO),
            tree.at()));
  }

  private Details details(Tree tree) {
    Fields fields = Fields.of(tree, "details", DETAILS, findings);
    return new Details(
        fields.text("description").orElse(""),
        fields.texts("supporters"),
        fields.flag("parallel"),
        fields.flag("optional"),
        fields.flag("gate"),
        fields.texts("labels"),
        fields.texts("deliverables"),
        fields.texts("files"),
        fields.texts("outside"));
  }

  private Optional<Risk> risk(Tree tree) {
    if (tree instanceof Scalar scalar && !scalar.nothing()) {
      return Optional.of(new Risk(scalar.text(), Optional.empty(), Optional.empty(), tree.at()));
    }
    Fields fields =
        Fields.of(tree, "a risk", List.of("text", "level", "mitigation", "source"), findings);
    return Optional.of(
        new Risk(
            fields.required("text"), fields.text("level"), fields.text("mitigation"), tree.at()));
  }

  private Optional<Rollback> rollback(Tree tree) {
    Fields fields =
        Fields.of(tree, "a rollback", List.of("title", "undoes", "steps", "source"), findings);
    PhaseNames nowhere = new PhaseNames("", List.of(), new LinkedHashMap<>());
    List<String> undoes =
        fields.each(
            "undoes",
            item ->
                fields
                    .text("each of undoes", item)
                    .flatMap(name -> target(name, item.at(), nowhere)));
    return Optional.of(
        new Rollback(fields.required("title"), undoes, fields.texts("steps"), tree.at()));
  }

  private Optional<Setting> setting(Tree tree) {
    Fields fields =
        Fields.of(tree, "a setting", List.of("group", "name", "value", "source"), findings);
    return Optional.of(
        new Setting(
            fields.text("group").orElse(""),
            fields.required("name"),
            fields.required("value"),
            tree.at()));
  }

  private Optional<Note> note(Tree tree) {
    Fields fields =
        Fields.of(tree, "a note", List.of("topic", "title", "text", "source"), findings);
    if (fields.tree("topic").isEmpty()) {
      fields.missing("topic");
    }
    return fields
        .word("topic", Words.TOPIC)
        .map(
            topic ->
                new Note(
                    topic,
                    fields.text("title").orElse(""),
                    fields.text("text").orElse(""),
                    tree.at()));
  }
}
