package io.planwright.api.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.planwright.store.StoreUnavailable;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says when to come back where the database does not answer. */
@Singleton
final class StoreUnavailableHandler
    implements ExceptionHandler<StoreUnavailable, HttpResponse<Problem>> {
  private static final Logger log = LoggerFactory.getLogger(StoreUnavailableHandler.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final ProblemHandler problems;

  StoreUnavailableHandler(ProblemHandler problems) {
    this.problems = problems;
  }

  @Override
  @SuppressWarnings("rawtypes") // the interface's own signature
  public HttpResponse<Problem> handle(HttpRequest request, StoreUnavailable exception) {
    log.warn("{} {}: {}", request.getMethod(), request.getPath(), exception.getMessage());
    return problems.handle(
        request,
        ProblemKind.STORE_UNAVAILABLE
            .problem("the database does not answer; the same request under the same key goes on")
            .retryAfter(RETRY_AFTER));
  }
}
