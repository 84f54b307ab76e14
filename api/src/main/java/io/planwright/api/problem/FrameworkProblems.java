package io.planwright.api.problem;

import io.micronaut.context.annotation.Primary;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;

/** Says as problems what the HTTP server itself refuses: unknown addresses, media types, sizes. */
@Primary
@Singleton
final class FrameworkProblems implements ErrorResponseProcessor<Problem> {
  @Override
  public MutableHttpResponse<Problem> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    ProblemKind kind = kind(response.code(), context.getRequest().getPath());
    Problem problem = Problem.of(kind, detail(kind, context));
    if (kind.status().getCode() != response.code()) {
      problem =
          new Problem(
              problem.type(),
              response.reason(),
              response.code(),
              problem.detail(),
              problem.code(),
              problem.errors());
    }
    return response.body(problem).contentType(Problem.MEDIA_TYPE);
  }

  private static ProblemKind kind(int status, String path) {
    return switch (status) {
      case 401 -> ProblemKind.UNAUTHENTICATED;
      case 403 -> ProblemKind.FORBIDDEN;
      case 404 -> ProblemKind.NOT_FOUND;
      case 405 -> ProblemKind.METHOD_NOT_ALLOWED;
      case 406 -> ProblemKind.NOT_ACCEPTABLE;
      case 413 ->
          path.equals("/v1/plans") || path.equals("/v1/plans:assist")
              ? ProblemKind.DOCUMENT_TOO_LARGE
              : ProblemKind.BODY_TOO_LARGE;
      case 415 -> ProblemKind.MEDIA_TYPE_UNSUPPORTED;
      default -> status < 500 ? ProblemKind.BAD_REQUEST : ProblemKind.INTERNAL;
    };
  }

  private static String detail(ProblemKind kind, ErrorContext context) {
    if (kind == ProblemKind.INTERNAL) {
      // What failed inside is for the log, not for the caller.
      return "an unexpected error; the server's log has the cause";
    }
    if (!context.hasErrors()) {
      return context.getRequest().getMethod() + " " + context.getRequest().getPath();
    }
    return context.getErrors().stream().map(Error::getMessage).collect(Collectors.joining("; "));
  }
}
