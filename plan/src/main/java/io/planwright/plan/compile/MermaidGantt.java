package io.planwright.plan.compile;

import io.planwright.plan.Source;
import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mermaid {@code gantt}: sections of tasks, each with what its line says.
 *
 * @param title empty without one
 * @param sections in order; tasks before the first one stand in a section without a title
 */
record MermaidGantt(String title, String dateFormat, List<Section> sections) {
  static final int MOST_TASKS = 5_000;

  MermaidGantt {
    sections = List.copyOf(sections);
  }

  record Section(String title, List<Bar> bars, Source source) {
    Section {
      bars = List.copyOf(bars);
    }
  }

  /**
   * A task.
   *
   * @param after ids of the tasks at whose end it starts
   * @param until ids of the tasks at whose start it ends
   * @param start the date that it states
   * @param end the date that it states
   * @param length as written: {@code 2d}, {@code 1w}; empty without one
   */
  record Bar(
      String title,
      Optional<String> id,
      Set<Tag> tags,
      List<String> after,
      List<String> until,
      Optional<LocalDate> start,
      Optional<LocalDate> end,
      String length,
      Source source) {
    Bar {
      tags = Collections.unmodifiableSet(tags);
      after = List.copyOf(after);
      until = List.copyOf(until);
    }

    boolean is(Tag tag) {
      return tags.contains(tag);
    }
  }

  /** What a task is marked as. */
  enum Tag {
    DONE,
    ACTIVE,
    CRIT,
    MILESTONE
  }

  /** Empty where the fence holds another kind of diagram or none. */
  static Optional<MermaidGantt> read(Block.Fence fence) {
    return MermaidHeader.of(fence)
        .filter(MermaidHeader::gantt)
        .map(header -> new Reader(Places.of(fence), header.end()).read());
  }

  private static final class Reader {
    private static final int MOST_COLONS = 8;
    private static final Pattern SETTING =
        Pattern.compile(
            "(title|dateFormat|section|axisFormat|tickInterval|excludes|includes|todayMarker"
                + "|weekday|weekend|inclusiveEndDates|topAxis|displayMode|click|accTitle|accDescr)"
                + "(?=[\\s:{]|$)[ \\t]{0,50}(.*)");
    private static final Pattern LENGTH =
        Pattern.compile("\\d{1,6}(?:\\.\\d{1,4})?(?:ms|[smhdwMyY])");
    private static final Pattern LINKED = Pattern.compile("(after|until)\\s+(.+)");
    private static final Pattern MARK = Pattern.compile("[,;#]");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final Places places;
    private final int start;
    private final List<Section> sections = new ArrayList<>();
    private String title = "";
    private String dateFormat = "YYYY-MM-DD";
    private Optional<DateTimeFormatter> dates = Optional.of(DateTimeFormatter.ISO_LOCAL_DATE);
    private String section = "";
    private Source sectionAt;
    private boolean named;
    private List<Bar> bars = new ArrayList<>();
    private int count;

    Reader(Places places, int start) {
      this.places = places;
      this.start = start;
      this.sectionAt = places.at(start);
    }

    MermaidGantt read() {
      for (Places.Row row : places.rows()) {
        String text = row.text().strip();
        if (row.offset() >= start
            && !text.isEmpty()
            && !text.startsWith("%%")
            && text.length() <= Limits.LONGEST_LINE
            && count < MOST_TASKS) {
          line(text, places.at(row.offset() + row.text().indexOf(text)));
        }
      }
      endSection();
      return new MermaidGantt(title, dateFormat, sections);
    }

    private void line(String text, Source source) {
      Matcher setting = SETTING.matcher(text);
      if (!setting.matches()) {
        bar(text, source);
        return;
      }
      String value = setting.group(2).strip();
      switch (setting.group(1)) {
        case "title" -> title = LabelText.plain(value);
        case "dateFormat" -> {
          dateFormat = value;
          dates = formatter(value);
        }
        case "section" -> {
          endSection();
          section = LabelText.plain(value);
          sectionAt = source;
          named = true;
        }
        default -> {
          // How it looks.
        }
      }
    }

    private void endSection() {
      if (named || !bars.isEmpty()) {
        sections.add(new Section(section, bars, sectionAt));
      }
      bars = new ArrayList<>();
    }

    /** A title may hold colons, so the first after which all is understood ends it. */
    private void bar(String text, Source source) {
      int first = text.indexOf(':');
      if (first <= 0) {
        return;
      }
      int colon = first;
      for (int i = 0; i < MOST_COLONS && colon >= 0; i++) {
        if (understood(text.substring(colon + 1))) {
          add(text, colon, source);
          return;
        }
        colon = text.indexOf(':', colon + 1);
      }
      add(text, first, source);
    }

    private boolean understood(String data) {
      String[] parts = data.split(",", -1);
      int ids = 0;
      boolean placed = false;
      for (String written : parts) {
        String part = written.strip();
        boolean time = LENGTH.matcher(part).matches() || date(part).isPresent();
        placed |= time || LINKED.matcher(part).matches() || tag(part).isPresent();
        ids += time || part.isEmpty() || tag(part).isPresent() ? 0 : 1;
        if (part.indexOf(':') >= 0 && !time) {
          return false;
        }
      }
      return placed && ids <= 3;
    }

    private void add(String text, int colon, Source source) {
      Set<Tag> tags = EnumSet.noneOf(Tag.class);
      List<String> after = new ArrayList<>();
      List<String> until = new ArrayList<>();
      List<LocalDate> days = new ArrayList<>();
      Optional<String> id = Optional.empty();
      String length = "";
      for (String written : MARK.split(text.substring(colon + 1), 20)) {
        String part = written.strip();
        Matcher linked = LINKED.matcher(part);
        Optional<Tag> tag = tag(part);
        Optional<LocalDate> day = date(part);
        if (tag.isPresent()) {
          tags.add(tag.get());
        } else if (linked.matches()) {
          List<String> ids = linked.group(1).equals("after") ? after : until;
          ids.addAll(List.of(SPACE.split(linked.group(2))));
        } else if (day.isPresent()) {
          days.add(day.get());
        } else if (LENGTH.matcher(part).matches()) {
          length = length.isEmpty() ? part : length;
        } else if (id.isEmpty() && !part.isEmpty() && part.indexOf(' ') < 0) {
          id = Optional.of(part);
        }
      }
      count++;
      bars.add(
          new Bar(
              LabelText.plain(text.substring(0, colon)),
              id,
              tags,
              after,
              until,
              days.stream().findFirst(),
              days.stream().skip(1).findFirst(),
              length,
              source));
    }

    private static Optional<Tag> tag(String part) {
      return switch (part.toLowerCase(Locale.ROOT)) {
        case "done" -> Optional.of(Tag.DONE);
        case "active" -> Optional.of(Tag.ACTIVE);
        case "crit" -> Optional.of(Tag.CRIT);
        case "milestone" -> Optional.of(Tag.MILESTONE);
        default -> Optional.empty();
      };
    }

    private Optional<LocalDate> date(String part) {
      if (part.isEmpty() || part.length() > 40 || !hasDigit(part)) {
        return Optional.empty();
      }
      return dates
          .flatMap(format -> parsed(part, format))
          .or(() -> parsed(part, DateTimeFormatter.ISO_LOCAL_DATE));
    }

    private static boolean hasDigit(String text) {
      return text.chars().anyMatch(Character::isDigit);
    }

    private static Optional<LocalDate> parsed(String text, DateTimeFormatter format) {
      // Most parts are no dates, and exceptions cost more than all else here.
      ParsePosition end = new ParsePosition(0);
      if (format.parseUnresolved(text, end) == null || end.getIndex() < text.length()) {
        return Optional.empty();
      }
      try {
        return Optional.of(LocalDate.parse(text, format));
      } catch (DateTimeException e) {
        return Optional.empty();
      }
    }

    /** Of a format in the letters of Day.js; empty where it names no day of a year. */
    private static Optional<DateTimeFormatter> formatter(String format) {
      if (!format.contains("Y")
          || !format.contains("M")
          || !format.contains("D")
          || format.length() > 40) {
        return Optional.empty();
      }
      StringBuilder pattern = new StringBuilder();
      for (int i = 0; i < format.length(); i++) {
        char c = format.charAt(i);
        switch (c) {
          case 'Y' -> pattern.append('u');
          case 'D' -> pattern.append('d');
          case 'M', 'H', 'h', 'm', 's' -> pattern.append(c);
          case '\'' -> pattern.append("''");
          default -> pattern.append('\'').append(c).append('\'');
        }
      }
      try {
        return Optional.of(DateTimeFormatter.ofPattern(pattern.toString(), Locale.ENGLISH));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
  }
}
