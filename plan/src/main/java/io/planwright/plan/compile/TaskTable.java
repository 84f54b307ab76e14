package io.planwright.plan.compile;

import io.planwright.plan.Source;
import io.planwright.plan.compile.Columns.Column;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A table whose rows are tasks: its header says so, or its rows have ids and what tasks have.
 *
 * @param stories whether they are stories or features, which finer tasks would serve
 */
record TaskTable(Columns columns, int id, int title, int phase, boolean stories, List<Row> rows) {
  private static final int NONE = -1;

  /** Of the rows, so many must have an id for the column to hold ids. */
  private static final double MOST = 0.6;

  private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{N}\\p{P}\\s#]+");

  private static final Pattern WBS = Pattern.compile(".*(?:task|wbs|任务|작업|задач).*");

  private static final Pattern TOTAL =
      Pattern.compile(
          "^(?:grand |sub-?)?(total|sum|summe|gesamt|somme|суммарно|итого|всего|合计|总计|小计|合計|小計|합계|총계|총합)\\b?.*",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final String TOTAL_STARTS = "gst";
  private static final char FIRST_BEYOND_LATIN = 0x80;

  /** A row with its name; what the name is empty of stands in a row above or in the section. */
  record Row(String id, Line title, Line phase, List<Line> cells) {
    Source source() {
      return cells.getFirst().source();
    }
  }

  static Optional<TaskTable> of(List<List<Line>> grid, Columns columns) {
    if (grid.size() < 2) {
      return Optional.empty();
    }
    List<List<Line>> body = grid.subList(1, grid.size());
    int title = first(columns, Column.TASK, Column.STORY, Column.NAME);
    int id = first(columns, Column.ID);
    boolean named = columns.has(Column.TASK) || columns.has(Column.STORY);
    if (id != NONE && title == NONE) {
      title = first(columns, Column.DETAIL);
    }
    if (title != NONE && id == NONE && holdsIds(body, title)) {
      id = title;
      title = other(columns, id);
    }
    for (int i = 0; i < columns.size() && id == NONE && body.size() > 1; i++) {
      boolean free = i != title && columns.field(i).isEmpty();
      id = free && title != NONE && holdsIds(body, i) ? i : NONE;
    }
    if (title == NONE && id != NONE && attributes(columns) > 1) {
      title = firstOther(columns, id);
    }
    if (title == NONE || columns.has(Column.FOREIGN)) {
      return Optional.empty();
    }
    boolean ids = id != NONE && (holdsIds(body, id) || holdsNames(body, id));
    int attributes = attributes(columns);
    boolean wbs = id != NONE && WBS.matcher(columns.header(id)).matches();
    boolean tasks = named || wbs ? attributes > 0 || ids : ids && attributes > 0;
    int phase = first(columns, Column.PHASE);
    if (!tasks || (phase != NONE && !ids && attributes == 0)) {
      return Optional.empty();
    }
    boolean stories = columns.has(Column.STORY) && !columns.has(Column.TASK);
    return Optional.of(
        new TaskTable(columns, id, title, phase, stories, rows(body, id, title, phase)));
  }

  private static int attributes(Columns columns) {
    int found = columns.has(Column.START) || columns.has(Column.END) ? 1 : 0;
    for (Field.Name name :
        List.of(
            Field.Name.OWNER,
            Field.Name.STATUS,
            Field.Name.PRIORITY,
            Field.Name.ESTIMATE,
            Field.Name.DEPENDS,
            Field.Name.DELIVERABLES,
            Field.Name.FILES)) {
      found += columns.has(name) ? 1 : 0;
    }
    return found;
  }

  private static int first(Columns columns, Column... wanted) {
    for (Column column : wanted) {
      OptionalInt at = columns.at(column);
      if (at.isPresent()) {
        return at.getAsInt();
      }
    }
    return NONE;
  }

  /** The first column that names no attribute, or only what its rows are for. */
  private static int firstOther(Columns columns, int id) {
    for (int i = 0; i < columns.size(); i++) {
      boolean free =
          columns.field(i).isEmpty()
              || columns.field(i).filter(f -> f.name() == Field.Name.DESCRIPTION).isPresent();
      if (i != id && free && columns.at(Column.PHASE).orElse(NONE) != i) {
        return i;
      }
    }
    return NONE;
  }

  /** Where the titles stand when the column that is called Task holds ids. */
  private static int other(Columns columns, int ids) {
    int named = first(columns, Column.NAME, Column.DETAIL, Column.STORY);
    if (named != NONE && named != ids) {
      return named;
    }
    for (int i = ids + 1; i < columns.size(); i++) {
      if (columns.field(i).isEmpty()) {
        return i;
      }
    }
    return NONE;
  }

  private static boolean holdsIds(List<List<Line>> body, int column) {
    int ids = 0;
    int filled = 0;
    for (List<Line> row : body) {
      String text = column < row.size() ? row.get(column).text().strip() : "";
      filled += text.isEmpty() ? 0 : 1;
      ids += isId(text) ? 1 : 0;
    }
    return filled > 0 && ids >= MOST * filled;
  }

  /** Short words, each once, in a column that is called an id's. */
  private static boolean holdsNames(List<List<Line>> body, int column) {
    Set<String> seen = new LinkedHashSet<>();
    for (List<Line> row : body) {
      String text = plainId(column < row.size() ? row.get(column).text() : "");
      if (!text.isEmpty() && (text.length() > 30 || text.contains(" ") || !seen.add(text))) {
        return false;
      }
    }
    return seen.size() >= 2;
  }

  static boolean isId(String text) {
    String plain = plainId(text);
    return plain.length() <= 20 && Identifier.matches(plain);
  }

  /** Without backticks, a full stop and a sign of the state. */
  static String plainId(String text) {
    String bare = withoutSigns(text.replace("`", "")).strip();
    boolean ended = !bare.isEmpty() && ".):".indexOf(bare.charAt(bare.length() - 1)) >= 0;
    return ended ? bare.substring(0, bare.length() - 1) : bare;
  }

  private static String withoutSigns(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isLetterOrDigit(c) && " .-#".indexOf(c) < 0) {
        return SIGNS.matcher(text).replaceAll("");
      }
    }
    return text;
  }

  private static List<Row> rows(List<List<Line>> body, int id, int title, int phase) {
    List<Row> rows = new ArrayList<>();
    for (List<Line> cells : body) {
      Line named = cell(cells, title);
      String own = id == NONE ? "" : plainId(cell(cells, id).text());
      if (!isTotal(own)
          && !isTotal(named.text())
          && cells.stream().anyMatch(cell -> !Words.none(cell.text()))) {
        rows.add(
            new Row(
                own,
                named,
                phase == NONE ? new Line("", "", false, named.source()) : cell(cells, phase),
                cells));
      }
    }
    return rows;
  }

  private static boolean isTotal(String name) {
    String plain = Words.undecorated(name);
    // Most names start with another letter.
    boolean may =
        !plain.isEmpty()
            && (plain.charAt(0) >= FIRST_BEYOND_LATIN
                || TOTAL_STARTS.indexOf(Character.toLowerCase(plain.charAt(0))) >= 0);
    return may && TOTAL.matcher(plain).matches();
  }

  private static Line cell(List<Line> cells, int at) {
    return at < cells.size() ? cells.get(at) : new Line("", "", false, cells.getFirst().source());
  }

  /** What a row says of its task. */
  List<Field> fields(Row row) {
    List<Field> fields = new ArrayList<>();
    if (id != NONE && id < row.cells().size() && !columns.has(Field.Name.STATUS)) {
      String mark = row.cells().get(id).text().replace(row.id(), "").strip();
      StatusWords.of(mark).ifPresent(state -> fields.add(new Field(Field.Name.STATUS, "", mark)));
    }
    for (int i = 0; i < row.cells().size(); i++) {
      if (i == id || i == title || i == phase) {
        continue;
      }
      String text = row.cells().get(i).text().replace("`", "").strip();
      Optional<Field> field = columns.field(i);
      if (field.isPresent() && !Words.none(text)) {
        fields.add(new Field(field.get().name(), field.get().label(), text));
      } else if (columns.at(Column.DETAIL).orElse(NONE) == i && !text.isEmpty()) {
        fields.add(new Field(Field.Name.DESCRIPTION, "", text));
      }
    }
    return fields;
  }
}
