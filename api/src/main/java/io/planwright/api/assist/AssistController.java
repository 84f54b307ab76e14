package io.planwright.api.assist;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.planwright.api.access.Principal;
import io.planwright.api.plans.DocumentBytes;
import io.planwright.api.problem.ProblemKind;
import io.planwright.api.runs.IdempotencyKey;
import io.planwright.plan.Compiled;
import io.planwright.plan.Executor;
import io.planwright.plan.assist.PatchCheck;
import io.planwright.plan.assist.PlanOutline;
import io.planwright.plan.compile.PlanCompiler;
import io.planwright.workflows.Executors;
import io.planwright.workflows.assist.AssistRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asks a language model what a plan document lacks; nothing is stored or changed. */
@Controller("/v1/plans:assist")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "plans")
final class AssistController {
  private static final int LONGEST_MODEL = 200;

  private final PlanCompiler compiler;
  private final Assistance assistance;

  AssistController(PlanCompiler compiler, Assistance assistance) {
    this.compiler = compiler;
    this.assistance = assistance;
  }

  /**
   * A question whose answer is not there yet.
   *
   * @param idempotencyKey under which the same request gets it
   */
  record Pending(String idempotencyKey) {}

  @Post
  @Consumes({
    "text/markdown",
    "text/x-markdown",
    MediaType.TEXT_PLAIN,
    MediaType.APPLICATION_OCTET_STREAM
  })
  @Operation(summary = "Asks a language model what a plan document lacks")
  @ApiResponse(
      responseCode = "200",
      description = "A patch that was checked against the plan; useless with ASSIST_USELESS",
      content = @Content(schema = @Schema(implementation = Assisted.class)))
  @ApiResponse(
      responseCode = "202",
      description = "The model still works; the same request with this Idempotency-Key waits on",
      content = @Content(schema = @Schema(implementation = Pending.class)))
  @ApiResponse(responseCode = "413", description = "DOCUMENT_TOO_LARGE")
  @ApiResponse(
      responseCode = "422",
      description =
          "PLAN_INVALID where the document has no task, ASSIST_REFUSED where there is no such"
              + " model, DOCUMENT_EMPTY, DOCUMENT_NOT_TEXT")
  @ApiResponse(
      responseCode = "503",
      description = "ASSIST_UNAVAILABLE where no language model answers, TEMPORAL_UNAVAILABLE")
  HttpResponse<?> assistPlan(
      @Parameter(hidden = true) Principal caller,
      @Parameter(description = "the model's name at Ollama, else the worker's") @QueryValue
          @Nullable String model,
      @Header(IdempotencyKey.HEADER) @Nullable String key,
      // As for POST /v1/plans.
      @io.micronaut.core.annotation.Nullable @Body byte[] document) {
    String name =
        IdempotencyKey.of(key)
            .map(IdempotencyKey::value)
            .orElseGet(() -> UUID.randomUUID().toString());
    Optional<String> wanted = Optional.ofNullable(model).map(AssistController::checked);
    String text = DocumentBytes.text(document);
    Compiled compiled = compiler.compile(text.getBytes(StandardCharsets.UTF_8));
    if (compiled.plan().tasks().findAny().isEmpty()) {
      throw ProblemKind.PLAN_INVALID
          .problem("expected a document with tasks, found none")
          .errors(compiled.diagnostics());
    }
    PlanOutline outline = PlanOutline.of(compiled.plan());
    AssistRequest request =
        new AssistRequest(outline, automatic(), wanted, AssistRequest.USUAL_TOKENS);
    return assistance
        .ask(AssistId.of(caller, name, text, wanted), caller, request)
        .<HttpResponse<?>>map(
            answer ->
                HttpResponse.ok(
                    Assisted.of(
                        answer,
                        PatchCheck.of(compiled.plan(), Executors.catalogue(), answer.patch()),
                        outline.leftOut())))
        .orElseGet(() -> HttpResponse.accepted().body(new Pending(name)));
  }

  private static List<Executor> automatic() {
    return Executors.catalogue().all().stream()
        .filter(executor -> executor.form() != Executor.Form.WAIT)
        .toList();
  }

  private static String checked(String model) {
    if (model.isBlank() || model.length() > LONGEST_MODEL) {
      throw ProblemKind.BAD_REQUEST.problem(
          "model must have 1 to " + LONGEST_MODEL + " characters, has " + model.length());
    }
    return model;
  }
}
