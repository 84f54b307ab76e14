package io.planwright.api.events;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.planwright.api.access.Principal;
import io.planwright.api.problem.ProblemKind;
import io.planwright.api.runs.RunAccess;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** A run's journal as it grows. */
@Controller("/v1/runs")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "events")
final class EventsController {
  private final RunAccess runs;
  private final Watches watches;

  EventsController(RunAccess runs, Watches watches) {
    this.runs = runs;
    this.watches = watches;
  }

  @Get("/{id}/events")
  @Produces(MediaType.TEXT_EVENT_STREAM)
  @Operation(
      summary = "The run's journal as server-sent events",
      description =
          "Events opened, transition and progress carry a journal line and its number as id;"
              + " the event end, with the run, follows the last line.")
  @ApiResponse(responseCode = "200", description = "The events after the last one that was seen")
  @ApiResponse(responseCode = "503", description = "TOO_MANY_STREAMS")
  HttpResponse<Flux<byte[]>> watchRun(
      @Parameter(hidden = true) Principal caller,
      @PathVariable String id,
      @Header("Last-Event-ID") @Nullable String lastEventId,
      @QueryValue @Nullable String after) {
    long from =
        Optional.ofNullable(lastEventId)
            .or(() -> Optional.ofNullable(after))
            .map(EventsController::number)
            .orElse(0L);
    runs.find(caller, id);
    if (watches.full()) {
      throw ProblemKind.TOO_MANY_STREAMS
          .problem("as many runs are watched as this server allows")
          .retryAfter(Duration.ofSeconds(5));
    }
    return HttpResponse.ok(watches.frames(id, from))
        .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        // Proxies that buffer would hold the events back.
        .header("X-Accel-Buffering", "no");
  }

  private static long number(String text) {
    try {
      long number = Long.parseLong(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, with what came.
    }
    throw ProblemKind.BAD_REQUEST.problem(
        "Last-Event-ID must be the id of an event, was "
            + (text.length() > 30 ? text.length() + " characters long" : text));
  }
}
