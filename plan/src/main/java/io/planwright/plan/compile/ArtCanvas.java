package io.planwright.plan.compile;

import io.planwright.plan.Source;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A drawing as a grid of cells, one per column of a screen. Each cell of a line has ports to the
 * sides on which it goes on; an arrowhead is passed in its direction only. From each label the
 * lines are followed, to the right and down through turns, to the left and up only straight, until
 * they end at another label. It counts where an arrowhead points at it, or where a straight line
 * comes down to it, or a branch of a tree.
 */
final class ArtCanvas {
  private static final int MOST_ROWS = 400;
  private static final int MOST_COLUMNS = 400;
  private static final int MOST_STEPS = 100_000;
  private static final int WIDEST_GAP = 3;
  private static final int SLACK = 2;

  private static final int NORTH = 1;
  private static final int EAST = 2;
  private static final int SOUTH = 4;
  private static final int WEST = 8;
  private static final int ALL = 15;
  private static final int HEAD = 16;
  private static final int BLANK = ' ';
  private static final int LAST_LATIN = 0x7E;

  /** All that are drawn with lie from here on. */
  private static final int FIRST_PORT = 0x2190;

  private static final int LAST_PORT = 0x2BFF;

  /** By character, -1 for those that draw nothing. */
  private static final int[] PORTS =
      ports(
          "─━═┄┈╌╴╶",
          EAST | WEST,
          "│┃║┆┊╎",
          NORTH | SOUTH,
          "┌╭╔┏",
          EAST | SOUTH,
          "┐╮╗┓",
          SOUTH | WEST,
          "└╰╚┗",
          NORTH | EAST,
          "┘╯╝┛",
          NORTH | WEST,
          "├╠┣",
          NORTH | EAST | SOUTH,
          "┤╣┫",
          NORTH | SOUTH | WEST,
          "┬╦┳",
          EAST | SOUTH | WEST,
          "┴╩┻",
          NORTH | EAST | WEST,
          "┼╬╋",
          ALL,
          "→►▶⟶➜➔⇒▷➡",
          HEAD | EAST,
          "←◄◀⟵⇐◁⬅",
          HEAD | WEST,
          "↓▼⇓▽⬇",
          HEAD | SOUTH,
          "↑▲⇑△⬆",
          HEAD | NORTH,
          "↘↙↗↖↔↕╱╲",
          0);

  /** What {@link #typed} draws with. */
  private static final String TYPED = "|+`\\vV^";

  private final Places places;
  private final int[][] cells;
  private final int[][] offsets;
  private final int[][] ports;
  private final int[][] owners;
  private final List<Label> labels = new ArrayList<>();
  private final Set<Join> joins = new LinkedHashSet<>();
  private int steps;
  private boolean followed;

  private ArtCanvas(Places places, int[][] cells, int[][] offsets) {
    this.places = places;
    this.cells = cells;
    this.offsets = offsets;
    this.ports = new int[cells.length][];
    this.owners = new int[cells.length][];
  }

  /**
   * Words that stand together, or all that stand in a box.
   *
   * @param left the first column
   * @param right the last column
   */
  record Label(
      String text, int top, int bottom, int left, int right, boolean boxed, Source source) {}

  /**
   * A way from one label to another.
   *
   * @param arrow whether an arrowhead points at the other
   */
  record Join(int from, int to, boolean arrow) {}

  /** Empty where it is too large to be a drawing, or has no lines that join. */
  static Optional<ArtCanvas> of(Places places) {
    List<Places.Row> rows = places.rows();
    if (rows.size() > MOST_ROWS) {
      return Optional.empty();
    }
    int[][] cells = new int[rows.size()][];
    int[][] offsets = new int[rows.size()][];
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).text().length() > MOST_COLUMNS) {
        return Optional.empty();
      }
      layOut(rows.get(i), i, cells, offsets);
    }
    ArtCanvas canvas = new ArtCanvas(places, cells, offsets);
    if (!canvas.lines()) {
      return Optional.empty();
    }
    canvas.boxes();
    canvas.words();
    return canvas.steps > MOST_STEPS ? Optional.empty() : Optional.of(canvas);
  }

  List<Label> labels() {
    return List.copyOf(labels);
  }

  /** In the order of the labels that they start from; none where they are too many to follow. */
  List<Join> joins() {
    if (!followed) {
      followed = true;
      follow();
    }
    return steps > MOST_STEPS ? List.of() : List.copyOf(joins);
  }

  private static int[] ports(Object... pairs) {
    int[] ports = new int[LAST_PORT - FIRST_PORT + 1];
    Arrays.fill(ports, -1);
    for (int i = 0; i < pairs.length; i += 2) {
      int sides = (Integer) pairs[i + 1];
      ((String) pairs[i]).codePoints().forEach(point -> ports[point - FIRST_PORT] = sides);
    }
    return ports;
  }

  private static void layOut(Places.Row row, int index, int[][] cells, int[][] offsets) {
    String text = row.text();
    int[] points = new int[2 * text.length() + 1];
    int[] at = new int[points.length];
    int column = 0;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      int width = width(point, column);
      for (int k = 0; k < width; k++) {
        boolean blank = point == '\t' || (point > LAST_LATIN && Character.isSpaceChar(point));
        points[column] = blank ? BLANK : k == 0 ? point : 'x';
        at[column++] = row.offset() + i;
        if (column == points.length - 1) {
          points = Arrays.copyOf(points, 2 * points.length);
          at = Arrays.copyOf(at, points.length);
        }
      }
      i += Character.charCount(point);
    }
    at[column] = row.offset() + text.length();
    cells[index] = Arrays.copyOf(points, column);
    offsets[index] = Arrays.copyOf(at, column + 1);
  }

  private static int width(int point, int column) {
    if (point == '\t') {
      return 4 - column % 4;
    }
    if (point >= ' ' && point <= LAST_LATIN) {
      return 1;
    }
    int type = Character.getType(point);
    if (type == Character.NON_SPACING_MARK
        || type == Character.FORMAT
        || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    boolean wide =
        (point >= 0x1100 && point <= 0x115F)
            || (point >= 0x2E80 && point <= 0xA4CF)
            || (point >= 0xAC00 && point <= 0xD7A3)
            || (point >= 0xF900 && point <= 0xFAFF)
            || (point >= 0xFF00 && point <= 0xFF60)
            || point >= 0x1F300;
    return wide ? 2 : 1;
  }

  private int cell(int row, int column) {
    return row >= 0 && row < cells.length && column >= 0 && column < cells[row].length
        ? cells[row][column]
        : BLANK;
  }

  private int port(int row, int column) {
    return row >= 0 && row < ports.length && column >= 0 && column < ports[row].length
        ? ports[row][column]
        : -1;
  }

  private int owner(int row, int column) {
    return row >= 0 && row < owners.length && column >= 0 && column < owners[row].length
        ? owners[row][column]
        : -1;
  }

  /** Finds the cells of lines; whether any goes up or down, or ends in an arrow. */
  private boolean lines() {
    boolean found = false;
    for (int row = 0; row < cells.length; row++) {
      ports[row] = new int[cells[row].length];
      owners[row] = new int[cells[row].length];
      Arrays.fill(ports[row], -1);
      Arrays.fill(owners[row], -1);
      for (int column = 0; column < cells[row].length; column++) {
        int cell = cells[row][column];
        if (cell >= FIRST_PORT && cell <= LAST_PORT) {
          ports[row][column] = PORTS[cell - FIRST_PORT];
        }
      }
      dashes(row);
      typed(row);
      for (int port : ports[row]) {
        found |= port > 0 && (port & (HEAD | NORTH | SOUTH)) != 0;
      }
    }
    stackedBranches();
    return found;
  }

  /** The last branch of a tree is often drawn more than once. */
  private void stackedBranches() {
    for (int row = 0; row < cells.length; row++) {
      for (int column = 0; column < cells[row].length; column++) {
        if (ports[row][column] == (NORTH | EAST)) {
          int below = port(row + 1, column);
          boolean branch = below == (NORTH | EAST) || below == (NORTH | EAST | SOUTH);
          ports[row][column] |= branch ? SOUTH : 0;
        }
      }
    }
  }

  /** {@code --}, {@code -->}, {@code ->}, {@code <--}, {@code ==>}. */
  private void dashes(int row) {
    int[] line = cells[row];
    for (int start = 0; start < line.length; start++) {
      if (line[start] != '-' && line[start] != '=') {
        continue;
      }
      int end = start;
      while (end < line.length && line[end] == line[start]) {
        end++;
      }
      boolean head = end < line.length && line[end] == '>';
      boolean joined = port(row, end) >= 0 || port(row, start - 1) >= 0;
      boolean tail = start > 0 && line[start - 1] == '<';
      boolean single = line[start] == '-' && end - start >= 2;
      if (head || single || joined || (tail && end - start >= 2)) {
        Arrays.fill(ports[row], start, end, EAST | WEST);
        if (head) {
          ports[row][end] = HEAD | EAST;
        }
        if (tail) {
          ports[row][start - 1] = HEAD | WEST;
        }
      }
      start = end;
    }
    for (int column = 1; column < line.length; column++) {
      if (line[column] == '>' && port(row, column - 1) > 0 && (port(row, column - 1) & HEAD) == 0) {
        ports[row][column] = HEAD | EAST;
      }
    }
  }

  /** Letters and marks of the keyboard that stand alone. */
  private void typed(int row) {
    int[] line = cells[row];
    for (int column = 0; column < line.length; column++) {
      if (TYPED.indexOf(line[column]) < 0) {
        continue;
      }
      boolean before = column == 0 || cell(row, column - 1) == BLANK || port(row, column - 1) >= 0;
      boolean dash = port(row, column + 1) >= 0;
      boolean after = cell(row, column + 1) == BLANK || dash;
      int east = (port(row, column + 1) & EAST) != 0 && dash ? EAST : 0;
      int west = port(row, column - 1) >= 0 && (port(row, column - 1) & EAST) != 0 ? WEST : 0;
      switch (line[column]) {
        case '|' -> {
          if (before && after) {
            ports[row][column] = NORTH | SOUTH | east | west;
          }
        }
        case '+' -> {
          if (east != 0 || west != 0) {
            ports[row][column] = ALL;
          }
        }
        case '`', '\\' -> {
          if (before && east != 0 && line[column + 1] == '-') {
            ports[row][column] = NORTH | EAST;
          }
        }
        case 'v', 'V' -> {
          if (before && cell(row, column + 1) == BLANK && vertical(row - 1, column)) {
            ports[row][column] = HEAD | SOUTH;
          }
        }
        case '^' -> {
          if (before && cell(row, column + 1) == BLANK) {
            ports[row][column] = HEAD | NORTH;
          }
        }
        default -> {
          // A character of a word.
        }
      }
    }
  }

  private boolean vertical(int row, int column) {
    int port = port(row, column);
    return port > 0 && (port & SOUTH) != 0;
  }

  private void boxes() {
    for (int row = 0; row < cells.length; row++) {
      for (int column = 0; column < cells[row].length; column++) {
        if (steps <= MOST_STEPS && corner(row, column, EAST | SOUTH)) {
          box(row, column);
        }
      }
    }
  }

  private boolean corner(int row, int column, int sides) {
    int port = port(row, column);
    return port == sides || (port == ALL && cell(row, column) == '+');
  }

  private void box(int top, int left) {
    int right = left + 1;
    while (horizontal(top, right) && !corner(top, right, SOUTH | WEST)) {
      right++;
    }
    steps += right - left;
    int bottom = top + 1;
    while (upright(bottom, left) && !corner(bottom, left, NORTH | EAST)) {
      bottom++;
    }
    steps += bottom - top;
    if (right - left < 2
        || bottom - top < 2
        || !corner(top, right, SOUTH | WEST)
        || !corner(bottom, left, NORTH | EAST)
        || !corner(bottom, right, NORTH | WEST)) {
      return;
    }
    own(top, left, bottom, right);
  }

  private boolean horizontal(int row, int column) {
    int port = port(row, column);
    return port > 0 && (port & (EAST | WEST)) != 0;
  }

  private boolean upright(int row, int column) {
    int port = port(row, column);
    return port > 0 && (port & (NORTH | SOUTH)) != 0;
  }

  /** A box with another one in it is a frame, and no label. */
  private void own(int top, int left, int bottom, int right) {
    StringBuilder text = new StringBuilder();
    Optional<Source> source = Optional.empty();
    for (int row = top + 1; row < bottom; row++) {
      steps += right - left;
      for (int column = left + 1; column < right; column++) {
        if (port(row, column) > 0 && port(row, column) == (EAST | SOUTH)) {
          return;
        }
      }
      String line = slice(row, left + 1, right);
      String words = line.strip();
      if (!words.isEmpty()) {
        int start = left + 1;
        while (cell(row, start) == BLANK) {
          start++;
        }
        Source place = places.at(offsets[row][Math.min(start, offsets[row].length - 1)]);
        source = source.or(() -> Optional.of(place));
        text.append(text.isEmpty() ? "" : " ").append(words);
      }
    }
    if (source.isEmpty() || steps > MOST_STEPS) {
      return;
    }
    int index = labels.size();
    labels.add(new Label(text.toString(), top, bottom, left, right, true, source.get()));
    for (int row = top; row <= bottom; row++) {
      int last = Math.min(right + 1, owners[row].length);
      if (left < last) {
        Arrays.fill(owners[row], left, last, index);
      }
    }
  }

  private String slice(int row, int from, int to) {
    int last = offsets[row].length - 1;
    return places
        .text()
        .substring(offsets[row][Math.min(from, last)], offsets[row][Math.min(to, last)]);
  }

  /** Words outside of boxes; two blanks or a line part them. */
  private void words() {
    for (int row = 0; row < cells.length; row++) {
      int start = 0;
      while (start < cells[row].length) {
        if (!word(row, start)) {
          start++;
          continue;
        }
        int end = start;
        while (word(row, end + 1) || (cell(row, end + 1) == BLANK && word(row, end + 2))) {
          end++;
        }
        label(row, start, end);
        start = end + 1;
      }
    }
  }

  private boolean word(int row, int column) {
    return column < cells[row].length
        && cells[row][column] != BLANK
        && ports[row][column] < 0
        && owners[row][column] < 0;
  }

  private void label(int row, int start, int end) {
    String text = slice(row, start, end + 1).strip();
    if (text.codePoints().noneMatch(Character::isLetterOrDigit)) {
      return;
    }
    Arrays.fill(owners[row], start, end + 1, labels.size());
    labels.add(new Label(text, row, row, start, end, false, places.at(offsets[row][start])));
  }

  private void follow() {
    for (int index = 0; index < labels.size() && steps <= MOST_STEPS; index++) {
      Label label = labels.get(index);
      Deque<Step> open = new ArrayDeque<>();
      for (int row = label.top(); row <= label.bottom(); row++) {
        leave(open, row, label.right(), EAST, false);
        leave(open, row, label.left(), WEST, true);
      }
      for (int column = label.left() - SLACK; column <= label.right() + SLACK; column++) {
        boolean within = column >= label.left() && column <= label.right();
        if (within || owner(label.bottom(), column) < 0) {
          leave(open, label.bottom(), column, SOUTH, false);
        }
        if (within) {
          leave(open, label.top(), column, NORTH, true);
        }
      }
      walk(index, open);
    }
  }

  /**
   * A step onto a cell.
   *
   * @param side where it goes to
   * @param straight it may not turn
   * @param turned it has turned, or passed a crossing
   * @param branch it has come from a line that goes down
   * @param head the last cell was an arrowhead
   */
  private record Step(
      int row,
      int column,
      int side,
      boolean straight,
      boolean turned,
      boolean branch,
      boolean head) {}

  private void leave(Deque<Step> open, int row, int column, int side, boolean straight) {
    next(row, column, side)
        .ifPresent(
            cell -> {
              if (port(cell[0], cell[1]) >= 0 && owner(cell[0], cell[1]) < 0) {
                open.add(new Step(cell[0], cell[1], side, straight, false, false, false));
              }
            });
  }

  /** The next cell on a side that is not blank; blanks are passed sideways only. */
  private Optional<int[]> next(int row, int column, int side) {
    if (side == NORTH || side == SOUTH) {
      int to = row + (side == SOUTH ? 1 : -1);
      return Optional.of(new int[] {to, column});
    }
    int by = side == EAST ? 1 : -1;
    for (int gap = 1; gap <= WIDEST_GAP + 1; gap++) {
      steps++;
      if (cell(row, column + gap * by) != BLANK || owner(row, column + gap * by) >= 0) {
        return Optional.of(new int[] {row, column + gap * by});
      }
    }
    return Optional.empty();
  }

  private void walk(int from, Deque<Step> open) {
    Set<Long> seen = new LinkedHashSet<>();
    while (!open.isEmpty() && steps <= MOST_STEPS) {
      Step step = open.poll();
      steps++;
      int owner = owner(step.row(), step.column());
      if (owner < 0 && step.side() == SOUTH && cell(step.row(), step.column()) == BLANK) {
        owner = below(step);
      }
      if (owner >= 0) {
        arrive(from, owner, step);
        continue;
      }
      int port = port(step.row(), step.column());
      if (port <= 0 || !seen.add(key(step))) {
        continue;
      }
      if ((port & HEAD) != 0) {
        if ((port & ALL) == step.side()) {
          go(open, step, step.side(), true);
        }
      } else if ((port & opposite(step.side())) != 0) {
        for (int side = NORTH; side <= WEST; side *= 2) {
          boolean back = side == opposite(step.side());
          if ((port & side) != 0 && !back && (!step.straight() || side == step.side())) {
            go(open, step, side, false);
          }
        }
      }
    }
  }

  private long key(Step step) {
    int marks = (step.straight() ? 4 : 0) + (step.turned() ? 2 : 0) + (step.branch() ? 1 : 0);
    return (((long) step.row() * 1_000 + step.column()) * 16 + step.side()) * 8 + marks;
  }

  private void go(Deque<Step> open, Step step, int side, boolean head) {
    Optional<int[]> cell = next(step.row(), step.column(), side);
    if (cell.isPresent()) {
      boolean turns = side != step.side() || port(step.row(), step.column()) == ALL;
      boolean branch =
          side == EAST
              && (step.side() == SOUTH
                  || (step.branch() && port(step.row(), step.column()) == (EAST | WEST)));
      open.add(
          new Step(
              cell.get()[0],
              cell.get()[1],
              side,
              step.straight(),
              step.turned() || turns,
              branch,
              head));
    }
  }

  /** A label near the end of a line that comes down. */
  private int below(Step step) {
    for (int by = 1; by <= SLACK; by++) {
      int left = owner(step.row(), step.column() - by);
      int right = owner(step.row(), step.column() + by);
      if (left >= 0 || right >= 0) {
        return left >= 0 ? left : right;
      }
    }
    return -1;
  }

  private void arrive(int from, int to, Step step) {
    boolean down = step.side() == SOUTH && !step.turned() && !step.straight();
    if (from != to && (step.head() || down || step.branch())) {
      Join arrow = new Join(from, to, true);
      Join line = new Join(from, to, false);
      if (step.head()) {
        joins.remove(line);
        joins.add(arrow);
      } else if (!joins.contains(arrow)) {
        joins.add(line);
      }
    }
  }

  private static int opposite(int side) {
    return side == NORTH ? SOUTH : side == SOUTH ? NORTH : side == EAST ? WEST : EAST;
  }
}
