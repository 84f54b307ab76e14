package io.planwright.api.runs;

import io.planwright.api.problem.ProblemKind;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A caller's name for a request, so that repeating it has no second effect. */
public record IdempotencyKey(String value) {
  public static final String HEADER = "Idempotency-Key";

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

  /** From the header, where it was sent. */
  public static Optional<IdempotencyKey> of(@Nullable String header) {
    return Optional.ofNullable(header).map(IdempotencyKey::new);
  }

  public IdempotencyKey {
    if (!FORM.matcher(value).matches()) {
      throw ProblemKind.BAD_REQUEST.problem(
          "Idempotency-Key must be 1 to 128 letters, digits and . _ : -, was "
              + value.length()
              + " characters long");
    }
  }
}
