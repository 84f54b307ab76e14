package io.planwright.cli.output;

import io.planwright.plan.Diagnostic;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** Findings as code hosts read them: SARIF 2.1.0. */
public final class Sarif {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private final SequencedMap<String, String> rules = new LinkedHashMap<>();
  private final List<Map<String, ?>> results = new ArrayList<>();
  private final Path folder;

  /**
   * @param folder to which the names of files in it are relative
   */
  public Sarif(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /** A rule that findings may be of, by its code. */
  public void rule(String code, String about) {
    rules.put(code, about);
  }

  public void add(Path file, Diagnostic finding) {
    rules.putIfAbsent(finding.code(), finding.code().replace('-', ' '));
    String hint = finding.hint().isEmpty() ? "" : " (" + finding.hint() + ")";
    results.add(
        members(
            "ruleId",
            finding.code(),
            "ruleIndex",
            List.copyOf(rules.keySet()).indexOf(finding.code()),
            "level",
            level(finding),
            "message",
            Map.of("text", finding.message() + hint),
            "locations",
            List.of(
                Map.of(
                    "physicalLocation",
                    members(
                        "artifactLocation",
                        Map.of("uri", uri(file)),
                        "region",
                        members("startLine", finding.line(), "startColumn", finding.column()))))));
  }

  private static String level(Diagnostic finding) {
    return switch (finding.severity()) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFO -> "note";
    };
  }

  /** Percent-encoded; relative where the file lies in the folder. */
  private String uri(Path file) {
    Path whole = folder.resolve(file).normalize();
    boolean inside = whole.startsWith(folder);
    Path named = inside ? folder.relativize(whole) : whole;
    List<String> parts = new ArrayList<>();
    named.forEach(part -> parts.add(part.toString()));
    String path =
        parts.stream()
            .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
            .collect(Collectors.joining("/"));
    return inside ? path : "file:///" + path;
  }

  public String text() {
    List<Map<String, ?>> described = new ArrayList<>();
    rules.forEach(
        (code, about) ->
            described.add(members("id", code, "shortDescription", Map.of("text", about))));
    return Json.pretty(
        members(
            "$schema",
            SCHEMA,
            "version",
            "2.1.0",
            "runs",
            List.of(
                members(
                    "tool",
                    Map.of("driver", members("name", "planwright", "rules", described)),
                    "columnKind",
                    "utf16CodeUnits",
                    "results",
                    results))));
  }

  private static Map<String, Object> members(Object... namesAndValues) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      members.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return members;
  }
}
