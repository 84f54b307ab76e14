package io.planwright.plan.format;

import io.planwright.plan.Binding;
import io.planwright.plan.Binding.OnFailure;
import io.planwright.plan.Binding.Origin;
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
import io.planwright.plan.Subtask;
import io.planwright.plan.Task;
import io.planwright.plan.Undo;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;

/** A plan as maps and lists for reading by people: defaults are left out, short forms are used. */
final class PlanShape {
  private final Optional<Binding> byHand;

  private PlanShape(Optional<Binding> byHand) {
    this.byHand = byHand;
  }

  static Map<String, Object> of(Plan plan) {
    return new PlanShape(byHand(plan)).plan(plan);
  }

  /** How tasks wait for a person that say nothing of it: as the first of them does. */
  static Optional<Binding> byHand(Plan plan) {
    return plan.tasks()
        .map(task -> task.binding().withProposal(Optional.empty()))
        .filter(binding -> isByHand(binding))
        .findFirst();
  }

  private static boolean isByHand(Binding binding) {
    return binding.origin() == Origin.MANUAL
        && binding.executor().equals(BindingReading.MANUAL)
        && binding.onFailure() == OnFailure.UNDO
        && binding.undo() instanceof Undo.Own
        && binding.confidence().isEmpty();
  }

  private Map<String, Object> plan(Plan plan) {
    Shape shape = new Shape();
    shape.put("planwright", PlanReading.VERSION);
    shape.put("title", plan.title());
    byHand.ifPresent(binding -> shape.put("manual", waiting(binding, "attempts", 0)));
    shape.list("criteria", plan.criteria(), PlanShape::criterion);
    shape.put("phases", plan.phases().stream().map(this::phase).toList());
    shape.list("risks", plan.risks(), PlanShape::risk);
    shape.list("rollbacks", plan.rollbacks(), PlanShape::rollback);
    shape.list("settings", plan.settings(), PlanShape::setting);
    shape.list("notes", plan.notes(), PlanShape::note);
    return shape;
  }

  /**
   * @param attempts the member's name
   * @param fewer by how many the member counts them
   */
  static Map<String, Object> waiting(Binding binding, String attempts, int fewer) {
    Shape shape = new Shape();
    shape.put("timeout", DurationText.text(binding.timeout()));
    shape.put(attempts, binding.attempts() - fewer);
    if (!binding.inputs().isEmpty()) {
      shape.put("inputs", inputs(binding.inputs()));
    }
    return shape;
  }

  private Map<String, Object> phase(Phase phase) {
    Shape shape = new Shape();
    shape.put("key", phase.key());
    shape.given("id", phase.id());
    shape.put("title", phase.title());
    shape.given("priority", phase.priority().map(Words.PRIORITY::of));
    shape.given("assignee", phase.assignee());
    shape.given("estimate", phase.estimate().map(PlanShape::estimate));
    shape.list("dependsOn", phase.dependsOn(), PlanShape::dependency);
    shape.list("criteria", phase.criteria(), PlanShape::criterion);
    shape.put("tasks", phase.tasks().stream().map(this::task).toList());
    shape.given("gate", phase.gate().map(this::binding));
    return shape;
  }

  private Map<String, Object> task(Task task) {
    Shape shape = new Shape();
    shape.put("key", task.key());
    shape.given("id", task.id());
    shape.put("title", task.title());
    if (task.state() != Progress.TODO) {
      shape.put("state", Words.PROGRESS.of(task.state()));
    }
    shape.given("priority", task.priority().map(Words.PRIORITY::of));
    shape.given("assignee", task.assignee());
    shape.given("estimate", task.estimate().map(PlanShape::estimate));
    shape.list("dependsOn", task.dependsOn(), PlanShape::dependency);
    Map<String, Object> details = details(task.details());
    if (!details.isEmpty()) {
      shape.put("details", details);
    }
    shape.list("criteria", task.criteria(), PlanShape::criterion);
    shape.list("subtasks", task.subtasks(), PlanShape::subtask);
    Map<String, Object> binding = binding(task.binding());
    if (!binding.isEmpty()) {
      shape.put("binding", binding);
    }
    return shape;
  }

  private Map<String, Object> binding(Binding binding) {
    return binding(binding, byHand, "attempts", 0, "onFailure");
  }

  /**
   * @param byHand what is left out
   * @param attempts the member's name
   * @param fewer by how many the member counts them
   */
  static Map<String, Object> binding(
      Binding binding, Optional<Binding> byHand, String attempts, int fewer, String onFailure) {
    Shape shape = new Shape();
    if (!byHand.equals(Optional.of(binding.withProposal(Optional.empty())))) {
      shape.put("executor", binding.executor());
      if (!binding.inputs().isEmpty()) {
        shape.put("inputs", inputs(binding.inputs()));
      }
      shape.put("timeout", DurationText.text(binding.timeout()));
      shape.put(attempts, binding.attempts() - fewer);
      if (binding.onFailure() != OnFailure.UNDO) {
        shape.put(onFailure, Words.ON_FAILURE.of(binding.onFailure()));
      }
      switch (binding.undo()) {
        case Undo.Own own -> {}
        case Undo.None none -> shape.put("undo", "none");
        case Undo.Step step -> shape.put("undo", undo(step));
      }
      if (binding.origin() != Origin.ANNOTATED) {
        shape.put("origin", Words.ORIGIN.of(binding.origin()));
      }
      shape.given("confidence", binding.confidence());
    }
    binding
        .proposal()
        .ifPresent(
            proposal -> {
              Shape proposed = new Shape();
              proposed.put("executor", proposal.executor());
              proposed.put("confidence", proposal.confidence());
              proposed.put("why", proposal.why());
              shape.put("proposal", proposed);
            });
    return shape;
  }

  private static Map<String, Object> undo(Undo.Step step) {
    Shape shape = new Shape();
    shape.put("executor", step.executor());
    if (!step.inputs().isEmpty()) {
      shape.put("inputs", inputs(step.inputs()));
    }
    return shape;
  }

  private static Map<String, Object> inputs(SortedMap<String, Object> inputs) {
    Shape shape = new Shape();
    inputs.forEach((name, value) -> shape.put(name, value(value)));
    return shape;
  }

  /** As a plan's hash sees it. */
  private static Object value(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Shape shape = new Shape();
        map.forEach((name, item) -> shape.put(String.valueOf(name), value(item)));
        yield shape;
      }
      case List<?> list -> list.stream().map(PlanShape::value).toList();
      case Boolean flag -> flag;
      case Integer number -> number;
      case Long number -> number;
      case Number number -> number.doubleValue();
      case Enum<?> constant -> constant.name();
      default -> value.toString();
    };
  }

  private static Object dependency(Dependency dependency) {
    boolean assisted = assisted(dependency.evidence());
    if (dependency.kind() == Dependency.Kind.EXPLICIT && !assisted) {
      return dependency.key();
    }
    Shape shape = new Shape();
    shape.put("key", dependency.key());
    if (dependency.kind() != Dependency.Kind.EXPLICIT) {
      shape.put("kind", Words.KIND.of(dependency.kind()));
    }
    if (assisted) {
      shape.put("evidence", evidence(dependency.evidence()));
    }
    return shape;
  }

  /** How an author said something need not be told; that none did must be. */
  static boolean assisted(Evidence evidence) {
    return evidence.form() == Evidence.Form.ASSIST;
  }

  private static Map<String, Object> evidence(Evidence evidence) {
    Shape shape = new Shape();
    shape.put("form", Words.EVIDENCE.of(evidence.form()));
    if (evidence.confidence() < 1) {
      shape.put("confidence", evidence.confidence());
    }
    return shape;
  }

  private static Object criterion(Criterion criterion) {
    if (criterion.measure().isEmpty()) {
      return criterion.text();
    }
    Shape shape = new Shape();
    shape.put("text", criterion.text());
    shape.put("measure", measure(criterion.measure().get()));
    return shape;
  }

  private static Map<String, Object> measure(Measure measure) {
    Shape shape = new Shape();
    if (!measure.metric().isEmpty()) {
      shape.put("metric", measure.metric());
    }
    shape.put("comparator", Words.COMPARATOR.of(measure.comparator()));
    shape.put("value", measure.value());
    shape.given("upper", measure.upper());
    if (!measure.unit().isEmpty()) {
      shape.put("unit", measure.unit());
    }
    shape.given("baseline", measure.baseline());
    if (assisted(measure.named())) {
      shape.put("named", evidence(measure.named()));
    }
    return shape;
  }

  private static Object estimate(Estimate estimate) {
    Shape shape = new Shape();
    shape.put("text", estimate.text());
    shape.given("effort", estimate.effort().map(DurationText::text));
    shape.given("least", estimate.least().map(DurationText::text));
    shape.given("points", estimate.points());
    return shape.size() == 1 ? estimate.text() : shape;
  }

  private static Object subtask(Subtask subtask) {
    Shape shape = new Shape();
    shape.given("id", subtask.id());
    shape.put("title", subtask.title());
    if (subtask.state() != Progress.TODO) {
      shape.put("state", Words.PROGRESS.of(subtask.state()));
    }
    return shape.size() == 1 ? subtask.title() : shape;
  }

  private static Map<String, Object> details(Details details) {
    Shape shape = new Shape();
    if (!details.description().isEmpty()) {
      shape.put("description", details.description());
    }
    shape.list("supporters", details.supporters(), text -> text);
    shape.flag("parallel", details.parallel());
    shape.flag("optional", details.optional());
    shape.flag("gate", details.gate());
    shape.list("labels", details.labels(), text -> text);
    shape.list("deliverables", details.deliverables(), text -> text);
    shape.list("files", details.files(), text -> text);
    shape.list("outside", details.outside(), text -> text);
    return shape;
  }

  private static Object risk(Risk risk) {
    Shape shape = new Shape();
    shape.put("text", risk.text());
    shape.given("level", risk.level());
    shape.given("mitigation", risk.mitigation());
    return shape.size() == 1 ? risk.text() : shape;
  }

  private static Object rollback(Rollback rollback) {
    Shape shape = new Shape();
    shape.put("title", rollback.title());
    shape.list("undoes", rollback.undoes(), key -> key);
    shape.list("steps", rollback.steps(), step -> step);
    return shape;
  }

  private static Object setting(Setting setting) {
    Shape shape = new Shape();
    if (!setting.group().isEmpty()) {
      shape.put("group", setting.group());
    }
    shape.put("name", setting.name());
    shape.put("value", setting.value());
    return shape;
  }

  private static Object note(Note note) {
    Shape shape = new Shape();
    shape.put("topic", Words.TOPIC.of(note.topic()));
    if (!note.title().isEmpty()) {
      shape.put("title", note.title());
    }
    if (!note.text().isEmpty()) {
      shape.put("text", note.text());
    }
    return shape;
  }

  /** Members in the order in which they are written. */
  private static final class Shape extends LinkedHashMap<String, Object> {
    private static final long serialVersionUID = 1;

    void given(String name, Optional<?> value) {
      value.ifPresent(present -> put(name, present));
    }

    void flag(String name, boolean set) {
      if (set) {
        put(name, true);
      }
    }

    <T> void list(String name, Collection<T> items, Function<T, Object> shape) {
      if (!items.isEmpty()) {
        put(name, items.stream().map(shape).toList());
      }
    }
  }
}
