package io.planwright.plan.compile;

import io.planwright.plan.Source;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Dependencies drawn with characters. Only what a line or an arrow joins is an edge, and a drawing
 * that shows files, a screen or a system rather than parts of a plan is left alone.
 */
record ArtGraph(List<Edge> edges) {
  static final int MOST_EDGES = 2_000;

  private static final double BY_ARROW = 0.8;
  private static final double BY_LINE = 0.6;
  private static final double BY_WORDS = 0.5;
  private static final Set<String> LANGUAGES =
      Set.of("", "text", "txt", "ascii", "plain", "plaintext", "diagram");
  private static final Pattern FILE =
      Pattern.compile("\\S*/|\\S*[\\w-]\\.[A-Za-z]{1,5}|\\.[\\w.-]+|\\S+/\\S*");
  private static final Pattern NO_NAME = Pattern.compile("[/{}();=\"<>|]|://");
  private static final Pattern NEEDS =
      Pattern.compile(
          "^(?:needs|requires|depends on|waits for|blocked by)\\s+", Pattern.CASE_INSENSITIVE);
  private static final Pattern CODE =
      Pattern.compile(
          "T-?\\d{1,6}|WP-?\\d{1,4}[A-Z]?|US-?\\d{1,4}|TASK-?\\d{1,6}|[A-Z]{1,3}\\d{2,6}"
              + "|[A-Z]{1,6}(?:-[A-Z]{1,6}){0,3}-\\d{1,6}[A-Za-z]?|[A-Z]{0,4}\\d{1,4}(?:\\.\\d{1,4}){1,4}"
              + "|[A-Z]{1,6}\\d{0,3}(?:-[A-Z]{0,6}\\d{1,6}[A-Za-z]?){1,3}|#\\d{1,6}");
  private static final Pattern SHORT = Pattern.compile("[A-Z]\\d");
  private static final int LONGEST_NAME = 60;

  ArtGraph {
    edges = List.copyOf(edges);
  }

  /**
   * A part of the plan that a drawing names.
   *
   * @param text the words that name it: {@code Phase 2}, {@code T001}, several by commas, or a
   *     title
   * @param label all that stands there
   * @param identified whether it is named by a number or a code
   */
  record Mention(String text, String label, boolean identified, Source source) {}

  /** The one comes before the other. */
  record Edge(Mention from, Mention to, double confidence) {}

  /** Empty where the fence draws no dependencies. */
  static Optional<ArtGraph> read(Block.Fence fence) {
    if (!LANGUAGES.contains(fence.language().toLowerCase(Locale.ROOT))) {
      return Optional.empty();
    }
    return ArtCanvas.of(Places.of(fence)).map(ArtGraph::of).filter(art -> !art.edges().isEmpty());
  }

  private static ArtGraph of(ArtCanvas canvas) {
    List<ArtCanvas.Label> labels = canvas.labels();
    if (files(labels)) {
      return new ArtGraph(List.of());
    }
    Set<String> families = families(labels);
    List<Mention> mentions = labels.stream().map(label -> mention(label, families)).toList();
    long identified = mentions.stream().filter(Mention::identified).count();
    if (identified >= 2) {
      return mostBoxesName(labels, mentions)
          ? new ArtGraph(edges(canvas, mentions))
          : new ArtGraph(List.of());
    }
    return namesOnly(canvas, mentions)
        ? new ArtGraph(words(canvas, mentions))
        : new ArtGraph(List.of());
  }

  /** A tree of files. */
  private static boolean files(List<ArtCanvas.Label> labels) {
    int files = 0;
    for (ArtCanvas.Label label : labels) {
      String word = word(label.text(), 0);
      boolean mayBe = word.indexOf('/') >= 0 || word.indexOf('.') >= 0;
      files += mayBe && FILE.matcher(word).matches() ? 1 : 0;
    }
    return files * 3 >= labels.size();
  }

  /** The word that starts there, or behind the space there. */
  private static String word(String text, int from) {
    int start = Math.min(from, text.length());
    while (start < text.length() && text.charAt(start) <= ' ') {
      start++;
    }
    int end = start;
    while (end < text.length() && text.charAt(end) > ' ') {
      end++;
    }
    return text.substring(start, end);
  }

  /** Letters that two labels or more have before their digit: M1 and M2, but not S3 and EC2. */
  private static Set<String> families(List<ArtCanvas.Label> labels) {
    Set<String> once = new LinkedHashSet<>();
    Set<String> families = new LinkedHashSet<>();
    Set<String> seen = new LinkedHashSet<>();
    for (ArtCanvas.Label label : labels) {
      String word = bare(word(label.text(), 0));
      if (SHORT.matcher(word).matches() && seen.add(word) && !once.add(word.substring(0, 1))) {
        families.add(word.substring(0, 1));
      }
    }
    return families;
  }

  private static Mention mention(ArtCanvas.Label label, Set<String> families) {
    String text = NEEDS.matcher(Words.undecorated(label.text())).replaceFirst("");
    String first = bare(word(text, 0));
    String second = bare(word(text, word(text, 0).length() + 1));
    boolean kind = !Words.phase(first).isEmpty() || !Words.task(first).isEmpty();
    if (kind && Identifier.matches(second)) {
      return new Mention(whole(text, first + " " + second), label.text(), true, label.source());
    }
    boolean number = text.length() <= 4 && text.chars().allMatch(Character::isDigit);
    boolean coded =
        CODE.matcher(first).matches()
            || number
            || (SHORT.matcher(first).matches() && families.contains(first.substring(0, 1)));
    return coded
        ? new Mention(whole(text, first), label.text(), true, label.source())
        : new Mention(label.text(), label.text(), false, label.source());
  }

  /** All of a label that lists several ids, else the id alone. */
  private static String whole(String text, String id) {
    int end = text.indexOf(id) + id.length();
    String rest = end >= id.length() ? text.substring(end).stripLeading() : "";
    boolean several = !rest.isEmpty() && ",+&/".indexOf(rest.charAt(0)) >= 0;
    return several || rest.startsWith("and ") ? text.replaceAll("[\\[\\](){}]", "").strip() : id;
  }

  private static String bare(String word) {
    int start = 0;
    int end = word.length();
    while (start < end && "[({*`".indexOf(word.charAt(start)) >= 0) {
      start++;
    }
    while (end > start && "])}*`:,.".indexOf(word.charAt(end - 1)) >= 0) {
      end--;
    }
    return word.substring(start, end);
  }

  /** Boxes that name no part of a plan draw a system or a screen. */
  private static boolean mostBoxesName(List<ArtCanvas.Label> labels, List<Mention> mentions) {
    int boxes = 0;
    int named = 0;
    for (int i = 0; i < labels.size(); i++) {
      boxes += labels.get(i).boxed() ? 1 : 0;
      named += labels.get(i).boxed() && mentions.get(i).identified() ? 1 : 0;
    }
    return 2 * named >= boxes;
  }

  private static List<Edge> edges(ArtCanvas canvas, List<Mention> mentions) {
    List<Edge> edges = new ArrayList<>();
    for (ArtCanvas.Join join : canvas.joins()) {
      Mention from = mentions.get(join.from());
      Mention to = mentions.get(join.to());
      boolean apart = from.identified() && to.identified() && !from.text().equals(to.text());
      if (apart && edges.size() < MOST_EDGES && (join.arrow() || !holds(from.text(), to.text()))) {
        edges.add(new Edge(from, to, join.arrow() ? BY_ARROW : BY_LINE));
      }
    }
    return edges;
  }

  /** A branch from a phase to its tasks, or from 1 to 1.1, says what it is made of. */
  private static boolean holds(String parent, String child) {
    String phase = Words.phase(parent.split(" ", 2)[0]);
    String childPhase = Words.phase(child.split(" ", 2)[0]);
    String number = parent.substring(parent.lastIndexOf(' ') + 1);
    String part = child.substring(child.lastIndexOf(' ') + 1);
    return (!phase.isEmpty() && !phase.equals(childPhase)) || part.startsWith(number + ".");
  }

  /** Rows of names and arrows, and nothing else. */
  private static boolean namesOnly(ArtCanvas canvas, List<Mention> mentions) {
    return mentions.size() >= 3
        && canvas.labels().stream().noneMatch(ArtCanvas.Label::boxed)
        && mentions.stream()
            .map(Mention::text)
            .allMatch(name -> name.length() <= LONGEST_NAME && !NO_NAME.matcher(name).find())
        && words(canvas, mentions).size() >= mentions.size() - 1;
  }

  private static List<Edge> words(ArtCanvas canvas, List<Mention> mentions) {
    return canvas.joins().stream()
        .filter(ArtCanvas.Join::arrow)
        .limit(MOST_EDGES)
        .map(join -> new Edge(mentions.get(join.from()), mentions.get(join.to()), BY_WORDS))
        .filter(edge -> !edge.from().text().equals(edge.to().text()))
        .toList();
  }
}
