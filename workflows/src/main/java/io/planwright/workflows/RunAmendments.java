package io.planwright.workflows;

import static io.planwright.plan.run.State.CANCELLED;
import static io.planwright.plan.run.State.PENDING;
import static io.planwright.plan.run.State.RUNNING;
import static io.planwright.plan.run.State.SUCCEEDED;

import io.planwright.plan.run.Command;
import io.planwright.plan.run.Failure;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.Skeleton;
import io.planwright.plan.run.State;
import io.planwright.plan.run.Verb;
import io.planwright.workflows.plans.AmendmentScope;
import io.planwright.workflows.plans.Assessment;
import io.planwright.workflows.plans.Kept;
import io.planwright.workflows.plans.PlanChoice;
import io.planwright.workflows.plans.Reopening;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Brings a run to another version of its plan, all of it or none, one amendment after the other.
 * The open phases that it touches are held first: each says what the change would do to it as it
 * stands then. Where nothing speaks against it, the run takes the new version and tells them to;
 * else it lets them go on as they were. What waits for a held phase waits, so no phase ends between
 * the question and the answer.
 */
final class RunAmendments {
  private final PlanWorkflowImpl run;
  private final Map<String, String> accepted = new LinkedHashMap<>();
  private final Map<String, String> refused = new LinkedHashMap<>();
  private final Map<String, Frozen> frozen = new LinkedHashMap<>();
  private final List<Growing> growing = new ArrayList<>();
  private String inHand = "";

  RunAmendments(PlanWorkflowImpl run) {
    this.run = run;
  }

  /** Waits until the main loop has decided. */
  String answer(Command command) {
    String id = command.id();
    Workflow.await(
        () ->
            accepted.containsKey(id)
                || refused.containsKey(id)
                || (run.state != RUNNING && !inHand.equals(id)));
    Optional<String> said = Optional.ofNullable(accepted.remove(id));
    Optional<String> why = Optional.ofNullable(refused.remove(id));
    return said.orElseThrow(
        () -> FailureKind.COMMAND_REJECTED.failure(why.orElse("the run is ending")));
  }

  void frozen(Frozen what) {
    frozen.put(what.part(), what);
  }

  void growing(Growing what) {
    growing.add(what);
  }

  boolean idle() {
    return growing.isEmpty() && inHand.isEmpty();
  }

  /** In the main loop. */
  void carryOut(Command command, Verb.Amend amend) {
    inHand = command.id();
    try {
      AmendmentScope scope = run.plans.amendment(run.planHash, amend.planHash());
      accepted.put(
          command.id(),
          carryOut(
              command.id(), scope, amend.force(), Optional.of(command.actor()), command.reason()));
    } catch (ActivityFailure e) {
      refused.put(command.id(), Failures.of(e).message());
    } catch (Refused e) {
      refused.put(command.id(), e.why);
    } finally {
      inHand = "";
    }
  }

  /** In the main loop: what outcomes have added since. */
  void grow() {
    while (!growing.isEmpty() && run.state == RUNNING) {
      Growing what = growing.removeFirst();
      inHand = what.task() + " grows";
      try {
        AmendmentScope scope = run.plans.growth(run.planHash, what.task(), what.added());
        carryOut(
            what.task() + "#" + what.execution() + " grows",
            scope,
            true,
            Optional.empty(),
            Optional.of(what.task() + " added " + what.added().size()));
        grown(what, Optional.empty());
      } catch (ActivityFailure e) {
        grown(what, Optional.of(Failures.of(e)));
      } catch (Refused e) {
        grown(what, Optional.of(new Failure(FailureKind.TASKS_INVALID.name(), e.why)));
      } finally {
        inHand = "";
      }
    }
  }

  private void grown(Growing what, Optional<Failure> failure) {
    PhaseAmendment.Grown grown = new PhaseAmendment.Grown(what.task(), what.execution(), failure);
    run.tellOpen(what.part(), phase -> phase.grown(grown)).get();
  }

  private String carryOut(
      String id,
      AmendmentScope scope,
      boolean force,
      Optional<String> actor,
      Optional<String> reason) {
    if (scope.from().equals(scope.to())) {
      return "the run follows this version already";
    }
    List<String> held = freeze(id, scope);
    Assessment found = held.stream().map(this::found).reduce(closed(scope, held), Assessment::and);
    if (run.state != RUNNING || found.refused(force)) {
      tell(
          held,
          part -> new PhaseAmendment.Decided(id, false, scope.from(), false, List.of(), actor));
      throw new Refused(run.state != RUNNING ? "the run is ending" : found.refusal());
    }
    return apply(id, scope, held, found, actor, reason);
  }

  /** Gives the open phases that stand still now; others have ended meanwhile. */
  private List<String> freeze(String id, AmendmentScope scope) {
    frozen.clear();
    List<String> open = scope.touched().stream().filter(this::isOpen).toList();
    PhaseAmendment.Freeze freeze = new PhaseAmendment.Freeze(id, scope);
    List<Promise<Void>> told = new ArrayList<>();
    open.forEach(part -> told.add(run.tellOpen(part, phase -> phase.freeze(freeze))));
    told.forEach(Promise::get);
    Workflow.await(
        () ->
            run.state != RUNNING
                || open.stream().allMatch(part -> stands(id, part) || !isOpen(part)));
    return open.stream().filter(this::isOpen).toList();
  }

  private boolean isOpen(String part) {
    return run.states.get(part) == RUNNING;
  }

  private boolean stands(String id, String part) {
    Frozen answer = frozen.get(part);
    return answer != null && answer.id().equals(id);
  }

  private Assessment found(String part) {
    Frozen answer = frozen.get(part);
    return answer == null ? Assessment.NONE : answer.found();
  }

  private Assessment closed(AmendmentScope scope, List<String> held) {
    SortedMap<String, State> parts = new TreeMap<>();
    for (String part : scope.touched()) {
      if (!held.contains(part)) {
        parts.put(part, run.states.getOrDefault(part, PENDING));
      }
    }
    return parts.isEmpty() ? Assessment.NONE : run.plans.assessClosed(scope, run.id, parts);
  }

  private String apply(
      String id,
      AmendmentScope scope,
      List<String> held,
      Assessment found,
      Optional<String> actor,
      Optional<String> reason) {
    Skeleton after = run.plans.skeleton(choice(scope.to()));
    List<End> learned = learned(after, scope);
    run.journal.amended(scope, after.title(), actor, reason, found.effect());
    take(after, actor);
    learned.forEach(run::learn);
    for (String part : found.reopened()) {
      if (run.states.get(part) == SUCCEEDED) {
        run.moved(part, Move.to(PENDING).by(actor).because("tasks have joined"));
        run.reopen(part, Reopening.forMore(run.id));
      }
    }
    tell(
        held,
        part ->
            new PhaseAmendment.Decided(
                id, true, scope.to(), !run.parts.containsKey(part), imported(part), actor));
    learned.forEach(run::released);
    return found.effect();
  }

  private PlanChoice choice(String hash) {
    return run.choice().pinned(hash);
  }

  private void take(Skeleton after, Optional<String> actor) {
    SequencedSet<String> gone = new LinkedHashSet<>(run.parts.keySet());
    run.follow(after);
    gone.removeAll(run.parts.keySet());
    for (String part : gone) {
      if (run.states.get(part) == PENDING) {
        run.moved(part, Move.to(CANCELLED).by(actor).because("removed by an amendment"));
        run.states.remove(part);
      }
    }
  }

  /** What has ended in phases that are over, and that others wait for only now. */
  private List<End> learned(Skeleton after, AmendmentScope scope) {
    List<End> learned = new ArrayList<>();
    for (Skeleton.Part part : after.phases()) {
      Skeleton.Part before = run.parts.get(part.key());
      State at = run.states.get(part.key());
      if (before == null || at == null || !at.ended()) {
        continue;
      }
      List<String> more = new ArrayList<>(part.exports());
      more.removeAll(before.exports());
      if (more.isEmpty()) {
        continue;
      }
      for (Kept kept : run.plans.kept(scope.to(), part.key(), Reopening.forMore(run.id))) {
        if (more.contains(kept.task()) && kept.state().ended()) {
          learned.add(
              new End(
                  kept.task(),
                  kept.valid() ? SUCCEEDED : kept.state(),
                  kept.valid() ? kept.outcome() : Outcome.NONE));
        }
      }
    }
    return learned;
  }

  private List<End> imported(String part) {
    Skeleton.Part now = run.parts.get(part);
    return now == null
        ? List.of()
        : now.imports().stream()
            .flatMap(key -> Optional.ofNullable(run.ended.get(key)).stream())
            .toList();
  }

  private void tell(List<String> held, Function<String, PhaseAmendment.Decided> what) {
    List<Promise<Void>> told = new ArrayList<>();
    for (String part : held) {
      PhaseAmendment.Decided decided = what.apply(part);
      Consumer<PhaseWorkflow> tell = phase -> phase.decided(decided);
      told.add(run.tellOpen(part, tell));
    }
    told.forEach(Promise::get);
  }

  /** Not an error of the workflow: the command is answered with it. */
  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String why;

    Refused(String why) {
      super(why, null, false, false);
      this.why = why;
    }
  }
}
