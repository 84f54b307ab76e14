package io.planwright.api.problem;

import io.micronaut.http.HttpStatus;
import java.util.Locale;

/** The kinds of problems: the name is the stable code in a response. */
public enum ProblemKind {
  BAD_REQUEST(HttpStatus.BAD_REQUEST, "The request is not valid"),
  BODY_MALFORMED(HttpStatus.BAD_REQUEST, "The body is not JSON"),
  BODY_INVALID(HttpStatus.BAD_REQUEST, "The body does not have the expected form"),
  FIELD_UNKNOWN(HttpStatus.BAD_REQUEST, "The body has a field that is not known"),
  UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, "An API key is needed"),
  FORBIDDEN(HttpStatus.FORBIDDEN, "The caller may not do this"),
  NOT_FOUND(HttpStatus.NOT_FOUND, "There is nothing at this address"),
  PLAN_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such plan"),
  RUN_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such run"),
  TASK_NOT_FOUND(HttpStatus.NOT_FOUND, "The run has no such task"),
  PHASE_NOT_FOUND(HttpStatus.NOT_FOUND, "The run has no such phase"),
  COMMAND_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such command"),
  ARTIFACT_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such artifact"),
  SCHEDULE_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such schedule"),
  METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "The address does not take this method"),
  NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "The address does not answer in this media type"),
  COMMAND_REJECTED(HttpStatus.CONFLICT, "The run did not take the command"),
  RUN_NOT_ENDED(HttpStatus.CONFLICT, "The run has not ended"),
  SCHEDULE_EXISTS(HttpStatus.CONFLICT, "There is a schedule of this name"),
  DOCUMENT_TOO_LARGE(HttpStatus.REQUEST_ENTITY_TOO_LARGE, "The document is too large"),
  BODY_TOO_LARGE(HttpStatus.REQUEST_ENTITY_TOO_LARGE, "The body is too large"),
  MEDIA_TYPE_UNSUPPORTED(
      HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The address does not take this media type"),
  PLAN_INVALID(HttpStatus.UNPROCESSABLE_ENTITY, "The plan cannot be run"),
  TASKS_INVALID(HttpStatus.UNPROCESSABLE_ENTITY, "The tasks cannot join the run"),
  DOCUMENT_EMPTY(HttpStatus.UNPROCESSABLE_ENTITY, "The document is empty"),
  DOCUMENT_NOT_TEXT(HttpStatus.UNPROCESSABLE_ENTITY, "The document is not text"),
  RESOURCE_UNKNOWN(HttpStatus.UNPROCESSABLE_ENTITY, "The plan uses what nobody declared"),
  IDEMPOTENCY_KEY_REUSED(
      HttpStatus.UNPROCESSABLE_ENTITY, "The idempotency key was used for another request"),
  PAYLOAD_UNREADABLE(HttpStatus.UNPROCESSABLE_ENTITY, "The payload cannot be decoded here"),
  ASSIST_REFUSED(HttpStatus.UNPROCESSABLE_ENTITY, "The language model cannot be asked this"),
  ASSIST_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "No language model answers"),
  TOO_MANY_STREAMS(HttpStatus.SERVICE_UNAVAILABLE, "Too many watchers"),
  WORKERS_NOT_VERSIONED(HttpStatus.CONFLICT, "The workers have no versions"),
  TEMPORAL_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "Temporal cannot be reached"),
  STORE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The database cannot be reached"),
  INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR, "The server failed");

  private final HttpStatus status;
  private final String title;

  ProblemKind(HttpStatus status, String title) {
    this.status = status;
    this.title = title;
  }

  public HttpStatus status() {
    return status;
  }

  public String title() {
    return title;
  }

  String type() {
    return "urn:planwright:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public ProblemException problem(String detail) {
    return new ProblemException(Problem.of(this, detail));
  }
}
