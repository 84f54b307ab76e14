package io.planwright.api.commands;

import io.planwright.plan.Diagnostic;
import io.planwright.plan.Plan;
import io.planwright.plan.assist.Growth;
import io.planwright.plan.diff.Amendment;
import io.planwright.plan.diff.Effect;
import io.planwright.plan.run.AddedTask;
import io.planwright.plan.run.State;
import io.planwright.store.Plans;
import io.planwright.store.Run;
import io.planwright.store.Runs;
import io.planwright.store.StepState;
import io.planwright.store.StoredPlan;
import io.planwright.workflows.Executors;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What amendments do to a run, as far as its journal tells how it stands. */
@Singleton
final class Amendments {
  private final Growth growth = new Growth(Executors.catalogue());
  private final Plans plans;
  private final Runs runs;

  Amendments(Plans plans, Runs runs) {
    this.plans = plans;
    this.runs = runs;
  }

  AmendmentPreview preview(Run run, StoredPlan wanted, boolean force) {
    return preview(run, wanted.plan(), wanted.hash(), Optional.of(wanted.version()), force);
  }

  /** Of a plan that is not stored. */
  AmendmentPreview preview(Run run, Plan wanted, boolean force) {
    return preview(run, wanted, wanted.hash(), Optional.empty(), force);
  }

  private AmendmentPreview preview(
      Run run, Plan wanted, String hash, Optional<Integer> version, boolean force) {
    Plan from = plan(run);
    Plan to = growth.carried(from, wanted);
    Amendment amendment = new Amendment(from, to);
    Map<String, State> phases = new HashMap<>();
    Map<String, Map<String, State>> tasks = new HashMap<>();
    for (StepState step : runs.steps(run.id())) {
      step.task()
          .ifPresentOrElse(
              task ->
                  tasks.computeIfAbsent(step.phase(), _ -> new HashMap<>()).put(task, step.state()),
              () -> phases.put(step.phase(), step.state()));
    }
    List<Effect> effects = new ArrayList<>();
    for (String part : amendment.touched()) {
      effects.addAll(
          amendment.effects(
              part, phases.getOrDefault(part, State.PENDING), tasks.getOrDefault(part, Map.of())));
    }
    return new AmendmentPreview(
        run.id(),
        run.planHash(),
        to.equals(wanted) ? hash : to.hash(),
        version,
        effects.stream().noneMatch(effect -> effect.refused(force)),
        effects);
  }

  /** Why a task's outcome can't add these tasks; empty where it can. */
  List<String> problems(Run run, String task, List<AddedTask> added) {
    return added.isEmpty() ? List.of() : growth.onto(plan(run), task, added).problems();
  }

  private Plan plan(Run run) {
    return plans
        .byHash(run.planHash())
        .orElseThrow(() -> new IllegalStateException("no plan of hash " + run.planHash()));
  }

  /** The lines of a refusal as errors of their own. */
  static List<Diagnostic> errors(String refusal, String code) {
    return refusal
        .lines()
        .filter(line -> line.startsWith("- "))
        .map(line -> error(code, line.substring(2)))
        .toList();
  }

  static Diagnostic error(String code, String message) {
    return new Diagnostic(code, Diagnostic.Severity.ERROR, message, "", 1, 1);
  }
}
