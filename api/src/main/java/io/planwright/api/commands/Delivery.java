package io.planwright.api.commands;

import io.grpc.StatusRuntimeException;
import io.planwright.api.temporal.TemporalBudget;
import io.planwright.plan.Plan;
import io.planwright.plan.run.Command;
import io.planwright.plan.run.Slices;
import io.planwright.plan.run.State;
import io.planwright.plan.run.Verb;
import io.planwright.store.Commands;
import io.planwright.store.Plans;
import io.planwright.store.Run;
import io.planwright.store.Runs;
import io.planwright.store.StoredCommand;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowQueryException;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.client.WorkflowUpdateHandle;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.failure.ApplicationFailure;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a stored command to the workflow that decides on it, as an Update of the command's id.
 * Repeating it is harmless: a workflow takes an id once.
 */
@Singleton
final class Delivery {
  private static final Logger log = LoggerFactory.getLogger(Delivery.class);

  private final Commands commands;
  private final Runs runs;
  private final Plans plans;
  private final WorkflowClient temporal;
  private final TemporalBudget budget;

  Delivery(
      Commands commands, Runs runs, Plans plans, WorkflowClient temporal, TemporalBudget budget) {
    this.commands = commands;
    this.runs = runs;
    this.plans = plans;
    this.temporal = temporal;
    this.budget = budget;
  }

  /** What a workflow said to a command. */
  private sealed interface Answer {
    record Accepted(String said) implements Answer {}

    record Rejected(String reason) implements Answer {}

    /** Nothing yet: to be asked again. */
    record None() implements Answer {}

    /** It was not found and then open: it has just started, or gone on as new. */
    record Opened() implements Answer {}

    /** There is no open workflow of this id. */
    record Closed(boolean existed) implements Answer {}
  }

  /** Tries once, and settles the command where an answer came. */
  StoredCommand deliver(StoredCommand stored) {
    return switch (stored.delivery()) {
      case ACCEPTED, REJECTED -> stored;
      case PENDING ->
          switch (ask(stored.command())) {
            case Answer.Accepted(String said) ->
                commands.settle(stored.command().id(), StoredCommand.Delivery.ACCEPTED, said);
            case Answer.Rejected(String reason) -> reject(stored, reason);
            case Answer.None _, Answer.Opened _ -> stored;
            case Answer.Closed(boolean existed) -> closed(stored, existed);
          };
    };
  }

  private StoredCommand reject(StoredCommand stored, String reason) {
    return commands.settle(stored.command().id(), StoredCommand.Delivery.REJECTED, reason);
  }

  private StoredCommand closed(StoredCommand stored, boolean existed) {
    Optional<Run> run = runs.find(stored.command().run());
    // A run that was asked for while Temporal was down is started later.
    boolean starting = !existed && run.map(Run::state).equals(Optional.of(State.PENDING));
    return starting ? stored : reject(stored, "the run has ended");
  }

  private Answer ask(Command command) {
    return switch (command.verb()) {
      case Verb.Rerun _, Verb.RollBack _, Verb.Amend _, Verb.Cancel _, Verb.Budget _ ->
          update(command.run(), command);
      case Verb.ForTask task -> askOwner(command, task.task());
      case Verb.Pause pause -> askTarget(command, pause.target());
      case Verb.Resume resume -> askTarget(command, resume.target());
      case Verb.Prioritise prioritise -> askTarget(command, prioritise.target());
      case Verb.Limit limit -> askTarget(command, limit.phase());
    };
  }

  /** A task's phase decides; for the run, and for a phase that may be cut, the run does. */
  private Answer askTarget(Command command, Optional<String> target) {
    Plan plan = plan(command);
    return target.isPresent() && plan.task(target.get()).isPresent()
        ? askOwner(command, target.get())
        : update(command.run(), command);
  }

  private Answer askOwner(Command command, String task) {
    Plan plan = plan(command);
    if (plan.task(task).isEmpty()) {
      return askUndo(command, task);
    }
    Answer answer = update(command.run() + "/" + new Slices(plan).partOf(task), command);
    return switch (answer) {
      // The run keeps it for a phase that is not open yet, but cannot know of one that is over.
      case Answer.Closed(boolean existed) ->
          existed
              ? new Answer.Rejected("the task's phase has ended")
              : update(command.run(), command);
      case Answer.Accepted _, Answer.Rejected _, Answer.None _, Answer.Opened _ -> answer;
    };
  }

  /** A step that is no task of the plan belongs to the workflow that journalled it: an undo. */
  private Answer askUndo(Command command, String step) {
    return runs.writerOf(command.run(), step)
        .map(undo -> update(undo, command))
        .orElse(new Answer.Rejected("the run has no step " + step));
  }

  private Plan plan(Command command) {
    return runs.find(command.run())
        .flatMap(run -> plans.byHash(run.planHash()))
        .orElseThrow(() -> new IllegalStateException("no plan of run " + command.run()));
  }

  private Answer update(String workflowId, Command command) {
    Answer answer = updateOnce(workflowId, command);
    return answer instanceof Answer.Opened ? updateOnce(workflowId, command) : answer;
  }

  private Answer updateOnce(String workflowId, Command command) {
    WorkflowStub workflow = temporal.newUntypedWorkflowStub(workflowId);
    try {
      return budget.within(() -> update(workflow, command));
    } catch (WorkflowUpdateException e) {
      return rejected(e);
    } catch (WorkflowNotFoundException e) {
      return exists(workflow, command);
    } catch (WorkflowServiceException | StatusRuntimeException e) {
      log.info("command {} has no answer from {} yet: {}", command.id(), workflowId, e.toString());
      return new Answer.None();
    }
  }

  private Answer update(WorkflowStub workflow, Command command) {
    WorkflowUpdateHandle<String> handle =
        workflow.startUpdate(
            UpdateOptions.newBuilder(String.class)
                .setUpdateName("act")
                .setUpdateId(command.id())
                .setWaitForStage(WorkflowUpdateStage.ACCEPTED)
                .build(),
            command);
    try {
      // A handler may still refuse what its validator could not judge.
      String said = handle.getResultAsync().get(budget.time().toMillis(), TimeUnit.MILLISECONDS);
      return new Answer.Accepted(said == null ? "" : said);
    } catch (TimeoutException e) {
      return new Answer.None();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.None();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new CompletionException(e.getCause());
    }
  }

  private Answer exists(WorkflowStub workflow, Command command) {
    try {
      boolean open =
          budget.within(workflow::describe).getStatus()
              == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
      return open ? new Answer.Opened() : closed(workflow, command);
    } catch (WorkflowNotFoundException e) {
      return new Answer.Closed(false);
    } catch (WorkflowServiceException | StatusRuntimeException e) {
      return new Answer.None();
    }
  }

  /** It may have taken the command, and closed before its answer was heard. */
  private Answer closed(WorkflowStub workflow, Command command) {
    try {
      String said = budget.within(() -> workflow.query("answered", String.class, command.id()));
      return said == null ? new Answer.Closed(true) : new Answer.Accepted(said);
    } catch (WorkflowQueryException e) {
      // One that takes no such question.
      return new Answer.Closed(true);
    }
  }

  private static Answer rejected(WorkflowUpdateException e) {
    return e.getCause() instanceof ApplicationFailure failure
        ? new Answer.Rejected(failure.getOriginalMessage())
        : new Answer.Rejected(String.valueOf(e.getMessage()));
  }
}
