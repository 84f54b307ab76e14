package io.planwright.cli.commands;

import com.fasterxml.jackson.databind.JsonNode;
import io.planwright.cli.client.ApiClient;
import io.planwright.cli.client.ApiProblem;
import io.planwright.cli.client.ServerUnreachable;
import io.planwright.cli.client.StreamDropped;
import io.planwright.cli.output.Figures;
import io.planwright.cli.output.Json;
import io.planwright.cli.output.RunView;
import io.planwright.plan.run.Entry;
import io.planwright.plan.run.State;
import io.planwright.store.JournalLine;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Follows a run to its end, through broken connections. */
final class Watching {
  private static final Duration FIRST_WAIT = Duration.ofMillis(250);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
  private static final int MOST_FAILURES = 30;

  private final Session session;
  private final ApiClient api;
  private final String run;

  Watching(Session session, ApiClient api, String run) {
    this.session = session;
    this.api = api;
    this.run = run;
  }

  ExitCode untilEnd() {
    JsonNode detail = api.run(run);
    PrintStream out = session.terminal().out();
    RunView view = new RunView(detail);
    if (session.json()) {
      follow(
          line -> {
            view.add(line);
            out.println(Json.line(line));
          });
    } else if (session.terminal().interactive().getAsBoolean()) {
      try (Redrawing redrawing = new Redrawing(view)) {
        follow(redrawing::add);
      }
    } else {
      follow(
          line -> {
            view.add(line);
            view.sentence(line).ifPresent(out::println);
          });
    }
    State end = view.ended() ? view.state() : new RunView(api.run(run)).state();
    return ExitCode.of(end);
  }

  /** Every line once, in order. */
  void follow(Consumer<JournalLine> lines) {
    long after = 0;
    int failures = 0;
    while (true) {
      try {
        api.events(run, after, lines);
        return;
      } catch (StreamDropped dropped) {
        failures = dropped.after() > after ? 1 : failures + 1;
        after = dropped.after();
        if (failures > MOST_FAILURES || Thread.currentThread().isInterrupted()) {
          throw new Refused(ExitCode.UNREACHABLE, String.valueOf(dropped.getMessage()));
        }
      } catch (ApiProblem problem) {
        // A proxy before a server that is being restarted, or one that serves too many.
        failures++;
        if (ExitCode.of(problem) != ExitCode.UNREACHABLE || failures > MOST_FAILURES) {
          throw problem;
        }
      }
      pause(failures);
    }
  }

  private static void pause(int failures) {
    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(failures - 1, 10));
    try {
      Thread.sleep(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refused(ExitCode.UNEXPECTED, "interrupted");
    }
  }

  /** The picture in place of the one before, a few times a second. */
  private final class Redrawing implements AutoCloseable {
    private RunView view;
    private final Terminal.Size size = session.terminal().size();
    private final ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
    private int drawn;

    Redrawing(RunView view) {
      this.view = view;
      var _ = clock.scheduleAtFixedRate(this::draw, 0, 250, TimeUnit.MILLISECONDS);
    }

    synchronized void add(JournalLine line) {
      if (line.entry() instanceof Entry.Amended) {
        view = amended(line);
      }
      view.add(line);
    }

    /** The tasks are others now. */
    private RunView amended(JournalLine line) {
      try {
        return new RunView(api.run(run));
      } catch (ServerUnreachable e) {
        throw new StreamDropped(line.stream() - 1, String.valueOf(e.getMessage()), e);
      }
    }

    private synchronized void draw() {
      Terminal terminal = session.terminal();
      List<String> lines = view.lines(size.columns(), session.colour(), Instant.now());
      int room = Math.max(1, size.rows() - 2);
      StringBuilder text = new StringBuilder();
      if (drawn > 0) {
        text.append("\u001b[").append(drawn).append('A');
      }
      lines.stream().limit(room).forEach(line -> text.append(line).append("\u001b[K\n"));
      if (lines.size() > room) {
        text.append("… ")
            .append(Figures.count(lines.size() - room, "more line"))
            .append("\u001b[K\n");
      }
      terminal.out().print(text.append("\u001b[J"));
      terminal.out().flush();
      drawn = Math.min(lines.size(), room + 1);
    }

    @Override
    public void close() {
      clock.shutdownNow();
      draw();
    }
  }
}
