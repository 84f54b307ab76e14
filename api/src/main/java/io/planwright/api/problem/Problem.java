package io.planwright.api.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.planwright.plan.Diagnostic;
import java.util.List;

/**
 * What went wrong with a request: RFC 9457, extended by a stable code and by the places of errors.
 *
 * @param detail what was expected and what came
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
    String type, String title, int status, String detail, String code, List<Diagnostic> errors) {
  public static final String MEDIA_TYPE = "application/problem+json";

  public Problem {
    errors = List.copyOf(errors);
  }

  public static Problem of(ProblemKind kind, String detail) {
    return new Problem(
        kind.type(), kind.title(), kind.status().getCode(), detail, kind.name(), List.of());
  }

  public Problem errors(List<Diagnostic> errors) {
    return new Problem(type, title, status, detail, code, errors);
  }
}
