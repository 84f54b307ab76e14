package io.planwright.workflows;

import static io.planwright.plan.run.State.PAUSED;
import static io.planwright.plan.run.State.PENDING;
import static io.planwright.plan.run.State.READY;
import static io.planwright.plan.run.State.RUNNING;

import io.planwright.plan.run.Command;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.Verb;
import io.planwright.workflows.TaskRun.AfterCancel;
import java.util.List;
import java.util.Optional;

/** What people want of a phase and of its tasks: each command is carried out once. */
final class PhaseVerbs {
  private final PhaseWorkflowImpl phase;

  PhaseVerbs(PhaseWorkflowImpl phase) {
    this.phase = phase;
  }

  String take(Command command) {
    Optional<String> before = phase.handled.answer(command.id());
    if (before.isPresent()) {
      return before.get();
    }
    String answer = carryOut(command);
    phase.handled.add(command.id(), answer);
    phase.changed = true;
    return answer;
  }

  private String carryOut(Command command) {
    return switch (command.verb()) {
      case Verb.Complete complete -> {
        TaskRun task = named(complete.task(), command);
        if (task.waitsForVerdict()) {
          if (complete.outcome().tasks().isEmpty()) {
            phase.succeeded(task, complete.outcome());
          } else {
            phase.amendments.grow(task, complete.outcome());
          }
        } else if (task.gate.isPresent()) {
          yield phase.gates.vote(task, task.gate.get(), true, complete.outcome(), command);
        } else {
          task.answer.complete(complete.outcome());
        }
        yield "completed";
      }
      case Verb.Fail fail -> {
        TaskRun task = named(fail.task(), command);
        if (task.waitsForVerdict()) {
          phase.failedForGood(task, task.broken.orElseThrow());
        } else if (task.gate.isPresent()) {
          yield phase.gates.vote(
              task, task.gate.get(), false, Outcome.NONE, command.because(fail.message()));
        } else {
          task.answer.completeExceptionally(FailureKind.MANUAL_FAILED.failure(fail.message()));
        }
        yield "failed";
      }
      case Verb.Skip skip -> {
        TaskRun task = named(skip.task(), command);
        if (task.state == RUNNING) {
          yield PhaseWorkflowImpl.stop(task, AfterCancel.SKIP, "skipped when its step has stopped");
        }
        phase.skipped(task, task.actor, task.reason);
        yield "skipped";
      }
      case Verb.Retry retry -> {
        TaskRun task = named(retry.task(), command);
        task.changedInputs.putAll(retry.inputs());
        task.again();
        phase.moved(task, Move.to(PENDING).by(task.actor).because(task.reason));
        task.actor = Optional.empty();
        task.reason = Optional.empty();
        yield "execution " + task.execution;
      }
      case Verb.Pause pause -> {
        if (names(pause.target())) {
          phase.paused = true;
          phase.moved(Move.to(PAUSED).by(Optional.of(command.actor())).because(command.reason()));
          yield "paused; what is in flight goes to its end";
        }
        TaskRun task = task(pause.target().orElseThrow());
        task.held = true;
        if (task.state == RUNNING) {
          yield PhaseWorkflowImpl.stop(
              task, AfterCancel.HOLD, "paused when its step has stopped at its checkpoint");
        }
        phase.moved(
            task, Move.to(PAUSED).by(Optional.of(command.actor())).because(command.reason()));
        yield "paused";
      }
      case Verb.Resume resume -> {
        if (names(resume.target())) {
          phase.paused = false;
          phase.moved(Move.to(RUNNING).by(Optional.of(command.actor())).because(command.reason()));
        } else {
          TaskRun task = task(resume.target().orElseThrow());
          task.held = false;
          if (task.state == PAUSED) {
            phase.moved(
                task, Move.to(PENDING).by(Optional.of(command.actor())).because(command.reason()));
          } else {
            task.afterCancel = AfterCancel.AGAIN;
          }
        }
        yield "resumed";
      }
      case Verb.Prioritise prioritise -> prioritise(prioritise);
      case Verb.Limit most -> {
        if (most.phase().isEmpty()) {
          phase.claims.limit(most.tasks());
        } else {
          phase.limit = most.tasks();
        }
        yield "at most " + most.tasks() + " in flight";
      }
      case Verb.Rerun _, Verb.RollBack _, Verb.Amend _, Verb.Cancel _, Verb.Budget _ ->
          throw new IllegalStateException("the run decides on " + command.verb());
    };
  }

  private String prioritise(Verb.Prioritise verb) {
    List<TaskRun> meant =
        names(verb.target())
            ? List.copyOf(phase.tasks.values())
            : List.of(task(verb.target().orElseThrow()));
    int changedOnes = 0;
    int queued = 0;
    for (TaskRun task : meant) {
      if (task.state == PENDING || task.state == READY || task.state == PAUSED) {
        task.priority = verb.priority();
        changedOnes++;
      } else if (task.state == RUNNING) {
        queued++;
      }
    }
    return "%d not yet queued changed; %d queued or running keep theirs"
        .formatted(changedOnes, queued);
  }

  Optional<String> refusal(Command command) {
    if (phase.handled.answer(command.id()).isPresent()) {
      return Optional.empty();
    }
    if (phase.ending) {
      return Optional.of("phase " + phase.key + " is ending");
    }
    Optional<String> target = command.verb().target();
    return switch (command.verb()) {
      case Verb.Rerun _, Verb.RollBack _, Verb.Amend _, Verb.Cancel _, Verb.Budget _ ->
          Optional.of("the run decides on this, not a phase");
      case Verb.Pause _, Verb.Resume _, Verb.Prioritise _, Verb.Limit _ when names(target) ->
          Optional.empty();
      case Verb verb -> {
        TaskRun task = phase.tasks.get(target.orElse(""));
        yield task == null || task.removed
            ? Optional.of("phase " + phase.key + " has no task " + target.orElse(""))
            : task.refusal(verb, command.actor());
      }
    };
  }

  /** Whether it names this phase or a task of it; a run passes its verbs on to every phase. */
  boolean isForHere(Verb verb) {
    return names(verb.target()) || verb.target().filter(phase.tasks::containsKey).isPresent();
  }

  private TaskRun named(String key, Command command) {
    TaskRun task = task(key);
    task.said(command.actor(), command.reason());
    return task;
  }

  private TaskRun task(String key) {
    TaskRun task = phase.tasks.get(key);
    if (task == null) {
      throw new IllegalStateException("phase " + phase.key + " has no task " + key);
    }
    return task;
  }

  /** Whether a verb is for the whole phase: for the run, or for the phase that this is part of. */
  private boolean names(Optional<String> target) {
    return target.isEmpty()
        || target.get().equals(phase.key)
        || target.get().equals(phase.input.part());
  }

  static void reject(String message) {
    throw FailureKind.COMMAND_REJECTED.failure(message);
  }
}
