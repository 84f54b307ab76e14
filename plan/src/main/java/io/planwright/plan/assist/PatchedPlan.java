package io.planwright.plan.assist;

import io.planwright.plan.Binding;
import io.planwright.plan.Catalogue;
import io.planwright.plan.Criterion;
import io.planwright.plan.Dependency;
import io.planwright.plan.Dependency.Kind;
import io.planwright.plan.Evidence;
import io.planwright.plan.Executor;
import io.planwright.plan.Measure;
import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Source;
import io.planwright.plan.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A plan with checked proposals applied. */
final class PatchedPlan {
  private static final Evidence ASSIST = new Evidence(Evidence.Form.ASSIST, 1);

  private final Catalogue catalogue;
  private final List<Proposal> proposals;

  PatchedPlan(Catalogue catalogue, List<Proposal> proposals) {
    this.catalogue = catalogue;
    this.proposals = proposals;
  }

  Plan of(Plan plan) {
    return plan.withPhases(plan.phases().stream().map(this::phase).toList())
        .withCriteria(criteria(Optional.empty(), plan.criteria()));
  }

  private Phase phase(Phase phase) {
    return phase
        .withCriteria(criteria(Optional.of(phase.key()), phase.criteria()))
        .withTasks(phase.tasks().stream().map(this::task).toList());
  }

  private Task task(Task task) {
    Binding binding = task.binding();
    List<Dependency> dependsOn = new ArrayList<>(task.dependsOn());
    for (Proposal proposal : proposals) {
      if (proposal instanceof Proposal.AddDependency add && add.task().equals(task.key())) {
        add(dependsOn, add.on(), Kind.EXPLICIT, task.source());
      }
    }
    for (Proposal proposal : proposals) {
      if (proposal instanceof Proposal.Bind bind && bind.task().equals(task.key())) {
        Executor executor = catalogue.find(bind.executor()).orElseThrow();
        BoundInputs inputs = new BoundInputs(executor, bind.inputs());
        binding = Binding.by(executor, inputs.values(), Binding.Origin.ASSISTED, Optional.empty());
        inputs.references().forEach(used -> add(dependsOn, used.task(), Kind.INPUT, task.source()));
      }
    }
    return task.withDependsOn(dependsOn)
        .withCriteria(criteria(Optional.of(task.key()), task.criteria()))
        .withBinding(binding);
  }

  private static void add(List<Dependency> dependsOn, String on, Kind kind, Source source) {
    if (dependsOn.stream().noneMatch(edge -> edge.key().equals(on))) {
      dependsOn.add(new Dependency(on, kind, ASSIST, source));
    }
  }

  private List<Criterion> criteria(Optional<String> part, List<Criterion> criteria) {
    return criteria.stream().map(criterion -> criterion(part, criterion)).toList();
  }

  private Criterion criterion(Optional<String> part, Criterion criterion) {
    Optional<String> metric = Optional.empty();
    for (Proposal proposal : proposals) {
      if (proposal instanceof Proposal.NameMetric name
          && name.part().equals(part)
          && name.criterion().equals(criterion.text())) {
        metric = PatchCheck.metric(name.metric());
      }
    }
    return metric
        .flatMap(named -> criterion.measure().map(measure -> named(measure, named)))
        .map(measure -> new Criterion(criterion.text(), Optional.of(measure), criterion.source()))
        .orElse(criterion);
  }

  private static Measure named(Measure measure, String metric) {
    return new Measure(
        metric,
        measure.comparator(),
        measure.value(),
        measure.upper(),
        measure.unit(),
        measure.baseline(),
        ASSIST);
  }
}
