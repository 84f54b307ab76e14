package io.planwright.plan.compile;

import io.planwright.plan.Source;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A mermaid {@code graph} or {@code flowchart}. What it cannot read of a line it leaves out.
 *
 * @param edges between nodes or groups
 */
record MermaidGraph(List<Node> nodes, List<Edge> edges, List<Group> groups) {
  static final int MOST_EDGES = 10_000;
  static final int MOST_NODES = 5_000;

  MermaidGraph {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
    groups = List.copyOf(groups);
  }

  /**
   * A box.
   *
   * @param label its words; the id where it has none
   * @param source where its label is, or where it is first named
   */
  record Node(String id, String label, Source source) {}

  /**
   * A line between two nodes.
   *
   * @param from the id of a node or a group
   * @param to the id of a node or a group
   * @param directed whether it points from the one to the other and not back
   */
  record Edge(String from, String to, String label, boolean directed, Source source) {}

  /**
   * A subgraph.
   *
   * @param members ids of the nodes and groups that stand directly in it
   */
  record Group(String id, String title, List<String> members, Source source) {
    Group {
      members = List.copyOf(members);
    }
  }

  /** Empty where the fence holds another kind of diagram or none. */
  static Optional<MermaidGraph> read(Block.Fence fence) {
    return MermaidHeader.of(fence)
        .filter(header -> header.graph())
        .map(header -> new Reader(Places.of(fence), header.end()).read());
  }

  private static final class Reader {
    private static final int LONGEST_LABEL = 2_000;
    private static final int DEEPEST_GROUP = 40;
    private static final Pattern WORD =
        Pattern.compile(
            "(?:(subgraph)|(end)|direction|style|linkStyle|classDef|class|click|accTitle|accDescr)"
                + "(?=[\\s:;{]|$)");
    private static final Pattern LINK =
        Pattern.compile(
            "(?:[\\w-]{1,60}@(?=[<xo]?[-=]))?([<xo]?)(?:-{2,30}|={2,30}|-\\.{1,30}-)"
                + "(>|[xo](?=[\\s|]))?");
    private static final Pattern OPEN_LINK =
        Pattern.compile("[<xo]?(--|==|-\\.)(?![-=.>]|[xo][\\s|])\\s{0,50}");
    private static final Pattern LINK_END =
        Pattern.compile("(?:-{2,30}|={2,30}|\\.{1,30}-)(>|[xo](?=[\\s|]))?");
    private static final Pattern INVISIBLE = Pattern.compile("~{3,30}");
    private static final Pattern CLASS = Pattern.compile(":::[\\w-]{1,100}");
    private static final Pattern LABEL_MEMBER =
        Pattern.compile("\\blabel\\s{0,9}:\\s{0,9}(?:\"([^\"]{0,500})\"|'([^']{0,500})'|([^,}]*))");
    private static final String OPENERS = "[({>";
    private static final String NO_ID = "[](){}<>|\"&;,=~^`";

    private final Places places;
    private final String text;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final List<Edge> edges = new ArrayList<>();
    private final List<Group> groups = new ArrayList<>();
    private final Deque<OpenGroup> open = new ArrayDeque<>();
    private final Set<String> placed = new LinkedHashSet<>();
    private int tooDeep;
    private int at;

    Reader(Places places, int start) {
      this.places = places;
      this.text = places.text();
      this.at = start;
    }

    private record OpenGroup(String id, String title, Set<String> members, Source source) {
      Group closed() {
        return new Group(id, title, List.copyOf(members), source);
      }
    }

    MermaidGraph read() {
      while (at < text.length() && nodes.size() < MOST_NODES && edges.size() < MOST_EDGES) {
        char c = text.charAt(at);
        if (Character.isWhitespace(c) || c == ';') {
          at++;
        } else if (text.startsWith("%%", at)) {
          skipLine();
        } else {
          statement();
        }
      }
      while (!open.isEmpty()) {
        groups.add(open.pop().closed());
      }
      List<Group> inOrder = new ArrayList<>(groups);
      inOrder.sort(
          (a, b) ->
              a.source().line() != b.source().line()
                  ? Integer.compare(a.source().line(), b.source().line())
                  : Integer.compare(a.source().column(), b.source().column()));
      Set<String> groupIds = new LinkedHashSet<>();
      inOrder.forEach(group -> groupIds.add(group.id()));
      List<Node> boxes = nodes.values().stream().filter(n -> !groupIds.contains(n.id())).toList();
      return new MermaidGraph(boxes, edges, inOrder);
    }

    private void statement() {
      Matcher word = at(WORD);
      if (!word.lookingAt()) {
        chain();
      } else if (word.group(1) != null) {
        int start = at;
        at = word.end();
        group(rest(), start);
      } else {
        if (word.group(2) != null) {
          endGroup();
        }
        skipStatement();
      }
    }

    private void group(String written, int start) {
      if (open.size() >= DEEPEST_GROUP) {
        tooDeep++;
        return;
      }
      String id = written;
      String title = written;
      int bracket = written.indexOf('[');
      if (bracket > 0 && written.endsWith("]")) {
        id = written.substring(0, bracket).strip();
        title = written.substring(bracket + 1, written.length() - 1);
      }
      id = LabelText.plain(id);
      if (!open.isEmpty()) {
        place(id);
      }
      open.push(new OpenGroup(id, LabelText.plain(title), new LinkedHashSet<>(), places.at(start)));
    }

    private void endGroup() {
      if (tooDeep > 0) {
        tooDeep--;
      } else if (!open.isEmpty()) {
        groups.add(open.pop().closed());
      }
    }

    /** {@code A --> B & C -- text --> D}. */
    private void chain() {
      List<String> before = members();
      while (!before.isEmpty() && edges.size() < MOST_EDGES) {
        skipSpaces();
        int start = at;
        Optional<Link> link = link();
        if (link.isEmpty()) {
          break;
        }
        skipSpaces();
        List<String> after = members();
        if (link.get().visible()) {
          connect(before, after, link.get(), start);
        }
        before = after;
      }
      skipStatement();
    }

    private void connect(List<String> before, List<String> after, Link link, int start) {
      Source source = places.at(start);
      for (String from : before) {
        for (String to : after) {
          if (edges.size() < MOST_EDGES) {
            edges.add(new Edge(from, to, link.label(), link.directed(), source));
          }
        }
      }
    }

    private List<String> members() {
      List<String> ids = new ArrayList<>();
      Optional<String> id = node();
      while (id.isPresent()) {
        ids.add(id.get());
        skipSpaces();
        if (at >= text.length() || text.charAt(at) != '&' || ids.size() >= MOST_NODES) {
          break;
        }
        at++;
        skipSpaces();
        id = node();
      }
      return ids;
    }

    private Optional<String> node() {
      int start = at;
      while (at < text.length() && isId(at, start)) {
        at++;
      }
      if (at == start) {
        return Optional.empty();
      }
      String id = text.substring(start, at);
      Source source = places.at(start);
      Optional<String> label = label();
      Matcher style = at(CLASS);
      if (style.lookingAt()) {
        at = style.end();
      }
      String words = label.map(LabelText::plain).filter(w -> !w.isEmpty()).orElse("");
      if (!words.isEmpty()) {
        nodes.put(id, new Node(id, words, source));
      } else {
        nodes.putIfAbsent(id, new Node(id, id, source));
      }
      place(id);
      return Optional.of(id);
    }

    /** A node stands in the first group that names it. */
    private void place(String id) {
      if (!open.isEmpty() && placed.add(id)) {
        open.peek().members().add(id);
      }
    }

    private boolean isId(int i, int start) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c) || NO_ID.indexOf(c) >= 0) {
        return false;
      }
      char next = i + 1 < text.length() ? text.charAt(i + 1) : '\n';
      return switch (c) {
        case '-' -> i > start && Character.isLetterOrDigit(next);
        case ':' -> !text.startsWith(":::", i);
        case '@' -> next != '{';
        case '%' -> next != '%';
        default -> true;
      };
    }

    private Optional<String> label() {
      int from = at;
      skipSpaces();
      if (text.startsWith("@{", at)) {
        return shaped(at + 2);
      }
      if (at >= text.length() || OPENERS.indexOf(text.charAt(at)) < 0 || spaced('>', from)) {
        at = from;
        return Optional.empty();
      }
      int opened = at + 1;
      while (opened < at + 3
          && opened < text.length()
          && OPENERS.indexOf(text.charAt(opened)) >= 0
          && text.charAt(opened) != '>') {
        opened++;
      }
      Optional<String> label = bracketed(opened);
      if (label.isEmpty() && opened > at + 1) {
        label = bracketed(at + 1);
      }
      if (label.isEmpty()) {
        skipLine();
      }
      return label;
    }

    private boolean spaced(char opener, int from) {
      return text.charAt(at) == opener && from < at;
    }

    /** {@code A@{ shape: rect, label: "Words" }}. */
    private Optional<String> shaped(int start) {
      int end = find("}", start, true);
      if (end < 0) {
        skipLine();
        return Optional.empty();
      }
      at = end + 1;
      Matcher label = LABEL_MEMBER.matcher(text.substring(start, end));
      if (!label.find()) {
        return Optional.empty();
      }
      return Stream.of(1, 2, 3)
          .flatMap(group -> Optional.ofNullable(label.group(group)).stream())
          .findFirst();
    }

    /** Moves on only where the brackets before the start are closed. */
    private Optional<String> bracketed(int start) {
      int content = start;
      while (content < text.length() && " /\\".indexOf(text.charAt(content)) >= 0) {
        content++;
      }
      boolean quoted = content < text.length() && text.charAt(content) == '"';
      int end = quoted ? find("\"", content + 1, true) : closing(start);
      if (end < 0) {
        return Optional.empty();
      }
      int closers = quoted ? end + 1 : end;
      while (closers < text.length() && " /\\".indexOf(text.charAt(closers)) >= 0) {
        closers++;
      }
      int after = closers;
      for (int i = start - 1; i >= at; i--) {
        if (after >= text.length() || text.charAt(after) != closer(text.charAt(i))) {
          return Optional.empty();
        }
        after++;
      }
      at = after;
      return Optional.of(slanted(text.substring(quoted ? content + 1 : start, end)));
    }

    /** Where the bracket before the start is closed, in the same line. */
    private int closing(int start) {
      char opener = text.charAt(start - 1);
      char closer = closer(opener);
      int last = Math.min(text.length(), start + LONGEST_LABEL);
      int depth = 1;
      for (int i = start; i < last && text.charAt(i) != '\n'; i++) {
        char c = text.charAt(i);
        depth += c == opener && opener != '>' ? 1 : c == closer ? -1 : 0;
        if (depth == 0) {
          return i;
        }
      }
      return -1;
    }

    private static char closer(char opener) {
      return opener == '(' ? ')' : opener == '{' ? '}' : ']';
    }

    /** Without the slashes of {@code [/text/]}. */
    private static String slanted(String label) {
      int start = !label.isEmpty() && "/\\".indexOf(label.charAt(0)) >= 0 ? 1 : 0;
      int end = label.length();
      if (start == 1 && end > 1 && "/\\".indexOf(label.charAt(end - 1)) >= 0) {
        end--;
      }
      return label.substring(start, end);
    }

    /** Where a mark comes next, near enough to be meant; -1 where it does not. */
    private int find(String mark, int from, boolean acrossLines) {
      int last = Math.min(text.length(), from + LONGEST_LABEL);
      for (int i = from; i < last && (acrossLines || text.charAt(i) != '\n'); i++) {
        if (text.startsWith(mark, i)) {
          return i;
        }
      }
      return -1;
    }

    private record Link(String label, boolean directed, boolean visible) {}

    private Optional<Link> link() {
      Matcher invisible = at(INVISIBLE);
      if (invisible.lookingAt()) {
        at = invisible.end();
        return Optional.of(new Link("", false, false));
      }
      Matcher open = at(OPEN_LINK);
      if (open.lookingAt()) {
        return labelled(open);
      }
      Matcher link = at(LINK);
      if (!link.lookingAt()) {
        return Optional.empty();
      }
      at = link.end();
      boolean directed = link.group(1).isEmpty() && link.group(2) != null;
      return Optional.of(new Link(bars(), directed, true));
    }

    /** {@code -- text -->}. */
    private Optional<Link> labelled(Matcher open) {
      boolean back = open.group().charAt(0) == '<';
      String mark = open.group(1).equals("-.") ? ".-" : open.group(1);
      int start = open.end();
      int end = find(mark, start, false);
      if (end < 0) {
        skipLine();
        return Optional.empty();
      }
      at = end;
      Matcher tail = at(LINK_END);
      if (!tail.lookingAt()) {
        skipLine();
        return Optional.empty();
      }
      at = tail.end();
      String label = LabelText.plain(text.substring(start, end));
      return Optional.of(new Link(label, !back && tail.group(1) != null, true));
    }

    /** The label of {@code -->|text|}. */
    private String bars() {
      int from = at;
      skipSpaces();
      if (at >= text.length() || text.charAt(at) != '|') {
        at = from;
        return "";
      }
      int start = at + 1;
      int end = find("|", start, false);
      if (end < 0) {
        skipLine();
        return "";
      }
      at = end + 1;
      return LabelText.plain(text.substring(start, end));
    }

    private Matcher at(Pattern pattern) {
      return pattern.matcher(text).region(at, text.length()).useTransparentBounds(true);
    }

    private void skipSpaces() {
      while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
        at++;
      }
    }

    private void skipLine() {
      int end = text.indexOf('\n', at);
      at = end < 0 ? text.length() : end;
    }

    /** To the end of the line, or to a semicolon where another statement follows. */
    private void skipStatement() {
      while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != ';') {
        at++;
      }
    }

    private String rest() {
      int start = at;
      skipLine();
      String rest = text.substring(start, Math.min(at, start + LONGEST_LABEL)).strip();
      return rest.endsWith(";") ? rest.substring(0, rest.length() - 1).strip() : rest;
    }
  }
}
