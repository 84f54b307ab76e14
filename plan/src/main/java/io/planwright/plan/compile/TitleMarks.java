package io.planwright.plan.compile;

import io.planwright.plan.Estimate;
import io.planwright.plan.Priority;
import io.planwright.plan.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A task's title without its marks, and what they say: {@code [P] [US1] Title (2 days) (depends on
 * T001)}.
 */
record TitleMarks(
    String title,
    Optional<Priority> priority,
    Optional<Estimate> estimate,
    List<String> depends,
    Optional<Progress> state,
    boolean parallel,
    List<String> labels) {
  private static final int LONGEST = 500;
  private static final Pattern MARK =
      Pattern.compile("^(?:\\[(P[0-3]?|US-?\\d+|[A-Z]{1,6}\\d{0,4})]|\\((P)\\))\\s+(?=\\S)");
  private static final Pattern DEPENDS =
      Pattern.compile(
          "\\s*[(\\[（]\\s*(?:(?:depends on|depends|dependency|dependencies|requires|after|blocked by"
              + "|prerequisites?|depende de|dépend de|abhängig von|nach|зависит от|после)\\s*:?\\s+"
              + "|(?:依存|依赖|前置|先行|의존|선행)\\s*[:：]\\s*)([^()（）\\[\\]]*)[)\\]）]",
          Pattern.CASE_INSENSITIVE);

  private static final Keywords DEPENDS_STARTS =
      Keywords.of(
          "dep*, req*, after*, block*, prereq*, dép*, abh*, nach*, зав*, после*, 依存*, 依赖*, 前置*, 先行*, 의존*, 선행*");

  /** {@code Title – after T001 and T002}: ids only, since other words are of the title. */
  private static final Pattern AFTER =
      Pattern.compile(
          "\\s+[–—-]\\s+(?:after|depends on|requires|blocked by|nach|después de|depois de|après|после)\\s+"
              + "((?:(?:all|alle[nrm]?|tod[oa]s|tous|все)\\s+\\p{L}{3,20}|(?:\\p{L}+\\s+)?"
              + Identifier.ANY
              + "(?:\\s*(?:,|and|und|y|e|et|и|&|\\+)\\s*(?:\\p{L}+\\s+)?"
              + Identifier.ANY
              + "){0,20}))\\s*$",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final Keywords AFTER_WORDS =
      Keywords.of(
          "after, depends on, requires, blocked by, nach, después de, depois de, après, после");

  private static final Pattern PRIORITY =
      Pattern.compile(
          "\\s*[(\\[]\\s*(?:priority\\s*:?\\s*)?"
              + "(P[0-3]|(?:high|medium|low|critical)(?: priority)?)\\s*[)\\]]",
          Pattern.CASE_INSENSITIVE);

  private static final Keywords PRIORITY_STARTS =
      Keywords.of("p0*, p1*, p2*, p3*, priority*, high*, medium*, low*, critical*");

  /** A state at the title's end: {@code ✅}, {@code [DONE]}, {@code ✅ COMPLETE}. */
  private static final Pattern STATE =
      Pattern.compile(
          "(?:\\s*[✅✔☑🔄🚧🟡🔵⏳⏸⛔🚫❌⬜☐🟢]\\uFE0F?(?:\\s*([\\p{L} ]{2,20}))?"
              + "|\\s*[(\\[](?:✅\\s*)?(?:done|completed?|in[ -]progress|wip|todo|pending|blocked|cancelled"
              + "|on hold|deferred|skipped|complete ✅|concluíd[oa]|completad[oa]|完了|已完成|完成|완료)[)\\]])+\\s*$",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final Keywords STATE_STARTS =
      Keywords.of(
          "done*, complet*, in*, wip*, todo*, pending*, blocked*, cancelled*, on hold*, deferred*, skipped*, conclu*, 完*, 已完成*, 완료*");

  static TitleMarks of(String text) {
    String title = Words.withoutAnchor(text).strip();
    Optional<Priority> priority = Optional.empty();
    boolean parallel = false;
    List<String> labels = new ArrayList<>();
    while (title.startsWith("[") || title.startsWith("(")) {
      Matcher mark = MARK.matcher(title);
      if (!mark.lookingAt()) {
        break;
      }
      String group = mark.group(1) == null ? "" : mark.group(1);
      Optional<Priority> ranked = PriorityWords.of(group);
      priority = priority.isPresent() ? priority : ranked;
      parallel |= group.isEmpty() || group.equals("P");
      if (group.length() > 1 && ranked.isEmpty()) {
        labels.add(group);
      }
      title = title.substring(mark.end());
    }
    List<String> depends = new ArrayList<>();
    boolean brackets = hasBracket(title);
    if (brackets && opens(title, DEPENDS_STARTS)) {
      Matcher stated = DEPENDS.matcher(title);
      while (stated.find()) {
        depends.add(stated.group(1).strip());
      }
      title = stated.replaceAll("").strip();
    }
    if (mayWait(title)) {
      Matcher after = AFTER.matcher(title);
      if (after.find() && after.start() > 0) {
        depends.add(after.group(1).strip());
        title = title.substring(0, after.start()).strip();
      }
    }
    if (brackets && opens(title, PRIORITY_STARTS)) {
      Matcher ranked = PRIORITY.matcher(title);
      if (ranked.find()) {
        priority = priority.or(() -> PriorityWords.of(ranked.group(1)));
        title = ranked.replaceFirst("").strip();
      }
    }
    Optional<Progress> state = Optional.empty();
    boolean bracket = title.endsWith(")") || title.endsWith("]");
    if (hasSign(title) || (bracket && opens(title, STATE_STARTS))) {
      Matcher ended = STATE.matcher(title);
      boolean words =
          ended.find() && (ended.group(1) == null || StatusWords.of(ended.group(1)).isPresent());
      if (words && ended.start() > 0) {
        state = StatusWords.of(ended.group());
        title = state.isPresent() ? title.substring(0, ended.start()).strip() : title;
      }
    }
    Optional<EstimateText.Cut> cut = EstimateText.suffix(title);
    title = cut.map(EstimateText.Cut::title).orElse(title);
    return new TitleMarks(
        bounded(title, text),
        priority,
        cut.map(EstimateText.Cut::estimate),
        depends,
        state,
        parallel,
        labels);
  }

  /** Whether a word for what comes before follows a dash. */
  private static boolean mayWait(String title) {
    for (int i = 1; i < title.length(); i++) {
      char c = title.charAt(i);
      if ((c == '-' || c == '–' || c == '—')
          && title.charAt(i - 1) <= ' '
          && AFTER_WORDS.start(title.substring(i + 1).stripLeading())) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasBracket(String title) {
    return title.indexOf('(') >= 0 || title.indexOf('[') >= 0 || title.indexOf('（') >= 0;
  }

  /** Whether one of these follows a bracket. */
  private static boolean opens(String title, Keywords starts) {
    for (int i = 0; i < title.length(); i++) {
      if (title.charAt(i) == '(' || title.charAt(i) == '[' || title.charAt(i) == '（') {
        int next = i + 1;
        while (next < title.length() && Character.isWhitespace(title.charAt(next))) {
          next++;
        }
        if (starts.start(title.substring(next))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether it has a check mark or another sign beyond the scripts' letters. */
  private static boolean hasSign(String title) {
    for (int i = 0; i < title.length(); i++) {
      char c = title.charAt(i);
      if ((c >= 0x2300 && c <= 0x2BFF) || Character.isHighSurrogate(c)) {
        return true;
      }
    }
    return false;
  }

  private static String bounded(String title, String text) {
    String kept = title.isBlank() ? text.strip() : title;
    return kept.length() <= LONGEST ? kept : Words.cut(kept, LONGEST) + "…";
  }
}
