package io.planwright.plan.assist;

import io.planwright.plan.Binding;
import io.planwright.plan.Catalogue;
import io.planwright.plan.Criterion;
import io.planwright.plan.Executor;
import io.planwright.plan.Plan;
import io.planwright.plan.Task;
import io.planwright.plan.assist.CheckedPatch.Code;
import io.planwright.plan.assist.CheckedPatch.Line;
import io.planwright.plan.assist.CheckedPatch.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out which proposals are possible. They are looked at in their order, each as if those
 * before it had been accepted, so that any choice among what passes is possible too.
 */
public final class PatchCheck {
  /** More proposals than this are not looked at. */
  public static final int MOST = 200;

  static final int LONGEST_METRIC = 80;

  private static final int LONGEST_SHOWN = 60;

  private final Plan plan;
  private final Catalogue catalogue;
  private final Waits waits;
  private final Set<String> seen = new LinkedHashSet<>();
  private final List<Line> lines = new ArrayList<>();
  private final List<Refusal> refused = new ArrayList<>();

  private PatchCheck(Plan plan, Catalogue catalogue) {
    this.plan = plan;
    this.catalogue = catalogue;
    this.waits = new Waits(plan);
  }

  public static CheckedPatch of(Plan plan, Catalogue catalogue, PlanPatch patch) {
    PatchCheck check = new PatchCheck(plan, catalogue);
    patch.proposals().forEach(check::look);
    return new CheckedPatch(check.lines, check.refused);
  }

  private void look(Proposal proposal) {
    Optional<Refusal> refusal =
        lines.size() + refused.size() >= MOST
            ? no(proposal, Code.TOO_MANY, "a patch has at most " + MOST + " proposals")
            : switch (proposal) {
              case Proposal.Bind bind -> refusal(bind);
              case Proposal.AddDependency add -> refusal(add);
              case Proposal.NameMetric name -> refusal(name);
            };
    refusal.ifPresentOrElse(
        refused::add, () -> lines.add(new Line(lines.size() + 1, proposal, effect(proposal))));
  }

  private boolean effect(Proposal proposal) {
    return proposal instanceof Proposal.Bind bind
        && catalogue.find(bind.executor()).filter(Executor::effect).isPresent();
  }

  private Optional<Refusal> refusal(Proposal.Bind bind) {
    Optional<Task> task = plan.task(bind.task());
    if (task.isEmpty()) {
      return noTask(bind, bind.task());
    }
    Optional<Executor> executor = catalogue.find(bind.executor());
    if (executor.isEmpty()) {
      return no(bind, Code.EXECUTOR_UNKNOWN, "there is no executor " + shown(bind.executor()));
    }
    Binding now = task.get().binding();
    if (now.origin() == Binding.Origin.ANNOTATED || now.origin() == Binding.Origin.RULE) {
      return no(
          bind,
          Code.BOUND_BY_AUTHOR,
          "the plan's author chose " + now.executor() + " for " + bind.task());
    }
    if (now.executor().equals(bind.executor())) {
      return no(bind, Code.ALREADY_THERE, bind.task() + " is done by " + now.executor());
    }
    BoundInputs inputs = new BoundInputs(executor.get(), bind.inputs());
    Optional<Refusal> wrong = refusal(bind, inputs);
    if (wrong.isPresent()) {
      return wrong;
    }
    if (!seen.add("bind " + bind.task())) {
      return no(bind, Code.REPEATED, "an earlier proposal binds " + bind.task());
    }
    inputs.references().forEach(used -> waits.add(bind.task(), used.task()));
    return Optional.empty();
  }

  private Optional<Refusal> refusal(Proposal.Bind bind, BoundInputs inputs) {
    if (!inputs.unknown().isEmpty()) {
      return no(
          bind,
          Code.INPUT_UNKNOWN,
          bind.executor() + " has no input " + shown(String.join(", ", inputs.unknown())));
    }
    if (!inputs.missing().isEmpty()) {
      return no(
          bind,
          Code.INPUT_MISSING,
          bind.executor() + " needs the input " + String.join(", ", inputs.missing()));
    }
    if (!inputs.invalid().isEmpty()) {
      return no(bind, Code.INPUT_INVALID, String.join("; ", inputs.invalid()));
    }
    for (BoundInputs.Reference used : inputs.references()) {
      if (plan.task(used.task()).isEmpty() || used.task().equals(bind.task()) || !used.valid()) {
        return no(
            bind,
            Code.REFERENCE_UNKNOWN,
            "an input must use another task's output, came " + shown(used.text()));
      }
      if (waits.wouldGoRound(bind.task(), used.task())) {
        return goesRound(bind, bind.task(), used.task());
      }
    }
    return Optional.empty();
  }

  private Optional<Refusal> refusal(Proposal.AddDependency add) {
    Optional<Task> task = plan.task(add.task());
    if (task.isEmpty()) {
      return noTask(add, add.task());
    }
    if (!waits.has(add.on())) {
      return no(add, Code.TASK_UNKNOWN, "there is no task or phase " + shown(add.on()));
    }
    if (task.get().dependsOn().stream().anyMatch(edge -> edge.key().equals(add.on()))) {
      return no(add, Code.ALREADY_THERE, add.task() + " waits for " + add.on());
    }
    if (waits.wouldGoRound(add.task(), add.on())) {
      return goesRound(add, add.task(), add.on());
    }
    if (!seen.add("wait " + add.task() + " " + add.on())) {
      return no(add, Code.REPEATED, "an earlier proposal lets " + add.task() + " wait for it");
    }
    waits.add(add.task(), add.on());
    return Optional.empty();
  }

  private Optional<Refusal> refusal(Proposal.NameMetric name) {
    Optional<List<Criterion>> stated = CriteriaOf.part(plan, name.part());
    if (stated.isEmpty()) {
      return no(
          name, Code.TASK_UNKNOWN, "there is no task or phase " + shown(name.part().orElse("")));
    }
    Optional<Criterion> criterion =
        stated.get().stream().filter(one -> one.text().equals(name.criterion())).findFirst();
    if (criterion.isEmpty()) {
      return no(
          name, Code.CRITERION_UNKNOWN, "there is no criterion \"" + shown(name.criterion()) + '"');
    }
    if (criterion.get().measure().isEmpty()) {
      return no(
          name,
          Code.CRITERION_ATTESTED,
          "the criterion states no figure that a metric could be held against");
    }
    Optional<String> metric = metric(name.metric());
    if (metric.isEmpty()) {
      return no(
          name,
          Code.METRIC_INVALID,
          "a metric is named in one line of at most "
              + LONGEST_METRIC
              + " characters, came "
              + shown(name.metric()));
    }
    if (criterion.get().measure().get().metric().equals(metric.get())) {
      return no(name, Code.ALREADY_THERE, "the criterion is about " + metric.get());
    }
    if (!seen.add("name " + name.part().orElse("") + '\n' + name.criterion())) {
      return no(name, Code.REPEATED, "an earlier proposal names this criterion's metric");
    }
    return Optional.empty();
  }

  /** As plans write it. */
  static Optional<String> metric(String text) {
    String metric = text.strip().toLowerCase(Locale.ROOT);
    boolean plain =
        metric.codePoints().noneMatch(Character::isISOControl)
            && metric.codePoints().anyMatch(Character::isLetter);
    return plain && metric.length() <= LONGEST_METRIC ? Optional.of(metric) : Optional.empty();
  }

  private static Optional<Refusal> noTask(Proposal proposal, String key) {
    return no(proposal, Code.TASK_UNKNOWN, "there is no task " + shown(key));
  }

  private static Optional<Refusal> goesRound(Proposal proposal, String task, String on) {
    return no(
        proposal,
        Code.DEPENDENCY_CYCLE,
        task.equals(on)
            ? task + " cannot wait for itself"
            : on + " cannot end before " + task + " has, so " + task + " cannot wait for it");
  }

  private static Optional<Refusal> no(Proposal proposal, Code code, String why) {
    return Optional.of(new Refusal(proposal, code, why));
  }

  private static String shown(String text) {
    return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
  }
}
