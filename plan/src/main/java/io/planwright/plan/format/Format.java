package io.planwright.plan.format;

import io.planwright.plan.Catalogue;
import io.planwright.plan.Compiled;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The formats that lose nothing of a plan, and how their documents show themselves. */
public enum Format {
  MARKDOWN,
  YAML,
  JSON;

  /** More lines are no front matter. */
  static final int LONGEST_FRONT_MATTER = 200;

  private static final Pattern VERSION = Pattern.compile("planwright[ \\t]*:.*");
  private static final Pattern MEMBER =
      Pattern.compile(
          "(?:title|manual|phases|criteria|risks|rollbacks|settings|notes)[ \\t]*:(?:[ \\t].*)?");
  private static final Pattern PHASES = Pattern.compile("^phases[ \\t]*:", Pattern.MULTILINE);
  private static final Pattern JSON_START = Pattern.compile("\\s*+\\{\\s*+\"planwright\"\\s*+:");

  /** The format that a document says it has; none: it is to be understood. */
  public static Optional<Format> of(String text) {
    Optional<List<String>> front = frontMatter(text);
    if (front.isPresent()) {
      return front.get().stream().anyMatch(line -> VERSION.matcher(line).matches())
          ? Optional.of(MARKDOWN)
          : Optional.empty();
    }
    if (JSON_START.matcher(text).lookingAt()) {
      return Optional.of(JSON);
    }
    String first =
        text.lines()
            .map(String::stripTrailing)
            .filter(line -> !line.isEmpty() && !line.startsWith("#") && !line.equals("---"))
            .findFirst()
            .orElse("");
    boolean yaml =
        VERSION.matcher(first).matches()
            || (MEMBER.matcher(first).matches() && PHASES.matcher(text).find());
    return yaml ? Optional.of(YAML) : Optional.empty();
  }

  /** The lines between the hyphens that start a document. */
  private static Optional<List<String>> frontMatter(String text) {
    if (!text.startsWith("---")) {
      return Optional.empty();
    }
    List<String> lines =
        text.lines().limit(LONGEST_FRONT_MATTER).map(String::stripTrailing).toList();
    int end = lines.subList(Math.min(1, lines.size()), lines.size()).indexOf("---");
    return !lines.isEmpty() && lines.getFirst().equals("---") && end >= 0
        ? Optional.of(lines.subList(1, end + 1))
        : Optional.empty();
  }

  /**
   * @param catalogue the executors that bindings may name, and their defaults
   */
  public Compiled read(String text, Catalogue catalogue) {
    return switch (this) {
      case MARKDOWN -> CanonicalMarkdown.read(text, catalogue);
      case YAML -> NativeYaml.read(text, catalogue);
      case JSON -> PlanJson.read(text, catalogue);
    };
  }
}
