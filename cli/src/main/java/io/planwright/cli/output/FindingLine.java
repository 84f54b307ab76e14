package io.planwright.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import io.planwright.plan.Diagnostic;
import java.util.Locale;
import java.util.Optional;

/** A finding on one line as compilers print them, so that editors find the place. */
public final class FindingLine {
  private FindingLine() {}

  public static String of(String file, Diagnostic finding) {
    return "%s:%d:%d: %s %s: %s%s"
        .formatted(
            file,
            finding.line(),
            finding.column(),
            finding.severity().name().toLowerCase(Locale.ROOT),
            finding.code(),
            finding.message(),
            hint(finding.hint()));
  }

  /**
   * Of one that the API tells.
   *
   * @param file absent: of a document that is not here
   */
  public static String of(Optional<String> file, JsonNode finding) {
    return "%s%s:%s: %s %s: %s%s"
        .formatted(
            file.map(name -> name + ":").orElse("  "),
            finding.path("line").asText(),
            finding.path("column").asText(),
            finding.path("severity").asText(),
            finding.path("code").asText(),
            finding.path("message").asText(),
            hint(finding.path("hint").asText()));
  }

  private static String hint(String hint) {
    return hint.isEmpty() ? "" : " (" + hint + ")";
  }
}
