package io.planwright.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import io.planwright.plan.run.Entry;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.Slices;
import io.planwright.plan.run.State;
import io.planwright.plan.run.Waiting;
import io.planwright.store.JournalLine;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A picture of a run: begins with the run as the API told it, and is kept up to date by the lines
 * of its journal. A line that the beginning knows already changes no state.
 */
public final class RunView {
  private static final int LONGEST_TAIL = 400;
  private static final int TITLE = 34;
  private static final int EXECUTOR = 18;

  private final String id;
  private final String title;
  private final long known;
  private final Instant createdAt;
  private final Map<String, PhaseView> phases = new LinkedHashMap<>();
  private final Map<String, TaskView> tasks = new LinkedHashMap<>();
  private final List<String> budgets = new ArrayList<>();
  private State state;
  private Optional<Instant> endedAt;
  private Optional<String> why;

  public RunView(JsonNode detail) {
    JsonNode run = detail.path("run");
    id = run.path("id").asText();
    title = Lines.plain(run.path("title").asText());
    known = run.path("stream").asLong();
    createdAt = instant(run, "createdAt").orElse(Instant.EPOCH);
    state = state(run);
    endedAt = instant(run, "endedAt");
    why = failure(run);
    for (JsonNode budget : detail.path("budgets")) {
      String name = budget.path("name").asText();
      budgets.add(
          "budget of %s: %s of %s reserved or spent"
              .formatted(
                  Lines.plain(name.substring(name.lastIndexOf(':') + 1)),
                  budget.path("held").asText(),
                  budget.path("capacity").asText()));
    }
    for (JsonNode phase : detail.path("phases")) {
      PhaseView view = new PhaseView(phase);
      phases.put(phase.path("key").asText(), view);
      for (JsonNode task : phase.path("tasks")) {
        TaskView taskView = new TaskView(task);
        view.tasks.add(taskView);
        tasks.put(task.path("key").asText(), taskView);
      }
    }
  }

  /** The run goes on by a line. */
  public void add(JournalLine line) {
    switch (line.entry()) {
      case Entry.Opened _, Entry.Amended _ -> {}
      case Entry.Progress progress -> {
        TaskView task = tasks.get(progress.task());
        if (task != null) {
          task.progress(line.writer(), progress);
        }
      }
      case Entry.Transition transition -> {
        if (line.stream() > known) {
          apply(transition);
        }
      }
    }
  }

  public State state() {
    return state;
  }

  public boolean ended() {
    return state.ended();
  }

  /** The picture, no line wider than asked; colours take no width. */
  public List<String> lines(int width, boolean colour, Instant now) {
    List<String> lines = new ArrayList<>();
    Instant end = endedAt.orElse(now);
    String head = "%s  %s".formatted(title, id);
    String tail = "  " + word(state) + "  " + Lines.duration(Duration.between(createdAt, end));
    lines.add(
        Colour.BOLD.paint(Lines.cut(head, width - tail.length()), colour)
            + Colour.of(state).paint(Lines.cut(tail, width), colour));
    for (PhaseView phase : phases.values()) {
      lines.add(phase.line(width, colour));
      phase.tasks.forEach(task -> lines.addAll(task.lines(width, colour, now)));
    }
    budgets.forEach(line -> lines.add(Lines.cut(line, width)));
    why.ifPresent(reason -> lines.add(Colour.RED.paint(Lines.cut(reason, width), colour)));
    return lines;
  }

  /** A line of the journal in words, for output that is not redrawn; absent for progress. */
  public Optional<String> sentence(JournalLine line) {
    return switch (line.entry()) {
      case Entry.Progress _ -> Optional.empty();
      case Entry.Opened opened ->
          Optional.of(opened.at() + "  run opened by " + Lines.plain(opened.actor()));
      case Entry.Amended amended ->
          Optional.of(
              "%s  run amended%s: %s"
                  .formatted(
                      amended.at(),
                      amended.actor().map(actor -> " by " + Lines.plain(actor)).orElse(""),
                      Lines.plain(amended.effect())));
      case Entry.Transition transition -> Optional.of(sentence(transition));
    };
  }

  private static String sentence(Entry.Transition transition) {
    String what =
        transition
            .task()
            .map(task -> "task " + task)
            .or(() -> transition.phase().map(phase -> "phase " + phase))
            .orElse("run");
    String more =
        Stream.of(
                transition.actor().map(actor -> "by " + actor),
                transition.reason(),
                transition.failure().map(f -> f.code() + ": " + f.message()),
                transition.waiting().map(waiting -> words(waiting, Optional.empty())),
                transition.outcome().map(RunView::figures).filter(text -> !text.isEmpty()))
            .flatMap(Optional::stream)
            .map(Lines::plain)
            .collect(Collectors.joining("; "));
    return transition.at()
        + "  "
        + Lines.plain(what)
        + " "
        + word(transition.state())
        + (more.isEmpty() ? "" : "  " + more);
  }

  private void apply(Entry.Transition transition) {
    if (transition.task().isPresent()) {
      TaskView task = tasks.get(transition.task().get());
      if (task != null) {
        task.apply(transition);
      }
    } else if (transition.phase().isPresent()) {
      String part = transition.phase().get();
      int cut = part.lastIndexOf("~~");
      PhaseView phase = phases.get(cut < 0 ? part : part.substring(0, cut));
      if (phase != null) {
        phase.apply(part, transition.state());
      }
    } else {
      state = transition.state();
      endedAt = state.ended() ? Optional.of(transition.at()) : Optional.empty();
      why = transition.failure().map(f -> Lines.plain(f.code() + ": " + f.message())).or(() -> why);
    }
  }

  private static final class PhaseView {
    private final String title;
    private final List<TaskView> tasks = new ArrayList<>();
    private final Map<String, State> parts = new LinkedHashMap<>();
    private State state;

    PhaseView(JsonNode phase) {
      title = Lines.plain(phase.path("title").asText());
      state = state(phase);
    }

    /** A large phase runs in parts, and has ended when all of them have. */
    void apply(String part, State to) {
      parts.put(part, to);
      int wanted = Math.max(1, (tasks.size() + Slices.MOST_TASKS - 1) / Slices.MOST_TASKS);
      boolean all = parts.size() == wanted && parts.values().stream().allMatch(State::ended);
      if (wanted == 1) {
        state = to;
      } else if (!all) {
        state = parts.containsValue(State.UNDOING) ? State.UNDOING : State.RUNNING;
      } else {
        state =
            Stream.of(State.FAILED, State.CANCELLED, State.UNDONE, State.SKIPPED)
                .filter(parts::containsValue)
                .findFirst()
                .orElse(State.SUCCEEDED);
      }
    }

    String line(int width, boolean colour) {
      String mark = symbol(state) + " ";
      String tail = Lines.cut("  " + word(state), width - mark.length());
      return Colour.of(state).paint(mark, colour)
          + Lines.cut(title, width - mark.length() - tail.length())
          + Colour.of(state).paint(tail, colour);
    }
  }

  private static final class TaskView {
    private final String title;
    private final String executor;
    private final Optional<String> assignee;
    private final StringBuilder words = new StringBuilder();
    private State state;
    private Optional<Instant> startedAt;
    private Optional<Instant> endedAt;
    private Optional<Instant> since;
    private Optional<Waiting> waiting;
    private String note;
    private String rounds = "";
    private String writer = "";

    TaskView(JsonNode task) {
      title = Lines.plain(task.path("title").asText());
      executor = Lines.plain(task.path("executor").asText());
      assignee = text(task, "assignee");
      state = state(task);
      startedAt = instant(task, "startedAt");
      endedAt = instant(task, "endedAt");
      since = instant(task, "since");
      waiting =
          text(task.path("waiting"), "forWhom")
              .map(whom -> new Waiting(whom, task.path("waiting").path("why").asText()));
      note =
          failure(task)
              .or(() -> Optional.of(figures(task.path("outcome"))).filter(f -> !f.isEmpty()))
              .or(() -> text(task, "reason"))
              .orElse("");
    }

    void apply(Entry.Transition transition) {
      state = transition.state();
      if (startedAt.isEmpty() && (state == State.RUNNING || state == State.WAITING)) {
        startedAt = Optional.of(transition.at());
      }
      endedAt = state.ended() ? Optional.of(transition.at()) : Optional.empty();
      since = Optional.of(transition.at());
      waiting = transition.waiting();
      note =
          transition
              .failure()
              .map(f -> f.code() + ": " + f.message())
              .or(() -> transition.outcome().map(RunView::figures).filter(f -> !f.isEmpty()))
              .or(transition::reason)
              .map(Lines::plain)
              .orElse(note);
    }

    void progress(String by, Entry.Progress progress) {
      if (!by.equals(writer)) {
        // Another attempt begins anew.
        writer = by;
        words.setLength(0);
        rounds = "";
      }
      if (progress.of() > 0) {
        rounds =
            Lines.plain(progress.text())
                + " "
                + Lines.number(100.0 * progress.done() / progress.of()).split("\\.")[0]
                + "%";
      } else {
        words.append(Lines.plain(progress.text()));
        if (words.length() > 2 * LONGEST_TAIL) {
          words.delete(0, words.length() - LONGEST_TAIL);
        }
      }
    }

    /** One, and another where it is known for whom and why it waits. */
    List<String> lines(int width, boolean colour, Instant now) {
      String line = line(width, colour, now);
      if (state != State.WAITING || waiting.isEmpty()) {
        return List.of(line);
      }
      String wait = "      " + words(waiting.get(), since);
      return List.of(line, Colour.FAINT.paint(Lines.cut(wait, width), colour));
    }

    private String line(int width, boolean colour, Instant now) {
      String mark = "  " + symbol(state) + " ";
      String time =
          startedAt
              .map(start -> Lines.duration(Duration.between(start, endedAt.orElse(now))))
              .orElse("");
      String start =
          Lines.pad(Lines.cut(title, TITLE), TITLE)
              + " "
              + Lines.pad(Lines.cut(executor, EXECUTOR), EXECUTOR)
              + " "
              + Lines.pad(time, 7);
      String shown = Lines.cut(start, width - mark.length());
      int left = width - mark.length() - start.length() - 1;
      String more = left < 8 ? "" : " " + more(left);
      return (Colour.of(state).paint(mark, colour) + shown + Colour.FAINT.paint(more, colour))
          .stripTrailing();
    }

    private String more(int width) {
      return switch (state) {
        case RUNNING -> {
          String tail = words.toString().replaceAll("\\s+", " ").strip();
          yield rounds.isEmpty() ? Lines.tail(tail, width) : Lines.cut(rounds.strip(), width);
        }
        case WAITING -> {
          String whom = assignee.map(who -> "waits for " + who).orElse("waits") + " ";
          yield Lines.cut((waiting.isPresent() ? "" : whom) + note, width);
        }
        default -> Lines.cut(note, width);
      };
    }
  }

  private static String words(Waiting waiting, Optional<Instant> since) {
    return Lines.plain(
        "waits for %s%s: %s"
            .formatted(
                waiting.forWhom(),
                since.map(at -> " since " + at.truncatedTo(ChronoUnit.SECONDS)).orElse(""),
                waiting.why()));
  }

  private static String symbol(State state) {
    return switch (state) {
      case PENDING -> "·";
      case READY -> "○";
      case RUNNING -> "●";
      case PAUSED -> "‖";
      case WAITING -> "◆";
      case SUCCEEDED -> "✓";
      case FAILED -> "✗";
      case SKIPPED -> "-";
      case UNDOING -> "↶";
      case UNDONE -> "↺";
      case CANCELLED -> "■";
    };
  }

  private static String word(State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private static State state(JsonNode of) {
    String word = of.path("state").asText();
    return Stream.of(State.values())
        .filter(state -> word(state).equals(word))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("expected a state, the server said '" + word + "'"));
  }

  private static Optional<String> text(JsonNode of, String field) {
    return of.hasNonNull(field)
        ? Optional.of(Lines.plain(of.get(field).asText()))
        : Optional.empty();
  }

  private static Optional<Instant> instant(JsonNode of, String field) {
    return text(of, field).map(Instant::parse);
  }

  private static Optional<String> failure(JsonNode of) {
    JsonNode failure = of.path("failure");
    return failure.isObject()
        ? Optional.of(
            Lines.plain(failure.path("code").asText() + ": " + failure.path("message").asText()))
        : Optional.empty();
  }

  private static String figures(JsonNode outcome) {
    if (!outcome.isObject()) {
      return "";
    }
    try {
      return figures(Json.convert(outcome, Outcome.class));
    } catch (IOException e) {
      throw new IllegalArgumentException("expected an outcome, the server said " + outcome, e);
    }
  }

  private static String figures(Outcome outcome) {
    Stream<String> metrics =
        outcome.metrics().entrySet().stream()
            .map(metric -> metric.getKey() + "=" + Lines.number(metric.getValue()));
    Stream<String> facts =
        outcome.facts().entrySet().stream()
            .map(fact -> fact.getKey() + "=" + Lines.cut(fact.getValue(), 30));
    return Lines.plain(Stream.concat(metrics, facts).limit(6).collect(Collectors.joining(" ")));
  }
}
