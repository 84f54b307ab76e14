package io.planwright.plan.compile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The words, of several languages, by which documents name the parts of a plan. */
final class Words {
  /** Each with the word that stands for it, so that Phases 1-2 finds Phase 1. */
  private static final Map<String, String> PHASES =
      Map.ofEntries(
          Map.entry("phase", "phase"),
          Map.entry("phases", "phase"),
          Map.entry("fase", "phase"),
          Map.entry("fases", "phase"),
          Map.entry("этап", "phase"),
          Map.entry("фаза", "phase"),
          Map.entry("阶段", "phase"),
          Map.entry("フェーズ", "phase"),
          Map.entry("단계", "phase"),
          Map.entry("sprint", "sprint"),
          Map.entry("sprints", "sprint"),
          Map.entry("спринт", "sprint"),
          Map.entry("スプリント", "sprint"),
          Map.entry("스프린트", "sprint"),
          Map.entry("iteration", "iteration"),
          Map.entry("iterations", "iteration"),
          Map.entry("iteración", "iteration"),
          Map.entry("week", "week"),
          Map.entry("weeks", "week"),
          Map.entry("semana", "week"),
          Map.entry("semanas", "week"),
          Map.entry("semaine", "week"),
          Map.entry("semaines", "week"),
          Map.entry("woche", "week"),
          Map.entry("неделя", "week"),
          Map.entry("day", "day"),
          Map.entry("days", "day"),
          Map.entry("día", "day"),
          Map.entry("dia", "day"),
          Map.entry("días", "day"),
          Map.entry("jour", "day"),
          Map.entry("tag", "day"),
          Map.entry("день", "day"),
          Map.entry("milestone", "milestone"),
          Map.entry("milestones", "milestone"),
          Map.entry("hito", "milestone"),
          Map.entry("marco", "milestone"),
          Map.entry("meilenstein", "milestone"),
          Map.entry("stage", "stage"),
          Map.entry("stages", "stage"),
          Map.entry("etapa", "stage"),
          Map.entry("etapas", "stage"),
          Map.entry("étape", "stage"),
          Map.entry("wave", "wave"),
          Map.entry("waves", "wave"),
          Map.entry("epic", "epic"),
          Map.entry("epics", "epic"),
          Map.entry("épica", "epic"),
          Map.entry("marcos", "milestone"),
          Map.entry("hitos", "milestone"),
          Map.entry("마일스톤", "milestone"),
          Map.entry("マイルストーン", "milestone"),
          Map.entry("里程碑", "milestone"),
          Map.entry("批次", "batch"),
          Map.entry("batch", "batch"),
          Map.entry("batches", "batch"),
          Map.entry("group", "group"),
          Map.entry("groups", "group"),
          Map.entry("stream", "track"),
          Map.entry("streams", "track"),
          Map.entry("módulo", "module"),
          Map.entry("module", "module"),
          Map.entry("modules", "module"),
          Map.entry("étapes", "stage"),
          Map.entry("этапы", "phase"),
          Map.entry("steg", "phase"),
          Map.entry("fas", "phase"),
          Map.entry("giai", "phase"),
          Map.entry("tuần", "week"),
          Map.entry("주차", "week"),
          Map.entry("第", "phase"),
          Map.entry("track", "track"),
          Map.entry("tracks", "track"),
          Map.entry("workstream", "track"),
          Map.entry("workstreams", "track"));

  private static final Map<String, String> TASKS =
      Map.ofEntries(
          Map.entry("task", "task"),
          Map.entry("tasks", "task"),
          Map.entry("tarea", "task"),
          Map.entry("tareas", "task"),
          Map.entry("tarefa", "task"),
          Map.entry("tarefas", "task"),
          Map.entry("tâche", "task"),
          Map.entry("aufgabe", "task"),
          Map.entry("задача", "task"),
          Map.entry("任务", "task"),
          Map.entry("タスク", "task"),
          Map.entry("작업", "task"),
          Map.entry("subtask", "task"),
          Map.entry("story", "story"),
          Map.entry("stories", "story"),
          Map.entry("historia", "story"),
          Map.entry("história", "story"),
          Map.entry("step", "step"),
          Map.entry("steps", "step"),
          Map.entry("paso", "step"),
          Map.entry("passo", "step"),
          Map.entry("schritt", "step"),
          Map.entry("ticket", "ticket"),
          Map.entry("tickets", "ticket"),
          Map.entry("issue", "ticket"),
          Map.entry("issues", "ticket"),
          Map.entry("feature", "feature"),
          Map.entry("features", "feature"),
          Map.entry("package", "package"),
          Map.entry("arbeitspaket", "package"),
          Map.entry("packages", "package"));

  /** Side by side rather than one after the other. */
  private static final Set<String> UNORDERED = Set.of("track", "group", "module");

  private static final Set<String> NONE =
      Set.of(
          "",
          "-",
          "–",
          "—",
          "none",
          "n/a",
          "na",
          "nil",
          "no",
          "no dependencies",
          "nothing",
          "ninguna",
          "ninguno",
          "nenhuma",
          "nenhum",
          "aucune",
          "aucun",
          "keine",
          "nein",
          "нет",
          "なし",
          "无",
          "無",
          "없음");

  /** With a full stop, and a letter that has two in lower case. */
  private static final int LONGEST_NONE = "no dependencies.".length() + 1;

  private static final int MOST_LISTED = 50;

  /** The first space beyond the blank and the controls, of the Ogham script. */
  private static final char FIRST_WIDE_SPACE = 0x1680;

  /** Of the plain Latin letters and signs. */
  private static final int LAST_LATIN = 0x7F;

  private static final int LETTERS =
      1 << Character.UPPERCASE_LETTER
          | 1 << Character.LOWERCASE_LETTER
          | 1 << Character.TITLECASE_LETTER
          | 1 << Character.MODIFIER_LETTER
          | 1 << Character.OTHER_LETTER;
  private static final int NUMBERS =
      1 << Character.DECIMAL_DIGIT_NUMBER
          | 1 << Character.LETTER_NUMBER
          | 1 << Character.OTHER_NUMBER;
  private static final int MARKS =
      1 << Character.NON_SPACING_MARK
          | 1 << Character.COMBINING_SPACING_MARK
          | 1 << Character.ENCLOSING_MARK;

  private static final Pattern AND = Pattern.compile("\\s+(?:&|and|und|et|y|e|и)\\s+");

  private static final Pattern ANCHOR = Pattern.compile("\\s*\\{#([\\w.-]+)}\\s*$");

  private Words() {}

  /** The end of the letters that start somewhere in a text. */
  static int end(String text, int start) {
    int end = start;
    while (end < text.length() && Character.isLetter(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
    }
    return end;
  }

  /** The kind of phase that a word means; empty where it means none. */
  static String phase(String word) {
    return PHASES.getOrDefault(word.toLowerCase(Locale.ROOT), "");
  }

  /** Whether a word in lower case means a kind of phase. */
  static boolean isPhase(String lower) {
    return PHASES.containsKey(lower);
  }

  /** Whether a word in lower case means a kind of task. */
  static boolean isTask(String lower) {
    return TASKS.containsKey(lower);
  }

  /** The kind of task that a word means; empty where it means none. */
  static String task(String word) {
    return TASKS.getOrDefault(word.toLowerCase(Locale.ROOT), "");
  }

  static boolean ordered(String phaseKind) {
    return !UNORDERED.contains(phaseKind);
  }

  /** Whether a field says that there is nothing: None, -, N/A, Ninguna. */
  static boolean none(String value) {
    int aside = value.indexOf('(');
    String word = (aside >= 0 ? value.substring(0, aside) : value).strip();
    if (word.length() > LONGEST_NONE) {
      return false;
    }
    String lower = word.toLowerCase(Locale.ROOT);
    return NONE.contains(lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower);
  }

  /** The names in a field: the first has the work, the others help. */
  static List<String> people(String value) {
    if (none(value)) {
      return List.of();
    }
    List<String> people = new ArrayList<>();
    for (String part : parts(value, ",，、;+")) {
      for (String joined : joined(part)) {
        String called = (joined.startsWith("@") ? joined.substring(1) : joined).strip();
        String name = called.endsWith(".") ? called.substring(0, called.length() - 1) : called;
        if (!name.isEmpty() && people.size() < MOST_LISTED) {
          people.add(name);
        }
      }
    }
    return Collections.unmodifiableList(people);
  }

  private static List<String> parts(String value, String marks) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < value.length(); i++) {
      if (marks.indexOf(value.charAt(i)) >= 0) {
        parts.add(value.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(value.substring(start));
    return parts;
  }

  /** Names with a word between them, which has a space on both sides. */
  private static List<String> joined(String names) {
    String text = names.stripLeading();
    int spaces = 0;
    for (int i = 0; i < text.length() && spaces < 2; i++) {
      spaces += text.charAt(i) <= ' ' ? 1 : 0;
    }
    return spaces < 2 ? List.of(text) : List.of(AND.split(text));
  }

  /** The items of a field that lists some. */
  static List<String> listed(String value) {
    return none(value)
        ? List.of()
        : parts(value, ",，、;；").stream()
            .map(String::strip)
            .filter(item -> !item.isEmpty())
            .limit(MOST_LISTED)
            .toList();
  }

  /** Without what stands before the first letter, digit or bracket: emoji, check marks, bullets. */
  static String undecorated(String text) {
    int at = 0;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      if (isLetterOrNumber(point) || "[(#`".indexOf(point) >= 0) {
        break;
      }
      at += Character.charCount(point);
    }
    return text.substring(at);
  }

  static String withoutAnchor(String text) {
    return text.indexOf("{#") < 0 ? text : ANCHOR.matcher(text).replaceFirst("");
  }

  /** What {@code {#name}} at the end of a heading names it; empty without one. */
  static String anchor(String text) {
    if (text.indexOf("{#") < 0) {
      return "";
    }
    var matcher = ANCHOR.matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }

  /** Whether it holds the plain Latin letters and signs alone. */
  static boolean isLatin(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > LAST_LATIN) {
        return false;
      }
    }
    return true;
  }

  /** Without space around it, and with single spaces within. */
  static String spaced(String text) {
    if (isSpaced(text)) {
      return text;
    }
    String stripped = text.strip();
    StringBuilder spaced = new StringBuilder(stripped.length());
    for (int i = 0; i < stripped.length(); i++) {
      char c = stripped.charAt(i);
      if (!Character.isWhitespace(c)) {
        spaced.append(c);
      } else if (spaced.charAt(spaced.length() - 1) != ' ') {
        spaced.append(' ');
      }
    }
    return spaced.toString();
  }

  /** Whether all space is single blanks between other characters. */
  private static boolean isSpaced(String text) {
    boolean blank = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ' ') {
        if (blank) {
          return false;
        }
        blank = true;
      } else {
        if ((c < ' ' || c >= FIRST_WIDE_SPACE) && Character.isWhitespace(c)) {
          return false;
        }
        blank = false;
      }
    }
    return !blank;
  }

  /** At most so many characters, without half of a pair at the end. */
  static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Math.max(0, most);
    boolean half = end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
    return text.substring(0, half ? end - 1 : end);
  }

  /** For comparing titles: letters and digits alone, in lower case, by single spaces. */
  static String normal(String text) {
    char[] normal = new char[text.length()];
    int length = 0;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c > LAST_LATIN) {
        return normalBeyondLatin(text);
      }
      if (c >= 'A' && c <= 'Z') {
        normal[length++] = (char) (c + 'a' - 'A');
      } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
        normal[length++] = c;
      } else if (length > 0 && normal[length - 1] != ' ') {
        normal[length++] = ' ';
      }
    }
    boolean open = length > 0 && normal[length - 1] == ' ';
    return new String(normal, 0, open ? length - 1 : length);
  }

  private static String normalBeyondLatin(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    char[] normal = new char[lower.length()];
    int length = 0;
    for (int at = 0; at < lower.length(); ) {
      int point = lower.codePointAt(at);
      at += Character.charCount(point);
      if (is(point, LETTERS | NUMBERS | MARKS)) {
        length += Character.toChars(point, normal, length);
      } else if (length > 0 && normal[length - 1] != ' ') {
        normal[length++] = ' ';
      }
    }
    return new String(normal, 0, length).strip();
  }

  static boolean isLetterOrNumber(int point) {
    return is(point, LETTERS | NUMBERS);
  }

  static boolean isMark(int point) {
    return is(point, MARKS);
  }

  /** Whether a character is of one of these types, of which each is a bit. */
  private static boolean is(int point, int types) {
    return (types >> Character.getType(point) & 1) != 0;
  }
}
