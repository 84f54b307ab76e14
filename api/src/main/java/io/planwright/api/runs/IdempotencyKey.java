package io.planwright.api.runs;

import io.planwright.api.problem.ProblemKind;
import java.util.regex.Pattern;

/** A caller's name for a request, so that repeating it has no second effect. */
public record IdempotencyKey(String value) {
  public static final String HEADER = "Idempotency-Key";

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

  public IdempotencyKey {
    if (!FORM.matcher(value).matches()) {
      throw ProblemKind.BAD_REQUEST.problem(
          "Idempotency-Key must be 1 to 128 letters, digits and . _ : -, was "
              + value.length()
              + " characters long");
    }
  }
}
