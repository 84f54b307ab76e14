package io.planwright.plan.compile;

import io.planwright.plan.Dependency.Kind;
import io.planwright.plan.Evidence.Form;
import io.planwright.plan.Progress;
import io.planwright.plan.Source;
import io.planwright.plan.compile.Columns.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Comma-separated values (RFC 4180; also by semicolons or tabs), a row for each task, columns in
 * any order by the words of the header.
 */
final class CsvReading {
  private static final String KEY = "key";
  private static final String PHASE_KEY = "phase key";
  private static final String PHASE_NEEDS = "phase depends on";
  private static final Pattern GUARDED = Pattern.compile("^''*[=+\\-@\\t\\r]");
  private static final Pattern LIST = Pattern.compile("\\s*[;,，、|\\n]\\s*");

  private final String text;
  private final Places places;
  private final Problems problems;
  private final Outline outline;
  private final DraftBuilder saying = new DraftBuilder();
  private final List<Row> rows = new ArrayList<>();
  private final Map<String, String> aliases = new LinkedHashMap<>();
  private Optional<Columns> columns = Optional.empty();
  private Map<String, Integer> own = new LinkedHashMap<>();

  private record Row(List<Line> cells, TaskDraft task, String name, String phase) {}

  private CsvReading(String text, Problems problems) {
    this.text = text;
    this.places = Places.of(text);
    this.problems = problems;
    this.outline = new Outline(problems);
  }

  static Outline read(String text, Problems problems) {
    CsvReading reading = new CsvReading(text, problems);
    reading.read();
    problems.addAll(reading.saying.problems);
    return reading.outline;
  }

  private void read() {
    List<List<Line>> table = table();
    table.removeIf(row -> row.stream().allMatch(cell -> cell.text().isBlank()));
    if (table.isEmpty()) {
      return;
    }
    header(table.getFirst());
    int title = title();
    if (title < 0) {
      problems.error(
          "csv-header",
          Problems.START,
          "expected a header with a column for titles, came "
              + String.join(", ", table.getFirst().stream().map(Line::text).toList()),
          "name the columns, such as phase, id, title, state, owner, depends on");
      return;
    }
    String phase = "";
    for (List<Line> row : table.subList(1, table.size())) {
      String named = cell(row, column(Column.PHASE));
      phase = named.isEmpty() ? phase : named;
      row(row, title, phase);
    }
    rows.forEach(this::edges);
  }

  private void header(List<Line> header) {
    List<String> words =
        header.stream().map(cell -> cell.text().strip().toLowerCase(Locale.ROOT)).toList();
    boolean ours = words.contains(KEY) && words.contains("id");
    List<Line> others = new ArrayList<>();
    for (int i = 0; i < header.size(); i++) {
      String word = words.get(i);
      boolean mine =
          word.equals(PHASE_KEY)
              || word.equals(PHASE_NEEDS)
              || word.equals("executor")
              || ours && word.equals(KEY);
      if (mine) {
        own.putIfAbsent(word, i);
      }
      Line cell = header.get(i);
      others.add(mine ? new Line("", "", false, cell.source()) : cell);
    }
    columns = Optional.of(new Columns(others));
  }

  private int column(Column column) {
    return columns.map(found -> found.at(column).orElse(-1)).orElse(-1);
  }

  private int title() {
    for (Column column : List.of(Column.TASK, Column.STORY, Column.NAME, Column.DETAIL)) {
      if (column(column) >= 0) {
        return column(column);
      }
    }
    return -1;
  }

  private String own(List<Line> row, String word) {
    return cell(row, own.getOrDefault(word, -1));
  }

  private static String cell(List<Line> row, int column) {
    return column >= 0 && column < row.size() ? row.get(column).text().strip() : "";
  }

  private void row(List<Line> row, int title, String phase) {
    Source at = row.getFirst().source();
    String text = cell(row, title);
    if (text.isEmpty()) {
      problems.warning(
          "title-missing", at, "expected a title in each row, came none", "the row is left out");
      return;
    }
    String key = own(row, PHASE_KEY);
    String home = "phase " + (key.isEmpty() ? phase : key);
    PhaseDraft draft = outline.phase(home, "", phase, at);
    aliases.putIfAbsent(phase, home);
    aliases.putIfAbsent(key, home);
    String id = cell(row, column(Column.ID));
    String name = "task " + rows.size();
    Optional<TaskDraft> task = outline.task(draft, name, id, text, at);
    if (task.isEmpty()) {
      return;
    }
    for (int i = 0; i < row.size(); i++) {
      say(task.get(), row.get(i), i);
    }
    if (column(Column.DETAIL) != title) {
      task.get().describe(cell(row, column(Column.DETAIL)));
    }
    for (String alias : List.of(own(row, KEY), home + " " + id, id, text)) {
      aliases.putIfAbsent(alias.toLowerCase(Locale.ROOT), name);
    }
    rows.add(new Row(row, task.get(), name, home));
  }

  private void say(TaskDraft task, Line cell, int column) {
    String value = cell.text().strip();
    Optional<Field> field =
        value.isEmpty() ? Optional.empty() : columns.flatMap(found -> found.field(column));
    if (field.isEmpty()) {
      return;
    }
    switch (field.get().name()) {
      case DEPENDS, BLOCKS -> {}
      case OWNER -> task.owner = task.owner.or(() -> Optional.of(value));
      case STATUS -> task.state = state(value, cell.source());
      default ->
          saying.say(
              task,
              new Field(field.get().name(), field.get().label(), value),
              Form.TABLE,
              cell.source());
    }
  }

  private Optional<Progress> state(String value, Source at) {
    for (Progress state : Progress.values()) {
      if (state.name().equalsIgnoreCase(value)) {
        return Optional.of(state);
      }
    }
    Optional<Progress> state = StatusWords.of(value);
    if (state.isEmpty()) {
      problems.warning(
          "status-unknown", at, "expected a state, came " + value, "it counts as to do");
    }
    return state;
  }

  private void edges(Row row) {
    for (int i = 0; i < row.cells().size(); i++) {
      int column = i;
      Optional<Field> field = columns.flatMap(found -> found.field(column));
      Line cell = row.cells().get(i);
      for (String word : words(cell)) {
        if (field.filter(f -> f.name() == Field.Name.DEPENDS).isPresent()) {
          outline.edge(row.name(), found(row, word), Kind.EXPLICIT, Form.TABLE, cell.source());
        } else if (field.filter(f -> f.name() == Field.Name.BLOCKS).isPresent()) {
          outline.edge(found(row, word), row.name(), Kind.EXPLICIT, Form.TABLE, cell.source());
        } else if (column == own.getOrDefault(PHASE_NEEDS, -1)) {
          outline.edge(row.phase(), found(row, word), Kind.EXPLICIT, Form.TABLE, cell.source());
        }
      }
    }
  }

  private static List<String> words(Line cell) {
    return Words.none(cell.text())
        ? List.of()
        : LIST.splitAsStream(cell.text().strip()).filter(word -> !word.isBlank()).toList();
  }

  /** By an id of the same phase first, then by key, id, title or phase. */
  private String found(Row row, String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return Optional.ofNullable(aliases.get(row.phase() + " " + lower))
        .or(() -> Optional.ofNullable(aliases.get(lower)))
        .or(() -> Optional.ofNullable(aliases.get(word)))
        .orElse("none " + word);
  }

  /** Each cell with its place; a quote that does not end is an error. */
  private List<List<Line>> table() {
    char separator = separator();
    List<List<Line>> table = new ArrayList<>();
    List<Line> row = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    int start = 0;
    int at = 0;
    boolean blank = true;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"' && blank) {
        blank = false;
        cell.setLength(0);
        int end = quoted(at + 1, cell);
        if (end < 0) {
          problems.error(
              "csv-invalid", places.at(at), "expected the end of what is quoted here", "add a \"");
          end = text.length();
        }
        at = end;
      } else if (c == separator || c == '\n' || c == '\r') {
        row.add(line(cell, start));
        if (c != separator) {
          table.add(row);
          row = new ArrayList<>();
          at += c == '\r' && text.startsWith("\n", at + 1) ? 1 : 0;
        }
        at++;
        start = at;
        blank = true;
      } else {
        blank &= Character.isWhitespace(c);
        cell.append(c);
        at++;
      }
    }
    row.add(line(cell, start));
    table.add(row);
    return table;
  }

  private int quoted(int from, StringBuilder cell) {
    for (int at = from; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c != '"') {
        cell.append(c);
      } else if (text.startsWith("\"", at + 1)) {
        cell.append(c);
        at++;
      } else {
        return at + 1;
      }
    }
    return -1;
  }

  private Line line(StringBuilder cell, int start) {
    String content = cell.toString();
    cell.setLength(0);
    boolean guarded = GUARDED.matcher(content).find();
    return new Line(guarded ? content.substring(1) : content, "", false, places.at(start));
  }

  private char separator() {
    int end = text.indexOf('\n');
    String header = end < 0 ? text : text.substring(0, end);
    char best = ',';
    for (char c : new char[] {';', '\t'}) {
      best = count(header, c) > count(header, best) ? c : best;
    }
    return best;
  }

  private static long count(String text, char c) {
    return text.chars().filter(other -> other == c).count();
  }
}
