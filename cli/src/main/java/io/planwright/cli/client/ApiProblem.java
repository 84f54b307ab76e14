package io.planwright.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** The API refused a request, and said why. */
public final class ApiProblem extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;
  private final String detail;
  private final transient JsonNode body;
  private final transient Optional<String> document;

  ApiProblem(int status, String code, String detail, JsonNode body) {
    this(status, code, detail, body, Optional.empty());
  }

  private ApiProblem(
      int status, String code, String detail, JsonNode body, Optional<String> document) {
    super(code + ": " + detail);
    this.document = document;
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.body = body;
  }

  public int status() {
    return status;
  }

  /** Stable. */
  public String code() {
    return code;
  }

  public String detail() {
    return detail;
  }

  /** The same, of a document that the caller knows by this name. */
  public ApiProblem of(String name) {
    return new ApiProblem(status, code, detail, body, Optional.of(name));
  }

  /** The name of the document in which the errors stand, where it is known. */
  public Optional<String> document() {
    return document;
  }

  /** The problem as it came. */
  public JsonNode body() {
    return body;
  }
}
