package io.planwright.cli.commands;

import io.planwright.cli.client.ApiProblem;
import io.planwright.plan.run.State;

/** How a command ended, for scripts. */
public enum ExitCode {
  OK(0),
  UNEXPECTED(1),
  USAGE(2),
  NOT_FOUND(3),
  CONFLICT(4),
  INVALID(5),
  /** Nothing is wrong, but there is what was asked for: a difference, a warning. */
  FINDINGS(6),
  RUN_FAILED(7),
  RUN_CANCELLED(9),
  NOT_ALLOWED(10),
  UNREACHABLE(12);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /** What a refusal of the API means. */
  public static ExitCode of(ApiProblem problem) {
    return switch (problem.status()) {
      case 401, 403 -> NOT_ALLOWED;
      case 404 -> NOT_FOUND;
      case 409 -> CONFLICT;
      case 400, 413, 415 -> INVALID;
      case 422 -> problem.code().equals("IDEMPOTENCY_KEY_REUSED") ? CONFLICT : INVALID;
      case 502, 503, 504 -> UNREACHABLE;
      default -> UNEXPECTED;
    };
  }

  /** How a run ended. */
  static ExitCode of(State state) {
    return switch (state) {
      case SUCCEEDED -> OK;
      case CANCELLED -> RUN_CANCELLED;
      case FAILED, UNDONE, SKIPPED -> RUN_FAILED;
      case PENDING, READY, RUNNING, PAUSED, WAITING, UNDOING ->
          throw new IllegalStateException("expected the end of the run, it is " + state);
    };
  }
}
