package io.planwright.api.runs;

import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.server.util.HttpHostResolver;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.planwright.api.access.Principal;
import io.planwright.api.access.Role;
import io.planwright.api.body.StrictJson;
import io.planwright.api.problem.ProblemKind;
import io.planwright.plan.Plan;
import io.planwright.plan.run.State;
import io.planwright.store.Leases;
import io.planwright.store.Plans;
import io.planwright.store.Run;
import io.planwright.store.Runs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.temporal.client.WorkflowClient;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs: started from a plan's version, read as the journal tells them. */
@Controller("/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "runs")
final class RunsController {
  static final int LARGEST_PAGE = 200;

  private final RunStarter starter;
  private final RunAccess access;
  private final Runs runs;
  private final Leases leases;
  private final Plans plans;
  private final StrictJson json;
  private final HttpHostResolver host;
  private final Optional<String> temporalUi;

  RunsController(
      RunStarter starter,
      RunAccess access,
      Runs runs,
      Leases leases,
      Plans plans,
      StrictJson json,
      HttpHostResolver host,
      WorkflowClient temporal,
      @Property(name = "planwright.temporal-ui") @Nullable String temporalUi) {
    this.starter = starter;
    this.access = access;
    this.runs = runs;
    this.leases = leases;
    this.plans = plans;
    this.json = json;
    this.host = host;
    this.temporalUi =
        Optional.ofNullable(temporalUi)
            .filter(url -> !url.isBlank())
            .map(url -> url + "/namespaces/" + temporal.getOptions().getNamespace());
  }

  @Post("/plans/{id}/runs")
  @Operation(summary = "Starts a run of a plan")
  @RequestBody(content = @Content(schema = @Schema(implementation = StartRun.class)))
  @ApiResponse(
      responseCode = "201",
      description = "The run",
      content = @Content(schema = @Schema(implementation = Run.class)))
  @ApiResponse(
      responseCode = "200",
      description = "The run that this request started before",
      content = @Content(schema = @Schema(implementation = Run.class)))
  @ApiResponse(responseCode = "404", description = "PLAN_NOT_FOUND")
  @ApiResponse(responseCode = "422", description = "PLAN_INVALID, IDEMPOTENCY_KEY_REUSED")
  @ApiResponse(
      responseCode = "503",
      description = "TEMPORAL_UNAVAILABLE: the same request under the same key goes on")
  HttpResponse<Run> startRun(
      @Parameter(hidden = true) Principal caller,
      @PathVariable String id,
      @Header(IdempotencyKey.HEADER) @Nullable String key,
      @Body @Nullable String body) {
    RunRequest request =
        RunRequest.of(caller, id, IdempotencyKey.of(key), json.read(body, StartRun.class));
    return created(starter.start(request));
  }

  @Post("/runs/{id}:repeat")
  @Operation(summary = "Starts a run that repeats one that has ended, and keeps what is valid")
  @RequestBody(content = @Content(schema = @Schema(implementation = RepeatRun.class)))
  @ApiResponse(
      responseCode = "201",
      description = "The run; its origin is the one that it repeats",
      content = @Content(schema = @Schema(implementation = Run.class)))
  @ApiResponse(
      responseCode = "200",
      description = "The run that this request started before",
      content = @Content(schema = @Schema(implementation = Run.class)))
  @ApiResponse(responseCode = "404", description = "RUN_NOT_FOUND, TASK_NOT_FOUND")
  @ApiResponse(responseCode = "409", description = "RUN_NOT_ENDED")
  @ApiResponse(responseCode = "422", description = "IDEMPOTENCY_KEY_REUSED")
  @ApiResponse(
      responseCode = "503",
      description = "TEMPORAL_UNAVAILABLE: the same request under the same key goes on")
  HttpResponse<Run> repeatRun(
      @Parameter(hidden = true) Principal caller,
      @PathVariable String id,
      @Header(IdempotencyKey.HEADER) @Nullable String key,
      @Body @Nullable String body) {
    Run origin = access.find(caller, id);
    RepeatRun repeat = json.read(body, RepeatRun.class);
    if (!origin.state().ended()) {
      throw ProblemKind.RUN_NOT_ENDED.problem(
          "run %s is %s; in an open run, rerun the task"
              .formatted(id, origin.state().name().toLowerCase(Locale.ROOT)));
    }
    Plan plan = plan(origin);
    for (String task : repeat.tasks()) {
      if (plan.task(task).isEmpty()) {
        throw ProblemKind.TASK_NOT_FOUND.problem("run " + id + " has no task " + task);
      }
    }
    return created(starter.repeat(caller, origin, IdempotencyKey.of(key), repeat));
  }

  private static HttpResponse<Run> created(RunStarter.Started started) {
    return HttpResponse.<Run>status(started.repeated() ? HttpStatus.OK : HttpStatus.CREATED)
        .body(started.run())
        .headers(headers -> headers.location(URI.create("/v1/runs/" + started.run().id())));
  }

  private Plan plan(Run run) {
    return plans
        .byHash(run.planHash())
        .orElseThrow(() -> new IllegalStateException("no plan of hash " + run.planHash()));
  }

  @Get("/runs")
  @Operation(summary = "The team's runs, newest first")
  RunPage listRuns(
      @Parameter(hidden = true) Principal caller,
      @QueryValue @Nullable String plan,
      @QueryValue @Nullable String state,
      @QueryValue(defaultValue = "50") int pageSize,
      @QueryValue @Nullable String pageToken) {
    if (pageSize < 1 || pageSize > LARGEST_PAGE) {
      throw ProblemKind.BAD_REQUEST.problem(
          "pageSize must be 1 to " + LARGEST_PAGE + ", was " + pageSize);
    }
    Optional<String> team = caller.may(Role.ADMIN) ? Optional.empty() : Optional.of(caller.team());
    List<Run> found =
        runs.list(
            team,
            Optional.ofNullable(plan),
            Optional.ofNullable(state).map(RunsController::state),
            Optional.ofNullable(pageToken).map(token -> run(caller, token)),
            pageSize + 1);
    if (found.size() <= pageSize) {
      return new RunPage(found, Optional.empty());
    }
    List<Run> page = found.subList(0, pageSize);
    return new RunPage(page, Optional.of(token(page.getLast().id())));
  }

  @Get("/runs/{id}")
  @Operation(summary = "A run with its phases and tasks")
  @ApiResponse(responseCode = "404", description = "RUN_NOT_FOUND")
  RunDetail getRun(
      @Parameter(hidden = true) Principal caller, @PathVariable String id, HttpRequest<?> request) {
    Run run = access.find(caller, id);
    Plan plan = plan(run);
    return new RunDetail(
        run,
        RunDetails.of(plan, runs.steps(id)),
        new RunDetail.Links(
            temporalUi.map(url -> url + "/workflows/" + id),
            host.resolve(request) + "/v1/runs/" + id),
        leases.budgets(id));
  }

  private static State state(String word) {
    return Arrays.stream(State.values())
        .filter(state -> state.name().equalsIgnoreCase(word))
        .findFirst()
        .orElseThrow(
            () ->
                ProblemKind.BAD_REQUEST.problem(
                    "state must be one of "
                        + Arrays.stream(State.values())
                            .map(state -> state.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "))
                        + ", was "
                        + word));
  }

  private static String token(String runId) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(runId.getBytes(StandardCharsets.UTF_8));
  }

  private String run(Principal caller, String token) {
    try {
      String id = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      return runs.find(id).filter(run -> caller.sees(run.team())).map(Run::id).orElseThrow();
    } catch (IllegalArgumentException | java.util.NoSuchElementException e) {
      throw ProblemKind.BAD_REQUEST.problem("pageToken must be the nextPageToken of a page");
    }
  }
}
