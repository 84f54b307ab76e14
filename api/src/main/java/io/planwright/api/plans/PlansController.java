package io.planwright.api.plans;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.planwright.api.access.Principal;
import io.planwright.plan.Compiled;
import io.planwright.store.Plans;
import io.planwright.store.StoredPlan;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plans: posted as documents, read as the graphs that they mean. */
@Controller("/v1/plans")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "plans")
final class PlansController {
  /** More plans than this are not listed. */
  static final int MOST_LISTED = 1000;

  private final PostedDocuments documents;
  private final Plans plans;

  PlansController(PostedDocuments documents, Plans plans) {
    this.documents = documents;
    this.plans = plans;
  }

  @Post
  @Consumes({
    "text/markdown",
    "text/x-markdown",
    MediaType.TEXT_PLAIN,
    MediaType.APPLICATION_OCTET_STREAM
  })
  @Operation(summary = "Compiles and stores a plan document")
  @ApiResponse(
      responseCode = "201",
      description = "The stored version, with its diagnostics",
      content = @Content(schema = @Schema(implementation = StoredPlan.class)))
  @ApiResponse(responseCode = "413", description = "DOCUMENT_TOO_LARGE")
  @ApiResponse(
      responseCode = "422",
      description = "PLAN_INVALID with every diagnostic, DOCUMENT_EMPTY, DOCUMENT_NOT_TEXT")
  HttpResponse<StoredPlan> postPlan(
      @Parameter(hidden = true) Principal caller,
      @QueryValue @Nullable String id,
      // Not Optional: that would be decoded as a text. Of the server's own Nullable: it does not
      // see JSpecify's on an array, and would refuse an empty body before it is looked at.
      @io.micronaut.core.annotation.Nullable @Body byte[] document) {
    Optional<String> wanted = Optional.ofNullable(id).map(PlanIds::checked);
    String text = DocumentBytes.text(document);
    Compiled compiled = documents.compile(text);
    String planId =
        wanted.orElseGet(() -> PlanIds.of(compiled.plan().title(), compiled.plan().hash()));
    StoredPlan stored = plans.save(caller.team(), planId, text, compiled, caller.name());
    return HttpResponse.created(
        stored, URI.create("/v1/plans/" + stored.id() + "?version=" + stored.version()));
  }

  @Get
  @Operation(summary = "The newest version of each of the team's plans")
  List<StoredPlan> listPlans(@Parameter(hidden = true) Principal caller) {
    return plans.list(caller.team(), MOST_LISTED);
  }

  @Get("/{id}")
  @Operation(summary = "A version of a plan, the newest unless one is named")
  @ApiResponse(responseCode = "404", description = "PLAN_NOT_FOUND")
  StoredPlan getPlan(
      @Parameter(hidden = true) Principal caller,
      @PathVariable String id,
      // Not Optional: that would take a version that is no number for none.
      @QueryValue @Nullable Integer version) {
    Optional<Integer> wanted = Optional.ofNullable(version);
    return plans
        .find(caller.team(), id, wanted)
        .orElseThrow(() -> PlanNotFound.problem(id, wanted));
  }
}
