package io.planwright.plan.compile;

import io.planwright.plan.Dependency.Kind;
import io.planwright.plan.Evidence.Form;
import io.planwright.plan.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A digraph in the DOT language of Graphviz. Clusters are phases; an edge with {@code ltail} or
 * {@code lhead} is one of a cluster.
 */
final class DotReading {
  private static final int DEEPEST = 40;
  private static final int MOST_ENDS = 10_000;
  private static final String PUNCTUATION = "{}[];,=:+";

  private final String text;
  private final Places places;
  private final Problems problems;
  private final Outline outline;
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Map<String, Cluster> clusters = new LinkedHashMap<>();
  private final List<Edge> edges = new ArrayList<>();
  private String title = "";
  private int at;
  private boolean broken;

  private static final class Node {
    final Source source;
    String label;
    String style = "";
    String cluster = "";

    Node(String id, Source source) {
      this.label = id;
      this.source = source;
    }
  }

  private static final class Cluster {
    final Source source;
    String label;

    Cluster(String label, Source source) {
      this.label = label;
      this.source = source;
    }
  }

  private record Edge(
      String tail, String head, Map<String, String> attributes, boolean directed, Source source) {}

  /** Whether it stands for itself, rather than being a name. */
  private record Token(String text, boolean sign, Source source) {
    boolean is(String wanted) {
      return sign && text.equals(wanted);
    }

    boolean word(String wanted) {
      return !sign && text.toLowerCase(Locale.ROOT).equals(wanted);
    }
  }

  private DotReading(String text, Problems problems) {
    this.text = text;
    this.places = Places.of(text);
    this.problems = problems;
    this.outline = new Outline(problems);
  }

  static Outline read(String text, Problems problems) {
    DotReading reading = new DotReading(text, problems);
    reading.graph();
    reading.outline();
    return reading.outline;
  }

  private void graph() {
    Token first = next();
    Token kind = first.word("strict") ? next() : first;
    if (!kind.word("digraph") && !kind.word("graph")) {
      fail(kind, "digraph");
      return;
    }
    if (!peek().is("{")) {
      title = next().text();
    }
    if (expect("{")) {
      statements("", new LinkedHashMap<>(), 0);
    }
  }

  /** Up to the closing brace; answers the nodes that were named. */
  private Set<String> statements(String cluster, Map<String, String> defaults, int depth) {
    Set<String> named = new LinkedHashSet<>();
    if (depth > DEEPEST) {
      broken = true;
      problems.error(
          "nesting-too-deep",
          places.at(at),
          "subgraphs must be nested at most " + DEEPEST + " deep",
          "");
      return named;
    }
    while (!broken) {
      Token token = peek();
      if (token.is("}")) {
        next();
        return named;
      }
      if (token.is("")) {
        fail(token, "}");
      } else if (token.is(";") || token.is(",")) {
        next();
      } else {
        statement(cluster, defaults, depth, named);
      }
    }
    return named;
  }

  private void statement(
      String cluster, Map<String, String> defaults, int depth, Set<String> named) {
    Token token = peek();
    if (token.word("graph") || token.word("node") || token.word("edge")) {
      next();
      Map<String, String> attributes = attributes();
      if (token.word("graph")) {
        label(cluster, attributes.getOrDefault("label", ""));
      } else if (token.word("node")) {
        defaults.putAll(attributes);
      }
      return;
    }
    if (!token.sign() && !token.word("subgraph")) {
      int before = at;
      next();
      if (peek().is("=")) {
        next();
        String value = next().text();
        if (token.word("label")) {
          label(cluster, value);
        }
        return;
      }
      at = before;
    }
    chain(cluster, defaults, depth, named);
  }

  private void label(String cluster, String text) {
    Cluster of = clusters.get(cluster);
    if (of != null && !text.isBlank()) {
      of.label = plain(text, "");
    } else if (cluster.isEmpty() && !text.isBlank()) {
      title = plain(text, "");
    }
  }

  /** {@code a -> {b c} -> d [style=dotted]}, or a node alone. */
  private void chain(String cluster, Map<String, String> defaults, int depth, Set<String> named) {
    List<Set<String>> ends = new ArrayList<>();
    List<Token> arrows = new ArrayList<>();
    ends.add(operand(cluster, defaults, depth));
    while (!broken && (peek().is("->") || peek().is("--"))) {
      arrows.add(next());
      ends.add(operand(cluster, defaults, depth));
    }
    Map<String, String> attributes = attributes();
    ends.forEach(named::addAll);
    if (arrows.isEmpty()) {
      ends.getFirst().forEach(id -> describe(id, attributes));
    }
    for (int i = 0; i < arrows.size() && i + 1 < ends.size(); i++) {
      for (String tail : ends.get(i)) {
        for (String head : ends.get(i + 1)) {
          if (edges.size() <= Limits.MOST_DEPENDENCIES) {
            Token arrow = arrows.get(i);
            edges.add(new Edge(tail, head, attributes, arrow.is("->"), arrow.source()));
          }
        }
      }
    }
  }

  private Set<String> operand(String cluster, Map<String, String> defaults, int depth) {
    Token token = peek();
    if (token.word("subgraph") || token.is("{")) {
      String name = "";
      if (token.word("subgraph")) {
        next();
        name = peek().is("{") ? "" : next().text();
      }
      boolean phase = name.startsWith("cluster");
      if (phase) {
        String label = name.replaceFirst("^cluster[_-]?", "");
        clusters.putIfAbsent(name, new Cluster(label, token.source()));
      }
      if (!expect("{")) {
        return new LinkedHashSet<>();
      }
      return statements(phase ? name : cluster, new LinkedHashMap<>(defaults), depth + 1);
    }
    if (token.sign()) {
      fail(token, "a node");
      return new LinkedHashSet<>();
    }
    next();
    port();
    Node node = nodes.computeIfAbsent(token.text(), id -> new Node(id, token.source()));
    if (node.cluster.isEmpty()) {
      node.cluster = cluster;
    }
    if (node.style.isEmpty()) {
      node.style = defaults.getOrDefault("class", "");
    }
    Set<String> one = new LinkedHashSet<>();
    one.add(token.text());
    return one;
  }

  private void port() {
    for (int i = 0; i < 2 && peek().is(":"); i++) {
      next();
      next();
    }
  }

  private void describe(String id, Map<String, String> attributes) {
    Node node = nodes.get(id);
    if (node != null) {
      if (attributes.containsKey("label")) {
        node.label = plain(attributes.getOrDefault("label", ""), id);
      }
      node.style = attributes.getOrDefault("class", node.style);
    }
  }

  private Map<String, String> attributes() {
    Map<String, String> attributes = new LinkedHashMap<>();
    while (!broken && peek().is("[")) {
      next();
      while (!broken && !peek().is("]")) {
        Token name = next();
        if (name.is("")) {
          fail(name, "]");
        } else if (!name.sign()) {
          boolean valued = peek().is("=");
          if (valued) {
            next();
          }
          attributes.put(name.text().toLowerCase(Locale.ROOT), valued ? next().text() : "true");
        }
      }
      next();
    }
    return attributes;
  }

  /** {@code \N} is the node's name; other escapes break lines. */
  private static String plain(String label, String node) {
    StringBuilder plain = new StringBuilder(label.length());
    for (int i = 0; i < label.length(); i++) {
      char c = label.charAt(i);
      if (c != '\\' || i + 1 == label.length()) {
        plain.append(c);
        continue;
      }
      char escaped = label.charAt(++i);
      switch (escaped) {
        case 'n', 'l', 'r' -> plain.append(' ');
        case 'N' -> plain.append(node);
        default -> plain.append(escaped);
      }
    }
    return plain.toString().replaceAll("\\s+", " ").strip();
  }

  private void outline() {
    outline.title(title);
    clusters.forEach(
        (name, cluster) -> outline.phase("phase " + name, "", cluster.label, cluster.source));
    nodes.forEach(
        (id, node) -> {
          PhaseDraft phase =
              node.cluster.isEmpty()
                  ? outline.phase("phase", "", "Tasks", node.source)
                  : outline.phase("phase " + node.cluster, "", "", node.source);
          MermaidReading.Named named = MermaidReading.Named.of(node.label);
          outline
              .task(phase, "task " + id, named.id(), named.title(), node.source)
              .ifPresent(task -> task.state = MermaidReading.state(node.style));
        });
    for (Edge edge : edges) {
      if (!edge.directed()) {
        problems.info(
            "edge-undirected",
            edge.source(),
            "a line without an arrow says nothing of what comes first");
        continue;
      }
      String style = edge.attributes().getOrDefault("style", "");
      outline.edge(
          end(edge.attributes().getOrDefault("lhead", ""), edge.head()),
          end(edge.attributes().getOrDefault("ltail", ""), edge.tail()),
          style.contains("dotted") ? Kind.IMPLIED : Kind.EXPLICIT,
          Form.ART,
          edge.source());
    }
  }

  private String end(String cluster, String node) {
    return clusters.containsKey(cluster) ? "phase " + cluster : "task " + node;
  }

  private boolean expect(String sign) {
    Token token = next();
    if (token.is(sign)) {
      return true;
    }
    fail(token, sign);
    return false;
  }

  private void fail(Token token, String expected) {
    if (!broken) {
      broken = true;
      problems.error(
          "dot-invalid",
          token.source(),
          "expected "
              + expected
              + ", came "
              + (token.is("") ? "the end" : Optional.of(token.text()).get()),
          "");
    }
  }

  private Token peek() {
    int before = at;
    Token token = next();
    at = before;
    return token;
  }

  private Token next() {
    skip();
    int start = at;
    Source source = places.at(start);
    if (at >= text.length()) {
      return new Token("", true, source);
    }
    char c = text.charAt(at);
    if (text.startsWith("->", at) || text.startsWith("--", at)) {
      at += 2;
      return new Token(text.substring(start, at), true, source);
    }
    if (c == '"') {
      return new Token(quoted(), false, source);
    }
    if (c == '<') {
      return new Token(html(), false, source);
    }
    if (PUNCTUATION.indexOf(c) >= 0) {
      at++;
      return new Token(text.substring(start, at), true, source);
    }
    while (at < text.length() && bare(text.charAt(at), start)) {
      at++;
    }
    if (at == start) {
      at++;
    }
    return new Token(text.substring(start, at), false, source);
  }

  private boolean bare(char c, int start) {
    return Character.isLetterOrDigit(c)
        || c == '_'
        || c == '.'
        || c >= 0x80
        || c == '-' && at == start;
  }

  /** With its parts joined: {@code "a" + "b"}. */
  private String quoted() {
    StringBuilder value = new StringBuilder();
    while (true) {
      at++;
      while (at < text.length() && text.charAt(at) != '"') {
        char c = text.charAt(at);
        boolean escape = c == '\\' && at + 1 < text.length();
        if (escape && text.charAt(at + 1) == '"') {
          value.append('"');
          at += 2;
        } else if (escape && text.charAt(at + 1) == '\n') {
          at += 2;
        } else if (escape) {
          value.append(c).append(text.charAt(at + 1));
          at += 2;
        } else {
          value.append(c);
          at++;
        }
      }
      at = Math.min(text.length(), at + 1);
      int end = at;
      skip();
      if (at < text.length() && text.charAt(at) == '+') {
        at++;
        skip();
        if (at < text.length() && text.charAt(at) == '"') {
          continue;
        }
      }
      at = end;
      return value.toString();
    }
  }

  private String html() {
    int start = at;
    int depth = 0;
    do {
      char c = text.charAt(at++);
      depth += c == '<' ? 1 : c == '>' ? -1 : 0;
    } while (at < text.length() && depth > 0);
    return LabelText.plain(text.substring(Math.min(start + 1, at), Math.max(start + 1, at - 1)));
  }

  private void skip() {
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean lineStart = at == 0 || text.charAt(at - 1) == '\n';
      if (Character.isWhitespace(c)) {
        at++;
      } else if (text.startsWith("//", at) || c == '#' && lineStart) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (text.startsWith("/*", at)) {
        int end = text.indexOf("*/", at + 2);
        at = end < 0 ? text.length() : end + 2;
      } else {
        return;
      }
    }
  }
}
