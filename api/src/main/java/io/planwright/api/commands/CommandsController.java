package io.planwright.api.commands;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.planwright.api.access.Principal;
import io.planwright.api.body.StrictJson;
import io.planwright.api.problem.ProblemException;
import io.planwright.api.problem.ProblemKind;
import io.planwright.api.runs.IdempotencyKey;
import io.planwright.api.runs.RunAccess;
import io.planwright.plan.run.Command;
import io.planwright.plan.run.Verb;
import io.planwright.store.Commands;
import io.planwright.store.Plans;
import io.planwright.store.Run;
import io.planwright.store.StoredCommand;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
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
@ApiResponse(responseCode = "404", description = "RUN_NOT_FOUND, TASK_NOT_FOUND")
@ApiResponse(responseCode = "409", description = "COMMAND_REJECTED, with the run's reason")
final class CommandsController {
  private final Commands commands;
  private final Delivery delivery;
  private final RunAccess runs;
  private final Plans plans;
  private final StrictJson json;

  CommandsController(
      Commands commands, Delivery delivery, RunAccess runs, Plans plans, StrictJson json) {
    this.commands = commands;
    this.delivery = delivery;
    this.runs = runs;
    this.plans = plans;
    this.json = json;
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
    Run run = runWithTask(caller, id, task);
    CompleteTask done = json.read(body, CompleteTask.class);
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
    Run run = runWithTask(caller, id, task);
    FailTask failed = json.read(body, FailTask.class);
    return take(caller, run, key, new Verb.Fail(task, failed.message()), Optional.empty());
  }

  @Post("/runs/{id}:cancel")
  @Operation(summary = "Ends a run and has its effects undone")
  @RequestBody(content = @Content(schema = @Schema(implementation = CancelRun.class)))
  HttpResponse<StoredCommand> cancelRun(
      @Parameter(hidden = true) Principal caller,
      @PathVariable String id,
      @Header(IdempotencyKey.HEADER) @Nullable String key,
      @Body @Nullable String body) {
    Run run = runs.find(caller, id);
    CancelRun cancel = json.read(body, CancelRun.class);
    return take(caller, run, key, new Verb.Cancel(), cancel.reason());
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
      case REJECTED ->
          throw ProblemKind.COMMAND_REJECTED.problem(
              command.message().orElse("the run gave no reason"));
      case PENDING ->
          HttpResponse.accepted(URI.create("/v1/commands/" + command.command().id())).body(command);
    };
  }
}
