package io.planwright.plan.compile;

import io.planwright.plan.Source;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The YAML between two lines of hyphens at the start of a document.
 *
 * @param members as written; none where it is broken
 * @param problem what breaks it; empty where nothing does
 * @param brokenAt where
 * @param lines of the document that it takes, its hyphens included
 */
record FrontMatter(YamlTree.Members members, String problem, Optional<Source> brokenAt, int lines) {
  private static final int MOST_LINES = 2_000;
  private static final Pattern MEMBER = Pattern.compile("[\\w\"'\\p{L}][^:#]{0,100}:(?:\\s.*)?");

  /** Empty where the document starts otherwise, for instance with a line that separates. */
  static Optional<FrontMatter> read(String document) {
    int start = document.startsWith("\uFEFF") ? 1 : 0;
    int first = document.indexOf('\n', start);
    if (first < 0 || !document.substring(start, first).stripTrailing().equals("---")) {
      return Optional.empty();
    }
    boolean looksLike = false;
    int line = first + 1;
    for (int lines = 2; lines <= MOST_LINES && line < document.length(); lines++) {
      int end = document.indexOf('\n', line);
      end = end < 0 ? document.length() : end;
      String text = document.substring(line, end).stripTrailing();
      if (text.equals("---") || text.equals("...")) {
        String yaml = document.substring(first + 1, line);
        return looksLike ? of(yaml, lines) : Optional.empty();
      }
      if (!looksLike && !text.isBlank() && !text.startsWith("#")) {
        looksLike = text.length() <= Limits.LONGEST_LINE && MEMBER.matcher(text).matches();
        if (!looksLike) {
          return Optional.empty();
        }
      }
      line = end + 1;
    }
    return Optional.empty();
  }

  private static Optional<FrontMatter> of(String yaml, int lines) {
    YamlTree.Reading reading = YamlTree.read(Places.of(yaml, 1));
    if (reading.root().isPresent() && reading.root().get() instanceof YamlTree.Members members) {
      return Optional.of(new FrontMatter(members, "", Optional.empty(), lines));
    }
    String problem = reading.problem().isEmpty() ? "expected members" : reading.problem();
    Source at = reading.brokenAt().orElse(new Source(2, 1));
    YamlTree.Members none = new YamlTree.Members(List.of(), new Source(2, 1));
    return Optional.of(new FrontMatter(none, problem, Optional.of(at), lines));
  }

  /** The title of the plan or the phase that the document describes. */
  Optional<YamlTree.Text> title() {
    return text("title", "name", "plan_title", "phase_name", "epic", "feature");
  }

  Optional<YamlTree.Text> id() {
    return text("id", "plan", "task_id", "issue", "track_id");
  }

  Optional<YamlTree.Text> phase() {
    return text("phase", "milestone", "sprint");
  }

  Optional<YamlTree.Text> status() {
    return text("status", "state");
  }

  Optional<YamlTree.Text> wave() {
    return text("wave");
  }

  Optional<YamlTree.Text> owner() {
    return text("assignee", "owner", "agent", "lead", "assigned_to");
  }

  Optional<YamlTree.Text> priority() {
    return text("priority");
  }

  List<YamlTree.Text> dependsOn() {
    return texts(
        "depends_on", "dependencies", "dependson", "blocked_by", "requires_plans", "after");
  }

  /** The first member of one of the names that is a scalar with some text. */
  Optional<YamlTree.Text> text(String... names) {
    for (String name : names) {
      Optional<YamlTree.Text> text =
          members
              .find(name)
              .map(YamlTree.Member::value)
              .filter(YamlTree.Text.class::isInstance)
              .map(YamlTree.Text.class::cast)
              .filter(found -> !found.text().isBlank());
      if (text.isPresent()) {
        return text;
      }
    }
    return Optional.empty();
  }

  /** What a list, or a text with commas, holds; none-words are left out. */
  List<YamlTree.Text> texts(String... names) {
    return members
        .find(names)
        .map(member -> YamlTree.texts(member.value()))
        .orElse(List.of())
        .stream()
        .filter(text -> !Words.none(text.text()))
        .toList();
  }
}
