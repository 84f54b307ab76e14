package io.planwright.api.artifacts;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.server.types.files.SystemFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.planwright.api.access.Principal;
import io.planwright.api.access.Role;
import io.planwright.api.problem.ProblemException;
import io.planwright.api.problem.ProblemKind;
import io.planwright.plan.run.ArtifactRef;
import io.planwright.store.Artifacts;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Stored results by their content. */
@Controller("/v1/artifacts")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "artifacts")
final class ArtifactsController {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private final Artifacts artifacts;

  ArtifactsController(Artifacts artifacts) {
    this.artifacts = artifacts;
  }

  @Get("/{sha256}")
  @Operation(summary = "The bytes of a stored result")
  @ApiResponse(responseCode = "200", description = "The bytes")
  @ApiResponse(responseCode = "404", description = "ARTIFACT_NOT_FOUND")
  HttpResponse<SystemFile> getArtifact(
      @Parameter(hidden = true) Principal caller, @PathVariable String sha256) {
    if (!SHA256.matcher(sha256).matches()
        || !(caller.may(Role.ADMIN) || artifacts.visibleTo(caller.team(), sha256))) {
      throw notFound(sha256);
    }
    ArtifactRef ref = artifacts.find(sha256).orElseThrow(() -> notFound(sha256));
    Path file = artifacts.file(ref).orElseThrow(() -> notFound(sha256));
    return HttpResponse.ok(new SystemFile(file.toFile(), MediaType.of(ref.mediaType())))
        // Results are whatever a step wrote: never to be run by a browser on this origin.
        .header("X-Content-Type-Options", "nosniff")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + sha256 + "\"");
  }

  private static ProblemException notFound(String sha256) {
    return ProblemKind.ARTIFACT_NOT_FOUND.problem("the team has no artifact " + sha256);
  }
}
