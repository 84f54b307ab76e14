package io.planwright.api.problem;

import io.planwright.plan.Diagnostic;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Ends a request with a problem. */
public final class ProblemException extends RuntimeException {
  private final transient Problem problem;
  private final transient Optional<Duration> retryAfter;

  ProblemException(Problem problem) {
    this(problem, Optional.empty());
  }

  private ProblemException(Problem problem, Optional<Duration> retryAfter) {
    super(problem.code() + ": " + problem.detail(), null, false, false);
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  public ProblemException errors(List<Diagnostic> errors) {
    return new ProblemException(problem.errors(errors), retryAfter);
  }

  public ProblemException retryAfter(Duration delay) {
    return new ProblemException(problem, Optional.of(delay));
  }

  public Problem problem() {
    return problem;
  }

  Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
