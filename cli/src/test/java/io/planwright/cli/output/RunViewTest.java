package io.planwright.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.plan.run.Entry;
import io.planwright.plan.run.Failure;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.State;
import io.planwright.plan.run.Waiting;
import io.planwright.store.JournalLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RunViewTest {
  private static final Instant START = Instant.parse("2026-01-05T06:00:00Z");

  private final RunView view;
  private long stream = 2;

  RunViewTest() throws IOException {
    view =
        new RunView(
            Json.read(
                """
                {"run":{"id":"p-1","title":"P","state":"running","createdAt":"2026-01-05T06:00:00Z","stream":2},
                 "phases":[{"key":"build","title":"Build","state":"running","dependsOn":[],"tasks":[
                   {"key":"fit","title":"Fit it","executor":"train.boosted","state":"running","startedAt":"2026-01-05T06:00:00Z"},
                   {"key":"sign","title":"Sign it","executor":"manual","state":"pending","assignee":"Ada"}]}]}"""
                    .getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void showsHowFarARunningTaskIs() {
    add("a", new Entry.Progress(1, START, "build", "fit", "round 40", 40, 200));

    assertThat(text()).contains("Fit it", "train.boosted", "1m05s", "round 40 20%");
  }

  @Test
  void showsTheLastWordsOfAModelAndBeginsAnewWithAnotherAttempt() {
    add("a", new Entry.Progress(1, START, "build", "fit", "Once upon", 0, 0));
    add("a", new Entry.Progress(2, START, "build", "fit", " a time", 0, 0));
    assertThat(text()).contains("Once upon a time");

    add("b", new Entry.Progress(1, START, "build", "fit", "Again", 0, 0));
    assertThat(text()).contains("Again").doesNotContain("Once");
  }

  @Test
  void showsWhatATaskGaveOrWhyItFailed() {
    add(transition("fit", State.SUCCEEDED, Outcome.NONE.metric("auc", 0.81234), Optional.empty()));
    assertThat(text()).contains("✓ Fit it", "auc=0.8123", "5.0s");

    add(
        transition(
            "fit", State.FAILED, Outcome.NONE, Optional.of(new Failure("BAD", "too little"))));
    assertThat(text()).contains("✗ Fit it", "BAD: too little");
  }

  @Test
  void saysForWhomATaskWaits() {
    add(transition("sign", State.WAITING, Outcome.NONE, Optional.empty()));

    assertThat(text()).contains("◆ Sign it", "waits for Ada");
  }

  @Test
  void saysForWhomSinceWhenAndWhyAGateWaits() throws IOException {
    RunView told =
        new RunView(
            Json.read(
                """
                {"run":{"id":"p-1","title":"P","state":"running","createdAt":"2026-01-05T06:00:00Z","stream":2},
                 "phases":[{"key":"build","title":"Build","state":"running","dependsOn":[],"tasks":[
                   {"key":"gate","title":"Go","executor":"gate.review","state":"waiting","since":"2026-01-05T06:00:04.5Z",
                    "waiting":{"forWhom":"ada, bob","why":"decision at level operational, quorum 2"}}]}]}"""
                    .getBytes(StandardCharsets.UTF_8)));
    assertThat(told.lines(120, false, START))
        .contains(
            "      waits for ada, bob since 2026-01-05T06:00:04Z:"
                + " decision at level operational, quorum 2");

    Entry.Transition voted =
        new Entry.Transition(
            1,
            START.plusSeconds(5),
            Optional.of("build"),
            Optional.of("gate"),
            State.WAITING,
            Optional.of("ada"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new Waiting("bob", "one more vote")),
            1);
    told.add(new JournalLine(3, "w", voted));
    assertThat(told.lines(120, false, START))
        .contains("      waits for bob since 2026-01-05T06:00:05Z: one more vote");
    assertThat(told.sentence(new JournalLine(3, "w", voted)).orElseThrow())
        .endsWith("task gate waiting  by ada; waits for bob: one more vote");

    told.add(
        new JournalLine(
            4, "w", transition("gate", State.SUCCEEDED, Outcome.NONE, Optional.empty())));
    assertThat(told.lines(120, false, START)).noneMatch(line -> line.contains("waits for"));
  }

  @Test
  void aLineThatTheBeginningKnowsChangesNothing() {
    view.add(
        new JournalLine(1, "w", transition("fit", State.WAITING, Outcome.NONE, Optional.empty())));

    assertThat(text()).contains("● Fit it");
  }

  @Test
  void endsWithItsRun() {
    assertThat(view.ended()).isFalse();

    add(
        new Entry.Transition(
            9,
            START.plusSeconds(5),
            Optional.empty(),
            Optional.empty(),
            State.CANCELLED,
            Optional.of("ada"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));

    assertThat(view.ended()).isTrue();
    assertThat(view.state()).isEqualTo(State.CANCELLED);
  }

  @Test
  void noLineIsWiderThanAsked() {
    add("a", new Entry.Progress(1, START, "build", "fit", "word ".repeat(200), 0, 0));

    for (int width : new int[] {10, 40, 80, 120}) {
      assertThat(view.lines(width, false, START)).allMatch(line -> line.length() <= width);
    }
  }

  private void add(Entry entry) {
    add("w", entry);
  }

  private void add(String writer, Entry entry) {
    stream++;
    view.add(new JournalLine(stream, writer, entry));
  }

  private String text() {
    return String.join("\n", view.lines(110, false, START.plusSeconds(65)));
  }

  private static Entry.Transition transition(
      String task, State state, Outcome outcome, Optional<Failure> failure) {
    return new Entry.Transition(
        1,
        START.plusSeconds(5),
        Optional.of("build"),
        Optional.of(task),
        state,
        Optional.empty(),
        Optional.empty(),
        Optional.of(outcome),
        failure);
  }
}
