package io.planwright.api.resources;

import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.planwright.api.access.Principal;
import io.planwright.api.access.Role;
import io.planwright.api.body.StrictJson;
import io.planwright.api.problem.ProblemKind;
import io.planwright.plan.run.Need;
import io.planwright.store.Leases;
import io.planwright.store.Resource;
import io.planwright.workflows.Executors;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Named resources, and executors of which all runs together do only so many at once. */
@Controller("/v1/resources")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "resources")
final class ResourcesController {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
  private static final String EXECUTOR = Need.executorName("");

  private final Leases leases;
  private final StrictJson json;

  ResourcesController(Leases leases, StrictJson json) {
    this.leases = leases;
    this.json = json;
  }

  @Get
  @Operation(summary = "The declared resources, with who holds and who waits")
  List<Resource> listResources() {
    return leases.declared();
  }

  @Put("/{name}")
  @Operation(
      summary =
          "Declares a resource, or executor:<name> as one; for admins, since all teams share it")
  @RequestBody(content = @Content(schema = @Schema(implementation = DeclareResource.class)))
  @ApiResponse(responseCode = "403", description = "FORBIDDEN")
  Resource declareResource(
      @Parameter(hidden = true) Principal caller,
      @PathVariable String name,
      @Body @Nullable String body) {
    if (!caller.may(Role.ADMIN)) {
      throw ProblemKind.FORBIDDEN.problem(
          "expected the role admin, " + caller.name() + " does not have it");
    }
    DeclareResource wish = json.read(body, DeclareResource.class);
    leases.declare(name, kind(name), wish.capacity());
    return leases.declared().stream()
        .filter(resource -> resource.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Need.Kind kind(String name) {
    if (!name.startsWith(EXECUTOR)) {
      if (!NAME.matcher(name).matches()) {
        throw ProblemKind.BAD_REQUEST.problem(
            "a resource's name is up to 63 letters, digits, dots and dashes, was " + name);
      }
      return Need.Kind.NAMED;
    }
    String executor = name.substring(EXECUTOR.length());
    if (Executors.catalogue().find(executor).isEmpty()) {
      throw ProblemKind.BAD_REQUEST.problem("there is no executor " + executor);
    }
    return Need.Kind.EXECUTOR;
  }
}
