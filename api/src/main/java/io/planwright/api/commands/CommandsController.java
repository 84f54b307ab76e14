package io.planwright.api.commands;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.planwright.api.access.Principal;
import io.planwright.api.body.StrictJson;
import io.planwright.api.plans.DocumentBytes;
import io.planwright.api.plans.PostedDocuments;
import io.planwright.api.plans.RunnablePlans;
import io.planwright.api.problem.ProblemException;
import io.planwright.api.problem.ProblemKind;
import io.planwright.api.runs.IdempotencyKey;
import io.planwright.api.runs.RunAccess;
import io.planwright.plan.run.Command;
import io.planwright.plan.run.Verb;
import io.planwright.store.Commands;
import io.planwright.store.Plans;
import io.planwright.store.Run;
import io.planwright.store.Runs;
import io.planwright.store.StoredCommand;
import io.planwright.store.StoredPlan;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people and other systems ask of a run. */
@Controller("/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "commands")
@ApiResponse(
    responseCode = "200",
    description = "Accepted by the run",
    content = @Content(schema = @Schema(implementation = StoredCommand.class)))
@ApiResponse(
    responseCode = "202",
    description = "Stored; delivered as soon as workers answer",
    content = @Content(schema = @Schema(implementation = StoredCommand.class)))
@ApiResponse(responseCode = "404", description = "RUN_NOT_FOUND, PHASE_NOT_FOUND, TASK_NOT_FOUND")
@ApiResponse(responseCode = "409", description = "COMMAND_REJECTED, with the run's reason")
final class CommandsController {
  private final Commands commands;
  private final Delivery delivery;
  private final RunAccess runs;
  private final Runs all;
  private final Plans plans;
  private final StrictJson json;
  private final RunnablePlans versions;
  private final Amendments amendments;
  private final PostedDocuments documents;

  CommandsController(
      Commands commands,
      Delivery delivery,
      RunAccess runs,
      Runs all,
      Plans plans,
      StrictJson json,
      RunnablePlans versions,
      Amendments amendments,
      PostedDocuments documents) {
    this.commands = commands;
    this.delivery = delivery;
    this.runs = runs;
    this.all = all;
    this.plans = plans;
    this.json = json;
    this.versions = versions;
    this.amendments = amendments;
    this.documents = documents;
  }

  @Post("/runs/{id}/tasks/{task}:complete")
  @Operation(summary = "Says that a waiting task is done")
  @RequestBody(content = @Content(schema = @Schema(implementation = CompleteTask.class)))
  HttpResponse<StoredCommand> completeTask(
      @Parameter(hidden = true) Principal caller,
      @PathVariable String id,
      @PathVariable String task,
      @Header(IdempotencyKey.HEADER) @Nullable String key,
      @Body @Nullable String body) {
    Run run = runWithStep(caller, id, task);
    CompleteTask done = json.read(body, CompleteTask.class);
    List<String> problems = amendments.problems(run, task, done.outcome().tasks());
    if (!problems.isEmpty()) {
      throw ProblemKind.TASKS_INVALID
          .problem("the tasks that it adds can't join the run; nothing was changed")
          .errors(
              problems.stream().map(text -> Amendments.error("task-added-invalid", text)).toList());
    }
    return take(caller, run, key, new Verb.Complete(task, done.outcome()), done.reason());
  }

  @Post("/runs/{id}/tasks/{task}:fail")
  @Operation(summary = "Says that a waiting task could not be done")
  @RequestBody(content = @Content(schema = @Schema(implementation = FailTask.class)))
  HttpResponse<StoredCommand> failTask(
      @Parameter(hidden = true) Principal caller,
      @PathVariable String id,
      @PathVariable String task,
      @Header(IdempotencyKey.HEADER) @Nullable String key,
      @Body @Nullable String body) {
    Run run = runWithStep(caller, id, task);
    FailTask failed = json.read(body, FailTask.class);
    return take(caller, run, key, new Verb.Fail(task, failed.message()), Optional.empty());
  }

  @Post("/runs/{id}/tasks/{task}:skip")
  @Operation(summary = "Goes on without a task, as if it had succeeded and given nothing")
  @RequestBody(content = @Content(schema = @Schema(implementation = Reason.class)))
  HttpResponse<StoredCommand> skipTask(
      @Parameter(hidden = true) Principal caller,
      @PathVariable String id,
      @PathVariable String task,
      @Header(IdempotencyKey.HEADER) @Nullable String key,
      @Body @Nullable String body) {
    return take(caller, runWithStep(caller, id, task), key, new Verb.Skip(task), reason(body));
  }

  @Post("/runs/{id}/tasks/{task}:retry")
  @Operation(summary = "Does a task that failed, and waits for a person, again")
  @RequestBody(content = @Content(schema = @Schema(implementation = RetryTask.class)))
  HttpResponse<StoredCommand> retryTask(
      @Parameter(hidden = true) Principal caller,
      @PathVariable String id,
      @PathVariable String task,
      @Header(IdempotencyKey.HEADER) @Nullable String key,
      @Body @Nullable String body) {
    Run run = runWithTask(caller, id, task);
    RetryTask retry = json.read(body, RetryTask.class);
    return take(caller, run, key, new Verb.Retry(task, retry.given()), retry.reason());
  }

  @Post("/runs/{id}/tasks/{task}:rerun")
  @Operation(
      summary = "Does a task that has ended again, and all that followed from it",
      description =
          "In a run that has ended, a new run is started that keeps what is still valid:"
              + " POST /v1/runs/{id}:repeat.")
  @RequestBody(content = @Content(schema = @Schema(implementation = Reason.class)))
  HttpResponse<StoredCommand> rerunTask(
      @Parameter(hidden = true) Principal caller,
      @PathVariable String id,
      @PathVariable String task,
      @Header(IdempotencyKey.HEADER) @Nullable String key,
      @Body @Nullable String body) {
    return take(caller, runWithTask(caller, id, task), key, new Verb.Rerun(task), reason(body));
  }

  @Post("/runs/{id}:pause")
  @Operation(summary = "Starts nothing new in a run, a phase or a task")
  @RequestBody(content = @Content(schema = @Schema(implementation = OfRun.class)))
  HttpResponse<StoredCommand> pause(
      @Parameter(hidden = true) Principal caller,
      @PathVariable String id,
      @Header(IdempotencyKey.HEADER) @Nullable String key,
      @Body @Nullable String body) {
    OfRun pause = json.read(body, OfRun.class);
    Run run = runWith(caller, id, pause.target());
    return take(caller, run, key, new Verb.Pause(pause.target()), pause.reason());
  }

  @Post("/runs/{id}:resume")
  @Operation(summary = "Goes on with a run, a phase or a task that was paused")
  @RequestBody(content = @Content(schema = @Schema(implementation = OfRun.class)))
  HttpResponse<StoredCommand> resume(
      @Parameter(hidden = true) Principal caller,
      @PathVariable String id,
      @Header(IdempotencyKey.HEADER) @Nullable String key,
      @Body @Nullable String body) {
    OfRun resume = json.read(body, OfRun.class);
    Run run = runWith(caller, id, resume.target());
    return take(caller, run, key, new Verb.Resume(resume.target()), resume.reason());
  }

  @Post("/runs/{id}:prioritise")
  @Operation(summary = "Changes the priority of steps that are not queued yet")
  @RequestBody(content = @Content(schema = @Schema(implementation = PrioritiseRun.class)))
  HttpResponse<StoredCommand> prioritise(
      @Parameter(hidden = true) Principal caller,
      @PathVariable String id,
      @Header(IdempotencyKey.HEADER) @Nullable String key,
      @Body @Nullable String body) {
    PrioritiseRun wanted = json.read(body, PrioritiseRun.class);
    Run run = runWith(caller, id, wanted.target());
    return take(
        caller, run, key, new Verb.Prioritise(wanted.target(), wanted.priority()), wanted.reason());
  }

  @Post("/runs/{id}/phases/{phase}:limit")
  @Operation(summary = "Bounds how many tasks of a phase are in flight at once")
  @RequestBody(content = @Content(schema = @Schema(implementation = LimitPhase.class)))
  HttpResponse<StoredCommand> limitPhase(
      @Parameter(hidden = true) Principal caller,
      @PathVariable String id,
      @PathVariable String phase,
      @Header(IdempotencyKey.HEADER) @Nullable String key,
      @Body @Nullable String body) {
    LimitPhase limit = json.read(body, LimitPhase.class);
    Run run = runWithPhase(caller, id, phase);
    return take(
        caller, run, key, new Verb.Limit(Optional.of(phase), limit.tasks()), limit.reason());
  }

  @Post("/runs/{id}/phases/{phase}:rollback")
  @Operation(summary = "Undoes what came after a phase, and holds the run there")
  @RequestBody(content = @Content(schema = @Schema(implementation = Reason.class)))
  HttpResponse<StoredCommand> rollBackToPhase(
      @Parameter(hidden = true) Principal caller,
      @PathVariable String id,
      @PathVariable String phase,
      @Header(IdempotencyKey.HEADER) @Nullable String key,
      @Body @Nullable String body) {
    return take(
        caller, runWithPhase(caller, id, phase), key, new Verb.RollBack(phase), reason(body));
  }

  @Post("/runs/{id}:amend")
  @Operation(
      summary = "Brings a run to another version of its plan, or tells what that would do",
      description =
          "All of it or none: what is running or done is kept, and where the new version has it"
              + " otherwise, COMMAND_REJECTED lists that, unless it is forced. A dry run answers"
              + " with the effect on each phase and task as the run stands now.")
  @RequestBody(content = @Content(schema = @Schema(implementation = AmendRun.class)))
  HttpResponse<?> amend(
      @Parameter(hidden = true) Principal caller,
      @PathVariable String id,
      @Header(IdempotencyKey.HEADER) @Nullable String key,
      @Body @Nullable String body) {
    Run run = runs.find(caller, id);
    AmendRun amend = json.read(body, AmendRun.class);
    StoredPlan wanted = versions.find(run.team(), run.planId(), amend.version());
    boolean force = amend.force().orElse(false);
    if (amend.dryRun().orElse(false)) {
      return HttpResponse.ok(amendments.preview(run, wanted, force));
    }
    return take(caller, run, key, new Verb.Amend(wanted.hash(), force), amend.reason());
  }

  @Post("/runs/{id}:preview")
  @Consumes({
    "text/markdown",
    "text/x-markdown",
    MediaType.TEXT_PLAIN,
    MediaType.APPLICATION_OCTET_STREAM
  })
  @Operation(
      summary = "Tells what amending a run to a document would do; stores nothing",
      description = "The effect on each phase and task as the run stands now.")
  @ApiResponse(
      responseCode = "200",
      description = "The effect",
      content = @Content(schema = @Schema(implementation = AmendmentPreview.class)))
  @ApiResponse(responseCode = "413", description = "DOCUMENT_TOO_LARGE")
  @ApiResponse(
      responseCode = "422",
      description = "PLAN_INVALID with every diagnostic, DOCUMENT_EMPTY, DOCUMENT_NOT_TEXT")
  AmendmentPreview preview(
      @Parameter(hidden = true) Principal caller,
      @PathVariable String id,
      @QueryValue(defaultValue = "false") boolean force,
      // As in PlansController.
      @io.micronaut.core.annotation.Nullable @Body byte[] document) {
    Run run = runs.find(caller, id);
    String text = DocumentBytes.text(document);
    return amendments.preview(run, documents.compile(text).plan(), force);
  }

  @Post("/runs/{id}:cancel")
  @Operation(summary = "Ends a run and has its effects undone")
  @RequestBody(content = @Content(schema = @Schema(implementation = Reason.class)))
  HttpResponse<StoredCommand> cancelRun(
      @Parameter(hidden = true) Principal caller,
      @PathVariable String id,
      @Header(IdempotencyKey.HEADER) @Nullable String key,
      @Body @Nullable String body) {
    Run run = runs.find(caller, id);
    return take(caller, run, key, new Verb.Cancel(), reason(body));
  }

  @Post("/runs/{id}:limit")
  @Operation(summary = "Bounds how many tasks of the run are in flight at once")
  @RequestBody(content = @Content(schema = @Schema(implementation = LimitPhase.class)))
  HttpResponse<StoredCommand> limitRun(
      @Parameter(hidden = true) Principal caller,
      @PathVariable String id,
      @Header(IdempotencyKey.HEADER) @Nullable String key,
      @Body @Nullable String body) {
    LimitPhase limit = json.read(body, LimitPhase.class);
    Run run = runs.find(caller, id);
    return take(caller, run, key, new Verb.Limit(Optional.empty(), limit.tasks()), limit.reason());
  }

  @Post("/runs/{id}:budget")
  @Operation(summary = "Sets what the run may spend; steps that waited for approval go on")
  @RequestBody(content = @Content(schema = @Schema(implementation = BudgetRun.class)))
  HttpResponse<StoredCommand> budgetRun(
      @Parameter(hidden = true) Principal caller,
      @PathVariable String id,
      @Header(IdempotencyKey.HEADER) @Nullable String key,
      @Body @Nullable String body) {
    BudgetRun budget = json.read(body, BudgetRun.class);
    Run run = runs.find(caller, id);
    return take(caller, run, key, new Verb.Budget(budget.kind(), budget.amount()), budget.reason());
  }

  @Get("/commands/{id}")
  @Operation(summary = "A command, and what became of it")
  StoredCommand getCommand(@Parameter(hidden = true) Principal caller, @PathVariable String id) {
    StoredCommand stored = commands.find(id).orElseThrow(() -> notFound(id));
    try {
      runs.find(caller, stored.command().run());
    } catch (ProblemException e) {
      throw notFound(id);
    }
    return stored;
  }

  private static ProblemException notFound(String id) {
    return ProblemKind.COMMAND_NOT_FOUND.problem("the team has no command " + id);
  }

  private Run runWithTask(Principal caller, String id, String task) {
    Run run = runs.find(caller, id);
    if (plans.byHash(run.planHash()).flatMap(plan -> plan.task(task)).isEmpty()) {
      throw ProblemKind.TASK_NOT_FOUND.problem("run " + id + " has no task " + task);
    }
    return run;
  }

  /** A task of the plan, or a step by hand of the run's undo. */
  private Run runWithStep(Principal caller, String id, String step) {
    Run run = runs.find(caller, id);
    return all.writerOf(id, step).isPresent() ? run : runWithTask(caller, id, step);
  }

  private Run runWithPhase(Principal caller, String id, String phase) {
    Run run = runs.find(caller, id);
    if (plans.byHash(run.planHash()).flatMap(plan -> plan.phase(phase)).isEmpty()) {
      throw ProblemKind.PHASE_NOT_FOUND.problem("run " + id + " has no phase " + phase);
    }
    return run;
  }

  /** The target is a phase or a task; none: the run. */
  private Run runWith(Principal caller, String id, Optional<String> target) {
    Run run = runs.find(caller, id);
    return target.isEmpty()
            || plans.byHash(run.planHash()).flatMap(plan -> plan.phase(target.get())).isPresent()
        ? run
        : runWithTask(caller, id, target.get());
  }

  private Optional<String> reason(@Nullable String body) {
    return json.read(body, Reason.class).reason();
  }

  private HttpResponse<StoredCommand> take(
      Principal caller, Run run, @Nullable String key, Verb verb, Optional<String> reason) {
    Command command =
        new Command(
            IdempotencyKey.of(key)
                .map(IdempotencyKey::value)
                .orElseGet(() -> UUID.randomUUID().toString()),
            run.id(),
            verb,
            caller.name(),
            reason);
    StoredCommand stored = commands.store(command);
    if (!stored.command().equals(command)) {
      throw ProblemKind.IDEMPOTENCY_KEY_REUSED.problem(
          "expected the command that was first sent under this key, found another");
    }
    return answer(delivery.deliver(stored));
  }

  private static HttpResponse<StoredCommand> answer(StoredCommand command) {
    return switch (command.delivery()) {
      case ACCEPTED -> HttpResponse.ok(command);
      case REJECTED -> throw rejected(command.message().orElse("the run gave no reason"));
      case PENDING ->
          HttpResponse.accepted(URI.create("/v1/commands/" + command.command().id())).body(command);
    };
  }

  private static ProblemException rejected(String reason) {
    return ProblemKind.COMMAND_REJECTED
        .problem(reason.lines().findFirst().orElse(""))
        .errors(Amendments.errors(reason, "amendment-conflict"));
  }
}
