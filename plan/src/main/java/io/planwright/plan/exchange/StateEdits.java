package io.planwright.plan.exchange;

import io.planwright.plan.Progress;
import io.planwright.plan.exchange.StateWord.Found;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where around a line a state is written, and what would have to be written there instead. */
final class StateEdits {
  private static final Pattern BOX =
      Pattern.compile(
          "^\\uFEFF?[\\s>]*(?:#{1,6}\\s+|(?:[-*+]|\\d{1,9}[.)])\\s+)"
              + "(?:~~|\\*\\*|__)?\\[([ xX~/!>-]?)]\\*?\\s+(.*?)\\s*$");
  private static final Pattern ROW_BOX = Pattern.compile("\\[([ xX~/!>-])]");
  private static final Pattern FIELD =
      Pattern.compile(
          "^[\\s>|]*(?:[-*+]\\s+)?[*_\"]{0,3}"
              + "(?:status|state|current status|estado|situação|statut|zustand|статус|состояние"
              + "|状态|狀態|ステータス|状態|상태)"
              + "[*_\"]{0,3}\\s*[:：]\\s*[*_\"]{0,3}\\s*(.*)$",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Pattern HEADER =
      Pattern.compile(
          "(?:status|state|done|progress|estado|situação|statut|zustand|статус|состояние"
              + "|状态|狀態|ステータス|状態|状況|상태|진행)",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Pattern RULE = Pattern.compile("^[\\s>]*\\|?[\\s:|-]*-[\\s:|-]*$");
  private static final Pattern BAR =
      Pattern.compile("^[^:]+:\\s*(.*(?:\\d{4}-\\d{2}|\\bafter\\s|\\d(?:ms|[smhdwMy])\\s*$).*)$");
  private static final Pattern BAR_TAG =
      Pattern.compile("(?<=[:,]\\s{0,9})((?:done|active)\\s*,\\s*)");
  private static final Pattern HEADING = Pattern.compile("^[\\s>]*#{1,6}\\s+.*");
  private static final String STRIKE = "~~";
  private static final int LONGEST_BLOCK = 60;

  private final Places places;
  private final boolean capitalBoxes;
  private final Map<String, Optional<String>> used = new LinkedHashMap<>();

  StateEdits(Places places) {
    this.places = places;
    this.capitalBoxes = capitalBoxes(places);
  }

  /** In the text, what stands from start to end becomes the new text. */
  record Edit(int start, int end, String text) {}

  private static boolean capitalBoxes(Places places) {
    int capital = 0;
    int small = 0;
    for (int line = 1; line <= places.count(); line++) {
      Matcher box = BOX.matcher(places.line(line));
      if (box.matches()) {
        capital += box.group(1).equals("X") ? 1 : 0;
        small += box.group(1).equals("x") ? 1 : 0;
      }
    }
    return capital > small;
  }

  /**
   * @param end the first line that is about something else
   * @return empty where no state is written that could be changed
   */
  Optional<List<Edit>> of(int line, int end, Progress state) {
    List<Edit> edits = new ArrayList<>();
    String text = places.line(line);
    boolean found = box(line, text, state, edits) || row(line, text, state, edits);
    for (int next = line; next < Math.min(end, line + LONGEST_BLOCK) && places.has(next); next++) {
      if (places.fenced(next) == places.fenced(line)) {
        found |= field(next, state, edits);
      }
    }
    if (!found && places.fenced(line)) {
      found = bar(line, text, state, edits);
    }
    if (!found && HEADING.matcher(text).matches()) {
      found = mark(line, text, state, edits);
    }
    return found ? Optional.of(edits) : Optional.empty();
  }

  private boolean box(int line, String text, Progress state, List<Edit> edits) {
    Matcher box = BOX.matcher(text);
    if (!box.matches()) {
      return false;
    }
    int start = places.start(line);
    String rest = box.group(2);
    boolean struck = rest.length() > 4 && rest.startsWith(STRIKE) && rest.endsWith(STRIKE);
    if (state == Progress.CANCELLED) {
      if (!struck && rest.contains(STRIKE)) {
        return false;
      }
      if (!struck) {
        edits.add(insert(start + box.start(2), STRIKE));
        edits.add(insert(start + box.end(2), STRIKE));
      }
      return true;
    }
    Optional<String> sign = sign(state);
    if (sign.isEmpty()) {
      return false;
    }
    if (struck) {
      edits.add(new Edit(start + box.start(2), start + box.start(2) + 2, ""));
      edits.add(new Edit(start + box.end(2) - 2, start + box.end(2), ""));
    }
    if (progress(box.group(1)) != state) {
      edits.add(new Edit(start + box.start(1), start + box.end(1), sign.get()));
    }
    return true;
  }

  private static Edit insert(int at, String text) {
    return new Edit(at, at, text);
  }

  private static Progress progress(String sign) {
    return switch (sign) {
      case "x", "X" -> Progress.DONE;
      case "-", "/", ">" -> Progress.IN_PROGRESS;
      case "~", "!" -> Progress.BLOCKED;
      default -> Progress.TODO;
    };
  }

  private Optional<String> sign(Progress state) {
    return switch (state) {
      case TODO -> Optional.of(" ");
      case DONE -> Optional.of(capitalBoxes ? "X" : "x");
      case IN_PROGRESS -> Optional.of("-");
      case BLOCKED -> Optional.of("~");
      case ON_HOLD, CANCELLED, FAILED -> Optional.empty();
    };
  }

  /** A cell of a table's row: under a heading that says so, else one that holds only a state. */
  private boolean row(int line, String text, Progress state, List<Edit> edits) {
    if (text.indexOf('|') < 0) {
      return false;
    }
    List<int[]> cells = cells(text);
    List<int[]> chosen = new ArrayList<>();
    Optional<Integer> header = header(line);
    if (header.isPresent()) {
      List<int[]> headings = cells(places.line(header.get()));
      for (int i = 0; i < headings.size() && i < cells.size(); i++) {
        String heading =
            places.line(header.get()).substring(headings.get(i)[0], headings.get(i)[1]);
        if (HEADER.matcher(heading).find()) {
          chosen.add(cells.get(i));
        }
      }
    }
    List<int[]> candidates = chosen.isEmpty() ? cells : chosen;
    for (int[] cell : candidates) {
      String content = text.substring(cell[0], cell[1]);
      int at = places.start(line) + cell[0];
      if (words(content, at, state, chosen.isEmpty(), header, edits)
          || rowBox(content, at, state, edits)) {
        return true;
      }
    }
    return false;
  }

  private boolean rowBox(String content, int at, Progress state, List<Edit> edits) {
    Matcher box = ROW_BOX.matcher(content);
    Optional<String> sign = sign(state);
    if (!box.find() || sign.isEmpty()) {
      return false;
    }
    if (progress(box.group(1)) != state) {
      edits.add(new Edit(at + box.start(1), at + box.end(1), sign.get()));
    }
    return true;
  }

  private Optional<Integer> header(int line) {
    for (int above = line - 1; above > 1 && places.line(above).indexOf('|') >= 0; above--) {
      if (RULE.matcher(places.line(above)).matches()) {
        return Optional.of(above - 1);
      }
    }
    return Optional.empty();
  }

  /** Start and end of each cell in the line, without the space around it. */
  private static List<int[]> cells(String row) {
    List<int[]> cells = new ArrayList<>();
    int start = row.stripLeading().startsWith("|") ? row.indexOf('|') + 1 : 0;
    boolean code = false;
    for (int i = start; i <= row.length(); i++) {
      boolean end = i == row.length();
      if (!end && row.charAt(i) == '`') {
        code = !code;
      }
      boolean escaped = i > 0 && row.charAt(i - 1) == '\\';
      if (end ? i > start : row.charAt(i) == '|' && !escaped) {
        cells.add(new int[] {start, i});
        start = i + 1;
      }
    }
    return cells;
  }

  /**
   * Each word becomes the one that the same column has for the new state, else the language's.
   *
   * @param whole whether the words must be all of the text
   */
  private boolean words(
      String content,
      int at,
      Progress state,
      boolean whole,
      Optional<Integer> header,
      List<Edit> edits) {
    List<Found> found = StateWord.in(content);
    if (found.isEmpty() || whole && !onlyWords(content, found)) {
      return false;
    }
    List<Edit> wanted = new ArrayList<>();
    for (Found one : found) {
      if (one.word().state() == state) {
        continue;
      }
      Optional<String> other = used(one.word(), state, header).or(() -> one.word().to(state));
      if (other.isEmpty()) {
        return false;
      }
      wanted.add(new Edit(at + one.start(), at + one.end(), other.get()));
    }
    edits.addAll(wanted);
    return true;
  }

  private static boolean onlyWords(String content, List<Found> found) {
    int length = found.stream().mapToInt(one -> one.end() - one.start()).sum();
    long letters =
        content
            .codePoints()
            .filter(c -> !Character.isWhitespace(c) && "*_`".indexOf(c) < 0)
            .count();
    long ofWords =
        found.stream()
            .flatMapToInt(one -> content.substring(one.start(), one.end()).codePoints())
            .filter(c -> !Character.isWhitespace(c))
            .count();
    return length > 0 && letters == ofWords;
  }

  /** The author's own word for a state, from the rows of the same table or from the fields. */
  private Optional<String> used(StateWord like, Progress state, Optional<Integer> header) {
    String wanted = header + " " + like.language() + " " + state;
    Optional<String> known = used.get(wanted);
    if (known == null) {
      known = search(like, state, header);
      used.put(wanted, known);
    }
    return known;
  }

  private Optional<String> search(StateWord like, Progress state, Optional<Integer> header) {
    int from = header.orElse(1);
    for (int line = from; line <= places.count(); line++) {
      String text = places.line(line);
      if (header.isPresent() && text.indexOf('|') < 0) {
        break;
      }
      for (String part : header.isPresent() ? row(text) : field(text)) {
        List<Found> found = StateWord.in(part);
        if (!found.isEmpty() && onlyWords(part, found)) {
          for (Found one : found) {
            boolean kin = one.word().language().equals(like.language());
            if (one.word().state() == state && kin) {
              return Optional.of(one.word().text());
            }
          }
        }
      }
    }
    return Optional.empty();
  }

  private static List<String> row(String text) {
    return cells(text).stream().map(cell -> text.substring(cell[0], cell[1])).toList();
  }

  private static List<String> field(String text) {
    Matcher field = FIELD.matcher(text);
    return field.matches() ? Arrays.asList(field.group(1)) : List.of();
  }

  private boolean field(int line, Progress state, List<Edit> edits) {
    Matcher field = FIELD.matcher(places.line(line));
    return field.matches()
        && words(
            field.group(1),
            places.start(line) + field.start(1),
            state,
            false,
            Optional.empty(),
            edits);
  }

  /** {@code Title :done, t1, 2d}: a bar of a gantt knows two states beside none. */
  private boolean bar(int line, String text, Progress state, List<Edit> edits) {
    Matcher bar = BAR.matcher(text);
    Optional<String> tag =
        switch (state) {
          case DONE -> Optional.of("done");
          case IN_PROGRESS -> Optional.of("active");
          case TODO -> Optional.of("");
          case BLOCKED, ON_HOLD, CANCELLED, FAILED -> Optional.empty();
        };
    if (!bar.matches() || tag.isEmpty()) {
      return false;
    }
    Matcher known = BAR_TAG.matcher(text);
    boolean has = known.find(text.indexOf(':'));
    int from = places.start(line) + (has ? known.start(1) : bar.start(1));
    int to = has ? places.start(line) + known.end(1) : from;
    String old = has ? known.group(1).split(",")[0].strip() : "";
    if (!old.equals(tag.get())) {
      String rest = has ? known.group(1).substring(known.group(1).indexOf(',')) : ", ";
      edits.add(new Edit(from, to, tag.get().isEmpty() ? "" : tag.get() + rest));
    }
    return true;
  }

  /** {@code ### Task 1: Title ✅}. */
  private boolean mark(int line, String text, Progress state, List<Edit> edits) {
    List<Found> found =
        StateWord.in(text).stream()
            .filter(one -> one.word().sign() && one.word().state() != Progress.TODO)
            .filter(one -> text.substring(one.end()).isBlank())
            .toList();
    if (found.isEmpty()) {
      return false;
    }
    Found mark = found.getFirst();
    if (mark.word().state() == state) {
      return true;
    }
    Optional<String> other = mark.word().to(state);
    other.ifPresent(
        sign ->
            edits.add(
                new Edit(
                    places.start(line) + mark.start(), places.start(line) + mark.end(), sign)));
    return other.isPresent();
  }
}
