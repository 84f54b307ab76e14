package io.planwright.routing;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** A title without what is no part of its meaning: marks, ids, tags, estimates. */
final class Wording {
  private static final Pattern LINK = Pattern.compile("\\[([^\\]]{1,200})\\]\\([^)\\s]{1,500}\\)");
  private static final Pattern LIST_MARK =
      Pattern.compile("^(?:#{1,6}\\s+|[-*+•]\\s+)?(?:\\[[ xX~/-]?\\]\\*?\\s*)?");
  private static final Pattern TAG =
      Pattern.compile(
          "[\\[(](?:P|P\\d|US\\d+|\\d+ ?(?:SP|pts?|points?)|optional|x|BLOCKING|MVP)[\\])]",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern NUMBERED =
      Pattern.compile(
          "^(?:task|story|step|item|ticket|script|tarea|tarefa|paso|etapa|aufgabe|tâche|задача"
              + "|任务|步骤|タスク|작업)\\s*#?[\\p{L}\\p{N}._-]{0,8}\\s*[:–—.-]\\s*(?=\\S)",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Pattern ID =
      Pattern.compile(
          "^(?:\\p{Lu}{1,6}-(?:\\p{Lu}-)?\\d+[a-z]?|\\p{Lu}{1,3}\\d{2,4}|\\p{Lu}{1,3}\\d"
              + "(?=\\s*[:–—])|\\d+(?:\\.\\d+)+[.)]?|\\d+[.)](?=\\s)|#\\d+)\\s*[:–—-]?\\s+(?=\\S)");
  private static final Pattern ESTIMATE =
      Pattern.compile(
          "\\s*[(\\[~]\\s*~?\\d[\\d.,–-]*\\s*(?:h|hrs?|hours?|d|days?|min|minutes?|w|weeks?|sp|pts?"
              + "|points?)\\s*[)\\]]?\\s*$",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern OWNER = Pattern.compile("\\s@[\\p{L}\\p{N}._-]+");
  private static final Pattern PICTURE =
      Pattern.compile("[\\p{So}\\p{Cs}\\p{Co}\\p{Cn}\\uFE0F\\u200D\\uFFFD]");
  private static final Pattern EMPHASIS =
      Pattern.compile("\\*{1,3}|~~|(?<!\\w)_{1,2}|_{1,2}(?!\\w)");
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final int LONGEST = 600;

  private Wording() {}

  static String of(String raw) {
    String text = raw.length() > LONGEST ? raw.substring(0, LONGEST) : raw;
    text = Normalizer.normalize(text, Normalizer.Form.NFKC);
    text = PICTURE.matcher(text).replaceAll(" ");
    text = LINK.matcher(text).replaceAll("$1").strip();
    text = LIST_MARK.matcher(text).replaceFirst("");
    text = EMPHASIS.matcher(text).replaceAll("");
    text = TAG.matcher(text).replaceAll(" ").strip();
    String before;
    do {
      before = text;
      text = ID.matcher(text).replaceFirst("");
      text = NUMBERED.matcher(text).replaceFirst("").strip();
    } while (!text.equals(before));
    text = ESTIMATE.matcher(text).replaceFirst("");
    text = OWNER.matcher(text).replaceAll("");
    text = SPACE.matcher(text).replaceAll(" ").strip();
    return text.isEmpty() ? raw.strip() : text;
  }
}
