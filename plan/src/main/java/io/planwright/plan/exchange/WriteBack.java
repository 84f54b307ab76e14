package io.planwright.plan.exchange;

import io.planwright.plan.Diagnostic;
import io.planwright.plan.Diagnostic.Severity;
import io.planwright.plan.Plan;
import io.planwright.plan.Progress;
import io.planwright.plan.Source;
import io.planwright.plan.Subtask;
import io.planwright.plan.Task;
import io.planwright.plan.exchange.StateEdits.Edit;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Writes states into the document that a plan was read from. Of its bytes only those change that
 * say a state, and only in a line that still looks like the task's.
 */
public final class WriteBack {
  private static final int LONGEST_TITLE = 4;

  private final Plan plan;
  private final Places places;
  private final StateEdits states;
  private final TreeSet<Integer> starts = new TreeSet<>();
  private final List<Edit> edits = new ArrayList<>();
  private final List<String> written = new ArrayList<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  /**
   * @param document as it was, but for the states
   * @param written keys of what was not in its new state before
   * @param diagnostics what was not written, and why
   */
  public record Written(byte[] document, List<String> written, List<Diagnostic> diagnostics) {
    public Written {
      written = List.copyOf(written);
      diagnostics = List.copyOf(diagnostics);
    }

    /** Whether all is now as asked. */
    public boolean whole() {
      return diagnostics.isEmpty();
    }
  }

  /** A task, or an item of its checklist. */
  private record Named(Optional<String> id, String title, Source source) {}

  private WriteBack(Plan plan, String text) {
    this.plan = plan;
    this.places = new Places(text);
    this.states = new StateEdits(places);
    plan.phases().forEach(phase -> starts.add(phase.source().line()));
    plan.tasks().forEach(this::mark);
  }

  private void mark(Task task) {
    starts.add(task.source().line());
    task.subtasks().forEach(item -> starts.add(item.source().line()));
  }

  /**
   * @param plan as it was read from this document, or from it before other changes
   * @param states by a task's key, or for an item of its checklist by {@code key/item}, where the
   *     item is named by its id or its number
   */
  public static Written states(byte[] document, Plan plan, Map<String, Progress> states) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(document)).toString();
    } catch (CharacterCodingException e) {
      return new Written(
          document,
          List.of(),
          List.of(
              new Diagnostic(
                  "document-not-text",
                  Severity.ERROR,
                  "expected UTF-8 text, states are written into nothing else",
                  "save the document as UTF-8",
                  1,
                  1)));
    }
    WriteBack back = new WriteBack(plan, text);
    states.forEach(back::write);
    return new Written(back.edited(text), back.written, back.diagnostics);
  }

  private void write(String key, Progress state) {
    Optional<Named> named = named(key);
    if (named.isEmpty()) {
      say(
          "write-back-unknown",
          Severity.ERROR,
          1,
          "expected the key of a task, or of an item as key/item, came " + key,
          "planwright plan show lists the keys");
      return;
    }
    Named part = named.get();
    int line = part.source().line();
    if (!alike(part)) {
      say(
          "write-back-refused",
          Severity.ERROR,
          line,
          "line "
              + line
              + " must be that of \""
              + part.title()
              + "\", it is "
              + (places.has(line) ? "\"" + places.line(line).strip() + "\"" : "not there"),
          "compile the document again");
      return;
    }
    Integer next = starts.higher(line);
    Optional<List<Edit>> found = states.of(line, next == null ? places.count() + 1 : next, state);
    if (found.isEmpty()) {
      say(
          "write-back-not-written",
          Severity.WARNING,
          line,
          "\""
              + part.title()
              + "\" has no place to write "
              + state.name().toLowerCase(Locale.ROOT).replace('_', ' '),
          "give it a checkbox or a status");
    } else if (!found.get().isEmpty()) {
      written.add(key);
      edits.addAll(found.get());
    }
  }

  private Optional<Named> named(String key) {
    Optional<Task> task = plan.task(key);
    if (task.isPresent()) {
      return task.map(t -> new Named(t.id(), t.title(), t.source()));
    }
    int slash = key.lastIndexOf('/');
    return slash < 0
        ? Optional.empty()
        : plan.task(key.substring(0, slash))
            .flatMap(of -> item(of, key.substring(slash + 1)))
            .map(item -> new Named(item.id(), item.title(), item.source()));
  }

  private static Optional<Subtask> item(Task task, String name) {
    Optional<Subtask> byId =
        task.subtasks().stream()
            .filter(item -> item.id().filter(id -> id.equalsIgnoreCase(name)).isPresent())
            .findFirst();
    boolean number = name.matches("[1-9][0-9]{0,5}");
    return byId.or(
        () ->
            number && Integer.parseInt(name) <= task.subtasks().size()
                ? Optional.of(task.subtasks().get(Integer.parseInt(name) - 1))
                : Optional.empty());
  }

  private boolean alike(Named part) {
    int line = part.source().line();
    if (!places.has(line)) {
      return false;
    }
    StringBuilder around = new StringBuilder(places.line(line));
    for (int next = line + 1; next < line + LONGEST_TITLE && places.has(next); next++) {
      around.append('\n').append(places.line(next));
    }
    String all = around.toString();
    String first = places.line(line);
    // In YAML the id has a line of its own.
    return Likeness.of(part.id(), part.title(), first, all, places.fenced(line) ? all : first);
  }

  private void say(String code, Severity severity, int line, String message, String hint) {
    diagnostics.add(new Diagnostic(code, severity, message, hint, line, 1));
  }

  private byte[] edited(String text) {
    edits.sort(Comparator.comparingInt(Edit::start).thenComparingInt(Edit::end));
    StringBuilder result = new StringBuilder(text.length() + 16);
    int at = 0;
    for (Edit edit : edits) {
      if (edit.start() < at) {
        continue;
      }
      result.append(text, at, edit.start()).append(edit.text());
      at = edit.end();
    }
    result.append(text, at, text.length());
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(CharBuffer.wrap(result));
    byte[] document = new byte[bytes.remaining()];
    bytes.get(document);
    return document;
  }
}
