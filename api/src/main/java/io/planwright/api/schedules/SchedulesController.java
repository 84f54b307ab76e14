package io.planwright.api.schedules;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.planwright.api.access.Principal;
import io.planwright.api.body.StrictJson;
import io.planwright.api.plans.RunnablePlans;
import io.planwright.api.problem.ProblemException;
import io.planwright.api.problem.ProblemKind;
import io.planwright.api.temporal.TemporalBudget;
import io.planwright.store.StoredPlan;
import io.planwright.temporal.schedules.ScheduleDiffers;
import io.planwright.temporal.schedules.ScheduleNotFound;
import io.planwright.temporal.schedules.ScheduleSpecification;
import io.planwright.temporal.schedules.Scheduled;
import io.planwright.temporal.schedules.Schedules;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.temporal.client.schedules.ScheduleException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Schedules of the team's plans. */
@Controller("/v1/schedules")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "schedules")
@ApiResponse(responseCode = "404", description = "SCHEDULE_NOT_FOUND, PLAN_NOT_FOUND")
@ApiResponse(responseCode = "503", description = "TEMPORAL_UNAVAILABLE")
final class SchedulesController {
  private final Schedules schedules;
  private final RunnablePlans plans;
  private final StrictJson json;
  private final TemporalBudget budget;

  SchedulesController(
      Schedules schedules, RunnablePlans plans, StrictJson json, TemporalBudget budget) {
    this.schedules = schedules;
    this.plans = plans;
    this.json = json;
    this.budget = budget;
  }

  @Post
  @Operation(summary = "Creates a schedule of a plan; the same again changes nothing")
  @RequestBody(content = @Content(schema = @Schema(implementation = ScheduleSpecification.class)))
  @ApiResponse(
      responseCode = "201",
      description = "The schedule",
      content = @Content(schema = @Schema(implementation = Scheduled.class)))
  @ApiResponse(responseCode = "409", description = "SCHEDULE_EXISTS, and differs")
  HttpResponse<Scheduled> createSchedule(
      @Parameter(hidden = true) Principal caller, @Body @Nullable String body) {
    ScheduleSpecification wish = json.read(body, ScheduleSpecification.class);
    StoredPlan plan = plans.find(caller.team(), wish.plan(), wish.version());
    Optional<String> pinned = wish.version().map(_ -> plan.hash());
    try {
      Scheduled created = ask(() -> schedules.create(caller.team(), wish, pinned));
      return HttpResponse.created(created, URI.create("/v1/schedules/" + wish.id()));
    } catch (ScheduleDiffers e) {
      boolean seen =
          ask(() -> schedules.find(wish.id())).filter(s -> caller.sees(s.team())).isPresent();
      // How another team's schedule differs is not this caller's to know.
      throw ProblemKind.SCHEDULE_EXISTS.problem(
          seen
              ? String.valueOf(e.getMessage())
              : "the id " + wish.id() + " is taken; choose another");
    }
  }

  @Get
  @Operation(summary = "The team's schedules")
  List<Scheduled> listSchedules(@Parameter(hidden = true) Principal caller) {
    return ask(schedules::list).stream().filter(s -> caller.sees(s.team())).toList();
  }

  @Get("/{id}")
  @Operation(summary = "A schedule, when it starts next, and what it started")
  Scheduled getSchedule(@Parameter(hidden = true) Principal caller, @PathVariable String id) {
    return ask(() -> schedules.find(id))
        .filter(schedule -> caller.sees(schedule.team()))
        .orElseThrow(() -> notFound(id));
  }

  @Put("/{id}")
  @Operation(
      summary = "Changes a schedule to another specification; whether it is paused stays as it is")
  @RequestBody(content = @Content(schema = @Schema(implementation = ScheduleSpecification.class)))
  Scheduled updateSchedule(
      @Parameter(hidden = true) Principal caller,
      @PathVariable String id,
      @Body @Nullable String body) {
    ScheduleSpecification wish = json.read(body, ScheduleSpecification.class);
    if (!wish.id().equals(id)) {
      throw ProblemKind.BODY_INVALID.problem(
          "the body's id must be the address's, " + id + ", was " + wish.id());
    }
    String team = getSchedule(caller, id).team();
    StoredPlan plan = plans.find(team, wish.plan(), wish.version());
    return ask(() -> schedules.update(team, wish, wish.version().map(_ -> plan.hash())));
  }

  @Delete("/{id}")
  @Operation(summary = "Deletes a schedule; its runs go on")
  @ApiResponse(responseCode = "204", description = "Deleted")
  HttpResponse<Void> deleteSchedule(
      @Parameter(hidden = true) Principal caller, @PathVariable String id) {
    change(caller, id, schedules::delete);
    return HttpResponse.noContent();
  }

  @Post("/{id}:pause")
  @Operation(summary = "Starts no runs until it is resumed")
  Scheduled pauseSchedule(@Parameter(hidden = true) Principal caller, @PathVariable String id) {
    change(caller, id, schedule -> schedules.pause(schedule, "paused by " + caller.name()));
    return getSchedule(caller, id);
  }

  @Post("/{id}:resume")
  @Operation(summary = "Starts runs again")
  Scheduled resumeSchedule(@Parameter(hidden = true) Principal caller, @PathVariable String id) {
    change(caller, id, schedule -> schedules.resume(schedule, "resumed by " + caller.name()));
    return getSchedule(caller, id);
  }

  @Post("/{id}:trigger")
  @Operation(summary = "Starts a run now, as the overlap policy allows")
  Scheduled triggerSchedule(@Parameter(hidden = true) Principal caller, @PathVariable String id) {
    change(caller, id, schedules::trigger);
    return getSchedule(caller, id);
  }

  private void change(Principal caller, String id, Consumer<String> change) {
    getSchedule(caller, id);
    ask(
        () -> {
          change.accept(id);
          return id;
        });
  }

  private <T> T ask(Supplier<T> question) {
    try {
      return budget.within(question);
    } catch (ScheduleNotFound e) {
      throw ProblemKind.SCHEDULE_NOT_FOUND.problem(String.valueOf(e.getMessage()));
    } catch (ScheduleException e) {
      throw unavailable(e.getCause(), e);
    } catch (StatusRuntimeException e) {
      throw unavailable(e, e);
    }
  }

  private static RuntimeException unavailable(@Nullable Throwable cause, RuntimeException thrown) {
    return cause instanceof StatusRuntimeException status
            && (status.getStatus().getCode() == Status.Code.UNAVAILABLE
                || status.getStatus().getCode() == Status.Code.DEADLINE_EXCEEDED)
        ? ProblemKind.TEMPORAL_UNAVAILABLE
            .problem("Temporal did not answer in time")
            .retryAfter(Duration.ofSeconds(5))
        : thrown;
  }

  private static ProblemException notFound(String id) {
    return ProblemKind.SCHEDULE_NOT_FOUND.problem("the team has no schedule " + id);
  }
}
