package io.planwright.workflows;

import static io.planwright.plan.run.State.CANCELLED;
import static io.planwright.plan.run.State.FAILED;
import static io.planwright.plan.run.State.PAUSED;
import static io.planwright.plan.run.State.PENDING;
import static io.planwright.plan.run.State.RUNNING;

import io.planwright.plan.Binding.OnFailure;
import io.planwright.plan.run.Command;
import io.planwright.plan.run.Failure;
import io.planwright.plan.run.Need;
import io.planwright.plan.run.Skeleton;
import io.planwright.plan.run.State;
import io.planwright.plan.run.Verb;
import io.planwright.workflows.plans.Reopening;
import io.planwright.workflows.plans.UndoScope;
import io.planwright.workflows.shares.ShareSteps;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.stream.Stream;

/**
 * What people want of a run, and what its gates do. What takes longer than an update may is left to
 * the main loop; what is for phases goes to those that are open, and waits for the others.
 */
final class RunVerbs {
  /** Characters of verbs that wait for phases to open. */
  static final int MOST_OF_EARLY = Weight.MOST_ALONE;

  private final PlanWorkflowImpl run;
  private final ShareSteps allowances = LocalSteps.of(ShareSteps.class);
  private final List<Command> early = new ArrayList<>();
  private final List<Command> asked = new ArrayList<>();
  private final List<Rejection> rejections = new ArrayList<>();
  private final SequencedSet<String> rollingBack = new LinkedHashSet<>();

  RunVerbs(PlanWorkflowImpl run) {
    this.run = run;
  }

  void standAsBefore(List<Command> early) {
    this.early.addAll(early);
  }

  /** What phases hear when they open. */
  List<Command> early() {
    return List.copyOf(early);
  }

  /** Whether people wait for the main loop. */
  boolean isAsked() {
    return !asked.isEmpty();
  }

  boolean isIdle() {
    return asked.isEmpty() && rejections.isEmpty();
  }

  boolean rollsBack(String part) {
    return rollingBack.contains(part);
  }

  void reject(Rejection rejection) {
    rejections.add(rejection);
  }

  /** In the main loop. */
  void carryOut() {
    while (!asked.isEmpty() && run.state == RUNNING) {
      carryOut(asked.removeFirst());
    }
    while (!rejections.isEmpty() && run.state == RUNNING) {
      carryOut(rejections.removeFirst());
    }
  }

  private void tellOpenPhases(Command command) {
    run.eachOpenPhase(phase -> phase.passedOn(command), _ -> true);
  }

  String take(Command command) {
    return switch (command.verb()) {
      case Verb.Cancel _ -> {
        if (run.state == RUNNING) {
          run.cancel = Optional.of(command);
          run.state = CANCELLED;
        }
        yield "the run is cancelled, and undone";
      }
      case Verb.Pause pause when pause.target().isEmpty() -> {
        pause(command);
        tellOpenPhases(command);
        yield "paused; what is in flight goes to its end";
      }
      case Verb.Resume resume when resume.target().isEmpty() -> {
        run.paused = false;
        run.moved(Move.to(RUNNING).by(Optional.of(command.actor())).because(command.reason()));
        Workflow.upsertTypedSearchAttributes(
            SearchKeys.RUN_STATE.valueSet(SearchKeys.word(RUNNING)));
        tellOpenPhases(command);
        yield "resumed";
      }
      case Verb.Limit limit when limit.phase().isEmpty() -> {
        asked.add(command);
        passOn(command);
        yield "at most " + limit.tasks() + " of the run in flight";
      }
      case Verb.Budget budget -> {
        asked.add(command);
        yield "the budget of " + budget.kind() + " is changed";
      }
      case Verb.Rerun _, Verb.RollBack _ -> {
        asked.add(command);
        yield "begun";
      }
      case Verb.Amend _ -> {
        asked.add(command);
        run.changed = true;
        yield run.amendments.answer(command);
      }
      case Verb _ -> {
        passOn(command);
        yield "passed on to the phase";
      }
    };
  }

  Optional<String> refusal(Verb verb) {
    if (run.state != RUNNING) {
      return Optional.of("the run is ending: " + SearchKeys.word(run.state));
    }
    return switch (verb) {
      case Verb.RollBack to
          when run.parts.values().stream().noneMatch(p -> p.phase().equals(to.phase())) ->
          Optional.of("the run has no phase " + to.phase());
      case Verb.Budget budget when !run.shares.budget().containsKey(budget.kind()) ->
          Optional.of(
              "the run has no budget of %s; it has: %s"
                  .formatted(
                      budget.kind(),
                      run.shares.budget().isEmpty()
                          ? "none"
                          : String.join(", ", run.shares.budget().keySet())));
      case Verb.Resume resume when resume.target().isEmpty() && !run.paused ->
          Optional.of("the run is not paused");
      case Verb.Complete complete -> secondAnswer(complete.task());
      case Verb.Fail fail -> secondAnswer(fail.task());
      default -> Optional.empty();
    };
  }

  private Optional<String> secondAnswer(String task) {
    return early.stream()
        .filter(earlier -> answers(earlier.verb()))
        .filter(earlier -> earlier.verb().target().equals(Optional.of(task)))
        .map(
            earlier ->
                "task %s has an answer of %s already, kept until its phase opens"
                    .formatted(task, earlier.actor()))
        .findFirst();
  }

  private static boolean answers(Verb verb) {
    return verb instanceof Verb.Complete || verb instanceof Verb.Fail || verb instanceof Verb.Skip;
  }

  /** What phases that are not open yet must hear travels in one payload. */
  void checkRoom(Command command) {
    if (Weight.ofCommands(early) + Weight.of(command) > MOST_OF_EARLY) {
      throw FailureKind.COMMAND_REJECTED.failure(
          "%d verbs wait for phases to open already; say this one when its phase is open"
              .formatted(early.size()));
    }
  }

  /** Phases that are open hear it now, others when they open. */
  private void passOn(Command command) {
    early.removeIf(earlier -> overrides(command.verb(), earlier.verb()));
    early.add(command);
    tellOpenPhases(command);
  }

  private static boolean overrides(Verb later, Verb earlier) {
    return switch (later) {
      case Verb.Prioritise _ ->
          earlier instanceof Verb.Prioritise && earlier.target().equals(later.target());
      case Verb.Limit _ -> earlier instanceof Verb.Limit && earlier.target().equals(later.target());
      default -> false;
    };
  }

  private void carryOut(Command command) {
    switch (command.verb()) {
      case Verb.Rerun rerun -> rerun(rerun.task(), command);
      case Verb.RollBack to -> rollBack(to.phase(), command);
      case Verb.Amend amend -> run.amendments.carryOut(command, amend);
      case Verb.Limit limit -> allowances.allow(Need.placeOf(run.id, limit.tasks()));
      case Verb.Budget budget -> {
        allowances.allow(Need.budget(run.id, budget.kind(), 0, budget.amount()));
        run.moved(
            Move.to(run.paused ? PAUSED : RUNNING)
                .by(Optional.of(command.actor()))
                .because("budget of %s is now %s".formatted(budget.kind(), budget.amount())));
      }
      default -> throw new IllegalStateException("no verb for the main loop: " + command.verb());
    }
  }

  /** What a no at a gate means for the run. */
  private void carryOut(Rejection rejection) {
    String cause = rejection.gate() + " said no: " + rejection.why();
    if (!rejection.rollBack()) {
      again(run.plans.downstreamOfAll(run.planHash, rejection.judged()), cause, rejection.actor());
      return;
    }
    String phase = run.part(rejection.part()).phase();
    SequencedSet<String> taken = new LinkedHashSet<>();
    run.parts.values().stream()
        .filter(part -> part.phase().equals(phase))
        .forEach(part -> taken.add(part.key()));
    taken.addAll(after(phase));
    rollBack(
        taken,
        cause,
        new Command("", run.id, new Verb.RollBack(phase), rejection.actor(), Optional.of(cause)));
  }

  /** What followed from the task is void: open phases hear of it, ended ones are opened again. */
  private void rerun(String task, Command command) {
    String cause = "rerun of " + task + command.reason().map(reason -> ": " + reason).orElse("");
    again(run.plans.downstream(run.planHash, task), cause, command.actor());
  }

  private void again(SequencedMap<String, List<String>> affected, String cause, String actor) {
    SequencedSet<String> everything = new LinkedHashSet<>();
    affected.forEach(
        (part, tasks) -> {
          everything.addAll(tasks);
          everything.add(part);
        });
    everything.forEach(run::forget);
    affected.forEach(
        (part, tasks) -> {
          State at = run.states.get(part);
          if (at == RUNNING) {
            List<String> elsewhere =
                run.part(part).imports().stream().filter(everything::contains).toList();
            List<String> before =
                run.tellsOfNeeds
                    ? run.part(part).needs().stream().filter(everything::contains).toList()
                    : List.of();
            Invalidated what = new Invalidated(tasks, elsewhere, before, cause, actor);
            var unused = run.tellOpen(part, phase -> phase.invalidated(what));
          } else if (at != null && at.ended()) {
            run.moved(part, Move.to(PENDING).by(Optional.of(actor)).because(cause));
            run.reopen(part, new Reopening(run.id, tasks));
          } else if (run.tellsOfNeeds && (run.opensAgain(part) || run.mayKeepOfItsOrigin(part))) {
            run.reopen(part, new Reopening(run.id, tasks));
          }
        });
  }

  /** What came after the phase is undone and open again; the run is held until it is resumed. */
  private void rollBack(String phase, Command command) {
    rollBack(after(phase), "rolled back to " + phase, command);
  }

  private void rollBack(SequencedSet<String> after, String reason, Command command) {
    pause(command);
    rollingBack.addAll(after);
    after.stream().filter(part -> run.states.get(part) == RUNNING).forEach(run::cancelPhase);
    run.await(() -> after.stream().noneMatch(part -> run.states.get(part) == RUNNING));
    run.contain();
    Effects effects = Effects.NONE;
    for (String part : after) {
      effects = effects.and(Optional.ofNullable(run.undo.remove(part)).orElse(Effects.NONE));
    }
    List<String> left = run.undo(run.undoId(), effects, new UndoScope(List.copyOf(after), false));
    rollingBack.clear();
    for (String part : after) {
      if (run.states.get(part) != PENDING) {
        run.moved(part, Move.to(PENDING).by(Optional.of(command.actor())).because(reason));
        run.part(part).exports().forEach(run::forget);
        run.reopen(part, new Reopening(run.id, List.of(part)));
      }
    }
    if (!left.isEmpty()) {
      run.state = FAILED;
      run.onFailure = OnFailure.STOP;
      run.failure = Optional.of(new Failure("UNDO_INCOMPLETE", String.join("; ", left)));
    }
  }

  /** The parts that follow from a phase, by their own needs or by their tasks'. */
  private SequencedSet<String> after(String phase) {
    SequencedSet<String> reached = new LinkedHashSet<>();
    run.parts.values().stream()
        .filter(part -> part.phase().equals(phase))
        .forEach(part -> reached.addAll(given(part)));
    SequencedSet<String> after = new LinkedHashSet<>();
    boolean grown = true;
    while (grown) {
      grown = false;
      for (Skeleton.Part part : run.parts.values()) {
        boolean follows =
            !part.phase().equals(phase)
                && Stream.concat(part.needs().stream(), part.imports().stream())
                    .anyMatch(reached::contains);
        if (follows && after.add(part.key())) {
          reached.addAll(given(part));
          grown = true;
        }
      }
    }
    return after;
  }

  private static List<String> given(Skeleton.Part part) {
    List<String> given = new ArrayList<>(part.exports());
    given.add(part.key());
    return given;
  }

  private void pause(Command command) {
    run.paused = true;
    run.moved(Move.to(PAUSED).by(Optional.of(command.actor())).because(command.reason()));
    Workflow.upsertTypedSearchAttributes(SearchKeys.RUN_STATE.valueSet(SearchKeys.word(PAUSED)));
  }
}
