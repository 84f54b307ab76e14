package io.planwright.cli.client;

import com.fasterxml.jackson.databind.JsonNode;

/** The API refused a request, and said why. */
public final class ApiProblem extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;
  private final String detail;
  private final transient JsonNode body;

  ApiProblem(int status, String code, String detail, JsonNode body) {
    super(code + ": " + detail);
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

  /** The problem as it came. */
  public JsonNode body() {
    return body;
  }
}
