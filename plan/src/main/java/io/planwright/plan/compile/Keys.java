package io.planwright.plan.compile;

import io.planwright.plan.Source;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Names phases and tasks: by the author's id where it is one of the whole document, else within the
 * phase by id or title. So a key depends on nothing beside its own phase and task, and on an
 * earlier one only where both would have the same.
 */
final class Keys {
  private final Map<String, Integer> used = new LinkedHashMap<>();
  private final Map<String, Source> ids = new LinkedHashMap<>();
  private final Problems problems;

  private Keys(Problems problems) {
    this.problems = problems;
  }

  static void assign(Draft draft, Problems problems) {
    Keys keys = new Keys(problems);
    for (PhaseDraft phase : draft.phases()) {
      phase.key = keys.unique(word(phase.id.isEmpty() ? phase.title : phase.id));
    }
    draft.tasks().forEach(keys::name);
  }

  private void name(TaskDraft task) {
    boolean global = Identifier.global(task.id);
    String own = word(task.id.isEmpty() ? task.title : task.id);
    String key = global ? own : task.phase.key + "~" + own;
    Source first = task.id.isEmpty() ? null : ids.putIfAbsent(key, task.source);
    task.key = unique(key);
    if (first != null) {
      problems.warning(
          "duplicate-id",
          task.source,
          "the id " + task.id + " must name one task, it also stands in line " + first.line(),
          "give one of the two another id");
    }
  }

  private String unique(String key) {
    int count = used.merge(key, 1, Integer::sum);
    if (count == 1) {
      return key;
    }
    String numbered = key + "~" + count;
    return used.containsKey(numbered) ? unique(key) : unique(numbered);
  }

  /** Letters and digits of all scripts, in lower case, everything else a hyphen. */
  static String word(String text) {
    StringBuilder word = new StringBuilder();
    boolean gap = false;
    int[] points = text.toLowerCase(Locale.ROOT).codePoints().toArray();
    for (int point : points) {
      if (stays(point)) {
        if (gap && !word.isEmpty()) {
          word.append('-');
        }
        word.appendCodePoint(point);
        gap = false;
      } else {
        gap = true;
      }
    }
    String whole = trimmed(word.toString());
    if (whole.isEmpty()) {
      return "x-" + hash(text);
    }
    if (whole.codePointCount(0, whole.length()) <= Limits.LONGEST_KEY_WORD) {
      return whole;
    }
    int end = whole.offsetByCodePoints(0, Limits.LONGEST_KEY_WORD - 9);
    return trimmed(whole.substring(0, end)) + "-" + hash(whole);
  }

  private static boolean stays(int point) {
    return Character.isLetterOrDigit(point)
        || point == '.'
        || point == '_'
        || Character.getType(point) == Character.NON_SPACING_MARK
        || Character.getType(point) == Character.COMBINING_SPACING_MARK;
  }

  private static String trimmed(String word) {
    int start = 0;
    int end = word.length();
    while (start < end && !Character.isLetterOrDigit(word.codePointAt(start))) {
      start++;
    }
    while (end > start && (word.charAt(end - 1) == '.' || word.charAt(end - 1) == '-')) {
      end--;
    }
    return word.substring(start, end);
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
