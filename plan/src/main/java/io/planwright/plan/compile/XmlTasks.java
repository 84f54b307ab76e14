package io.planwright.plan.compile;

import io.planwright.plan.Source;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tasks between {@code <task>} and {@code </task>}. What stands between their tags is Markdown and
 * may hold any character, so tags are looked for as text, and not inside of code fences.
 */
final class XmlTasks {
  static final int MOST_TASKS = 5_000;
  private static final int LONGEST_TAG = 2_000;
  private static final String TASK = "<task";
  private static final int MOST_TAGS = 200_000;
  private static final Pattern ATTRIBUTE =
      Pattern.compile(
          "([\\p{L}_][\\w:.-]{0,60})\\s{0,20}=\\s{0,20}(?:\"([^\"]*)\"|'([^']*)'|“([^”]*)”|([^\\s\"'>]+))");
  private static final Set<String> PARTS =
      Set.of(
          "name",
          "title",
          "id",
          "files",
          "read_first",
          "behavior",
          "action",
          "actions",
          "implementation",
          "description",
          "objective",
          "verify",
          "verification",
          "acceptance_criteria",
          "done",
          "depends_on",
          "dependencies",
          "needs",
          "status",
          "priority",
          "agent",
          "estimate",
          "deliverables",
          "steps",
          "decision",
          "context",
          "options",
          "resume-signal",
          "what-built",
          "how-to-verify");

  private static final Set<String> SHORT_PARTS =
      Set.of("name", "title", "id", "status", "priority", "agent");

  private XmlTasks() {}

  /**
   * One task.
   *
   * @param attributes of its tag, names in lower case
   * @param title what names it; empty without a name
   * @param start offset of its tag in the text that was read
   * @param end offset after it
   */
  record Entry(
      SortedMap<String, String> attributes,
      String title,
      Source titleAt,
      List<Part> parts,
      int start,
      int end,
      Source source) {
    Entry {
      attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
      parts = List.copyOf(parts);
    }

    /** The text of the first of its parts that has one of the names. */
    Optional<Part> part(String... names) {
      for (String name : names) {
        Optional<Part> found = parts.stream().filter(p -> p.name().equals(name)).findFirst();
        if (found.isPresent()) {
          return found;
        }
      }
      return Optional.empty();
    }

    Optional<String> attribute(String... names) {
      for (String name : names) {
        String value = attributes.get(name);
        if (value != null && !value.isBlank()) {
          return Optional.of(value.strip());
        }
      }
      return Optional.empty();
    }

    /** What {@code depends_on} says, as an attribute or as a part. */
    Optional<String> dependsOn() {
      return attribute("depends_on", "depends-on", "dependson", "depends", "dependencies", "needs")
          .or(() -> part("depends_on", "dependencies", "needs").map(Part::text));
    }

    /** Whether it waits for a person, as {@code type="checkpoint:human-verify"} does. */
    boolean checkpoint() {
      return attribute("type").filter(type -> type.startsWith("checkpoint")).isPresent();
    }
  }

  /**
   * What stands between two tags of a task.
   *
   * @param name in lower case
   * @param source of its text's first line
   */
  record Part(String name, String text, Source source) {}

  /** Those of a whole document; what stands in code fences is left out. */
  static List<Entry> read(String document) {
    return document.contains(TASK) ? read(Places.of(document)) : List.of();
  }

  /** Those of a fence that holds nothing else. */
  static List<Entry> read(Block.Fence fence) {
    return read(Places.of(fence));
  }

  private static List<Entry> read(Places places) {
    if (!places.text().contains(TASK)) {
      return List.of();
    }
    return new Reader(places).read(new Scanner(places.text()).tags());
  }

  /**
   * A tag of a task or of one of its parts.
   *
   * @param first whether nothing stands before it in its line
   */
  private record Tag(
      String name,
      boolean closing,
      boolean empty,
      boolean first,
      int start,
      int nameEnd,
      int end) {}

  /** Finds the tags that matter, in one pass. */
  private static final class Scanner {
    private final String text;
    private final List<Tag> tags = new ArrayList<>();
    private String fence = "";
    private boolean fenceInTask;
    private boolean inTask;

    Scanner(String text) {
      this.text = text;
    }

    List<Tag> tags() {
      int line = 0;
      while (line <= text.length() && tags.size() < MOST_TAGS) {
        int end = text.indexOf('\n', line);
        end = end < 0 ? text.length() : end;
        int content = line;
        while (content < end && Character.isWhitespace(text.charAt(content))) {
          content++;
        }
        line = line(content, end) + 1;
      }
      return tags;
    }

    /** Returns the end of the last line that it read, as a tag may take several. */
    private int line(int content, int end) {
      if (!fence.isEmpty() && fenceInTask && text.startsWith("</task>", content)) {
        fence = "";
      }
      String mark = fenceMark(content, end);
      if (!fence.isEmpty()) {
        boolean closes =
            mark.startsWith(fence) && text.substring(content + mark.length(), end).isBlank();
        fence = closes ? "" : fence;
        return end;
      }
      if (!mark.isEmpty()) {
        fence = mark;
        fenceInTask = inTask;
        return end;
      }
      int last = end;
      for (int at = nextTag(content, last); at >= 0; ) {
        Optional<Tag> tag = tag(at, content);
        if (tag.isPresent()) {
          tags.add(tag.get());
          inTask = tag.get().name().equals("task") ? !tag.get().closing() : inTask;
          if (tag.get().end() > last) {
            int next = text.indexOf('\n', tag.get().end());
            last = next < 0 ? text.length() : next;
          }
        }
        at = nextTag(tag.map(Tag::end).orElse(at + 1), last);
      }
      return last;
    }

    private int nextTag(int from, int last) {
      for (int i = from; i < last; i++) {
        if (text.charAt(i) == '<') {
          return i;
        }
      }
      return -1;
    }

    private String fenceMark(int content, int end) {
      int at = content;
      while (at < end && at < content + 50 && text.charAt(at) == text.charAt(content)) {
        at++;
      }
      boolean mark =
          at - content >= 3 && (text.charAt(content) == '`' || text.charAt(content) == '~');
      return mark ? text.substring(content, at) : "";
    }

    private Optional<Tag> tag(int start, int content) {
      boolean closing = text.startsWith("/", start + 1);
      int name = start + (closing ? 2 : 1);
      int nameEnd = name;
      while (nameEnd < text.length() && nameEnd < name + 40 && isName(text.charAt(nameEnd))) {
        nameEnd++;
      }
      String word = text.substring(name, nameEnd).toLowerCase(Locale.ROOT);
      boolean task = word.equals("task");
      if (!(task || PARTS.contains(word)) || (task && !closing && start != content)) {
        return Optional.empty();
      }
      int end = tagEnd(nameEnd);
      if (end < 0) {
        return Optional.empty();
      }
      boolean empty = !closing && text.charAt(end - 1) == '/';
      return Optional.of(new Tag(word, closing, empty, start == content, start, nameEnd, end + 1));
    }

    private static boolean isName(char c) {
      return Character.isLetterOrDigit(c) || c == '_' || c == '-';
    }

    /** The offset of the bracket that ends a tag, outside of quotes; -1 where none does. */
    private int tagEnd(int from) {
      if (from < text.length()
          && ">/".indexOf(text.charAt(from)) < 0
          && !Character.isWhitespace(text.charAt(from))) {
        return -1;
      }
      char quote = 0;
      int last = Math.min(text.length(), from + LONGEST_TAG);
      for (int i = from; i < last; i++) {
        char c = text.charAt(i);
        if (quote != 0) {
          quote = c == quote ? 0 : quote;
        } else if (c == '"' || (c == '\'' && text.charAt(i - 1) == '=')) {
          quote = c;
        } else if (c == '>') {
          return i;
        } else if (c == '<') {
          return -1;
        }
      }
      return -1;
    }
  }

  /** Turns tags into tasks. */
  private static final class Reader {
    private final Places places;
    private final String text;
    private final List<Entry> entries = new ArrayList<>();
    private Optional<Tag> task = Optional.empty();
    private Optional<Tag> part = Optional.empty();
    private List<Part> parts = new ArrayList<>();

    Reader(Places places) {
      this.places = places;
      this.text = places.text();
    }

    List<Entry> read(List<Tag> tags) {
      for (Tag tag : tags) {
        if (entries.size() >= MOST_TASKS) {
          break;
        }
        if (tag.name().equals("task")) {
          task(tag);
        } else if (task.isPresent()) {
          part(tag);
        }
      }
      return entries;
    }

    private void task(Tag tag) {
      if (task.isPresent()) {
        endPart(tag.start());
        end(task.get(), tag.closing() ? tag.end() : tag.start(), tag.start());
        task = Optional.empty();
      }
      if (tag.empty()) {
        end(tag, tag.end(), tag.end());
      } else if (!tag.closing()) {
        task = Optional.of(tag);
      }
    }

    /** A part ends at its own tag, or where its tag is missing at another that starts a line. */
    private void part(Tag tag) {
      if (part.isEmpty()) {
        part = tag.closing() || tag.empty() ? Optional.empty() : Optional.of(tag);
      } else if (tag.closing() && tag.name().equals(part.get().name())) {
        endPart(tag.start());
      } else if (!tag.closing() && tag.first() && closedOnItsLine(part.get(), tag)) {
        endPart(tag.start());
        part = Optional.of(tag);
      }
    }

    /** Names and the like take one line: one that was left open has ended with it. */
    private boolean closedOnItsLine(Tag opened, Tag next) {
      return SHORT_PARTS.contains(opened.name())
          && text.substring(opened.end(), next.start()).indexOf('\n') >= 0;
    }

    private void endPart(int end) {
      if (part.isPresent()) {
        int start = part.get().end();
        while (start < end && Character.isWhitespace(text.charAt(start))) {
          start++;
        }
        String content = text.substring(start, Math.max(start, end)).stripTrailing();
        parts.add(new Part(part.get().name(), content, places.at(start)));
        part = Optional.empty();
      }
    }

    private void end(Tag opened, int end, int contentEnd) {
      SortedMap<String, String> attributes = attributes(opened);
      Optional<Part> name =
          parts.stream()
              .filter(p -> p.name().equals("name") || p.name().equals("title"))
              .filter(p -> !p.text().isBlank())
              .findFirst();
      Source source = places.at(opened.start());
      String title =
          name.map(p -> firstLine(p.text()))
              .or(() -> Optional.ofNullable(attributes.get("name")))
              .or(() -> Optional.ofNullable(attributes.get("title")))
              .orElseGet(() -> bare(opened, contentEnd));
      entries.add(
          new Entry(
              attributes,
              title.strip(),
              name.map(Part::source).orElse(source),
              parts,
              opened.start(),
              end,
              source));
      parts = new ArrayList<>();
    }

    /** The first line of a task that has no parts. */
    private String bare(Tag opened, int end) {
      if (!parts.isEmpty() || opened.end() >= end) {
        return "";
      }
      return firstLine(text.substring(opened.end(), end).strip());
    }

    private static String firstLine(String text) {
      int end = text.indexOf('\n');
      return (end < 0 ? text : text.substring(0, end)).strip();
    }

    private SortedMap<String, String> attributes(Tag tag) {
      SortedMap<String, String> attributes = new TreeMap<>();
      Matcher matcher = ATTRIBUTE.matcher(text.substring(tag.nameEnd(), tag.end() - 1));
      while (matcher.find()) {
        String name = matcher.group(1).toLowerCase(Locale.ROOT);
        for (int group = 2; group <= 5; group++) {
          String value = matcher.group(group);
          if (value != null) {
            attributes.putIfAbsent(name, value);
          }
        }
      }
      return attributes;
    }
  }
}
