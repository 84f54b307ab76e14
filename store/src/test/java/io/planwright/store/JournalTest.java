package io.planwright.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import io.planwright.plan.Priority;
import io.planwright.plan.run.Entry;
import io.planwright.plan.run.Failure;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.State;
import io.planwright.plan.run.Waiting;
import io.planwright.store.testing.TestingServers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JournalTest {
  private static ApplicationContext context;
  private static Journal journal;
  private static Runs runs;

  @BeforeAll
  static void start() {
    context = TestingServers.get().context();
    journal = context.getBean(Journal.class);
    runs = context.getBean(Runs.class);
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  @Test
  void givesBackWhatWasWritten() {
    List<Entry> entries =
        List.of(
            TestingRuns.opened(1, "p"),
            TestingRuns.run(2, State.RUNNING),
            TestingRuns.done(3, "fetch", Outcome.NONE.metric("rows", 12).fact("by", "file")),
            TestingRuns.progress(4, "half \0 way"));
    journal.append("whole", "whole", entries);

    List<JournalLine> lines = journal.read("whole", 0, 10);
    assertThat(lines).extracting(JournalLine::stream).containsExactly(1L, 2L, 3L, 4L);
    assertThat(lines.subList(0, 3)).extracting(JournalLine::entry).isEqualTo(entries.subList(0, 3));
    assertThat(lines.get(3).entry()).isEqualTo(TestingRuns.progress(4, "half \uFFFD way"));
    assertThat(journal.read("whole", 2, 1)).containsExactly(lines.get(2));
    assertThat(journal.read("none", 0, 10)).isEmpty();
  }

  @Test
  void linesAreNumberedWithoutGapsUnderManyWriters() throws Exception {
    journal.append("busy", "busy", List.of(TestingRuns.opened(1, "p")));
    List<Callable<Boolean>> writers =
        IntStream.range(0, 8)
            .<Callable<Boolean>>mapToObj(
                writer ->
                    () -> {
                      for (long number = 1; number <= 60; number += 3) {
                        // Half of each batch was written before.
                        journal.append("busy", "w" + writer, progress(number, number + 5));
                      }
                      return true;
                    })
            .toList();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Boolean> written : threads.invokeAll(writers)) {
        assertThat(written.get()).isTrue();
      }
    }

    List<JournalLine> lines = journal.read("busy", 0, 10_000);
    int expected = 1 + 8 * 63;
    assertThat(lines)
        .extracting(JournalLine::stream)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, expected).boxed().toList());
    assertThat(runs.find("busy").orElseThrow().stream()).isEqualTo(expected);
    for (int writer = 0; writer < 8; writer++) {
      String name = "w" + writer;
      assertThat(lines.stream().filter(line -> line.writer().equals(name)))
          .extracting(line -> line.entry().number())
          .containsExactlyElementsOf(LongStream.rangeClosed(1, 63).boxed().toList());
    }
  }

  @Test
  void theSameBatchTwiceAtOnceIsWrittenOnce() throws Exception {
    List<Entry> batch = List.of(TestingRuns.opened(1, "p"), TestingRuns.run(2, State.RUNNING));
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Callable<Boolean>> same =
          Collections.nCopies(
              8,
              () -> {
                journal.append("twice", "twice", batch);
                return true;
              });
      for (Future<Boolean> written : threads.invokeAll(same)) {
        assertThat(written.get()).isTrue();
      }
    }

    assertThat(journal.read("twice", 0, 10)).extracting(JournalLine::entry).isEqualTo(batch);
  }

  @Test
  void aNumberTwiceInOneBatchIsWrittenOnce() {
    journal.append(
        "echo", "echo", List.of(TestingRuns.opened(1, "p"), TestingRuns.opened(1, "other")));

    assertThat(journal.read("echo", 0, 10)).hasSize(1);
    assertThat(runs.find("echo").orElseThrow().planId()).isEqualTo("p");
  }

  @Test
  void aRunThatWasNotOpenedTakesNoLines() {
    assertThatThrownBy(
            () -> journal.append("lost", "lost", List.of(TestingRuns.run(2, State.RUNNING))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("expected the line that opens run lost");
    assertThat(runs.find("lost")).isEmpty();
  }

  @Test
  void theFirstLineWritesTheRunsRow() {
    journal.append("scheduled", "scheduled", List.of(TestingRuns.opened(1, "p")));

    assertThat(runs.find("scheduled"))
        .contains(
            new Run(
                "scheduled",
                "p",
                "hash-of-p",
                "Title of p",
                TestingRuns.TEAM,
                "ada",
                Priority.P2,
                State.PENDING,
                Optional.empty(),
                Optional.of("nightly"),
                TestingRuns.START.truncatedTo(ChronoUnit.MICROS),
                Optional.empty(),
                1,
                Optional.empty()));
  }

  @Test
  void aRunFollowsItsTransitions() {
    Failure failure = new Failure("DATA_INVALID", "a gap");
    journal.append(
        "followed",
        "followed",
        List.of(TestingRuns.opened(1, "p"), TestingRuns.run(2, State.RUNNING)));
    assertThat(runs.find("followed").orElseThrow().state()).isEqualTo(State.RUNNING);

    journal.append(
        "followed", "followed", List.of(TestingRuns.failed(3, Optional.empty(), failure)));

    Run run = runs.find("followed").orElseThrow();
    assertThat(run.state()).isEqualTo(State.FAILED);
    assertThat(run.failure()).contains(failure);
    assertThat(run.endedAt()).contains(micros(3));
  }

  @Test
  void aTaskKeepsWhenItStartedWhatItGaveAndWhoSaidSo() {
    Outcome outcome = Outcome.NONE.metric("rows", 12);
    journal.append(
        "task",
        "task",
        List.of(
            TestingRuns.opened(1, "p"),
            TestingRuns.task(2, "fetch", State.PENDING),
            TestingRuns.task(3, "fetch", State.RUNNING),
            TestingRuns.task(4, "fetch", State.WAITING),
            TestingRuns.done(5, "fetch", outcome),
            TestingRuns.task(6, "later", State.PENDING)));

    assertThat(runs.steps("task"))
        .containsExactly(
            new StepState(
                "data",
                Optional.of("fetch"),
                State.SUCCEEDED,
                micros(5),
                Optional.of(micros(3)),
                Optional.of(micros(5)),
                Optional.of("ada"),
                Optional.of("looks right"),
                Optional.of(outcome),
                Optional.empty(),
                Optional.empty(),
                1),
            pending("later"));

    journal.append("task", "task", List.of(TestingRuns.task(7, "fetch", State.UNDONE)));

    StepState undone = runs.steps("task").getFirst();
    assertThat(undone.state()).isEqualTo(State.UNDONE);
    assertThat(undone.outcome()).contains(outcome);
    assertThat(undone.endedAt()).contains(micros(5));
  }

  private static StepState pending(String task) {
    return new StepState(
        "data",
        Optional.of(task),
        State.PENDING,
        micros(6),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        1);
  }

  @Test
  void aStepRemembersForWhomItWaitsAndInWhichExecution() {
    Waiting waiting = new Waiting("ada", "it is done by hand");
    journal.append(
        "waits",
        "waits",
        List.of(
            TestingRuns.opened(1, "p"),
            new Entry.Transition(
                2,
                TestingRuns.START,
                Optional.of("data"),
                Optional.of("look"),
                State.WAITING,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(waiting),
                2)));

    StepState look = runs.steps("waits").getFirst();
    assertThat(look.waiting()).contains(waiting);
    assertThat(look.execution()).isEqualTo(2);
  }

  @Test
  void aTaskThatRunsAgainForgetsHowItFailed() {
    journal.append(
        "again",
        "again",
        List.of(
            TestingRuns.opened(1, "p"),
            TestingRuns.task(2, "fetch", State.RUNNING),
            TestingRuns.failed(3, Optional.of("fetch"), new Failure("UNAVAILABLE", "no answer")),
            TestingRuns.task(4, "fetch", State.RUNNING)));

    StepState step = runs.steps("again").getFirst();
    assertThat(step.failure()).isEmpty();
    assertThat(step.endedAt()).isEmpty();
    assertThat(step.startedAt()).contains(micros(2));
  }

  @Test
  void batchesThatComeLateOrAgainMoveNothingBack() {
    List<Entry> first =
        List.of(TestingRuns.opened(1, "p"), TestingRuns.task(2, "fetch", State.RUNNING));
    List<Entry> late =
        List.of(TestingRuns.run(3, State.RUNNING), TestingRuns.task(4, "build", State.RUNNING));
    List<Entry> last =
        List.of(
            TestingRuns.task(5, "fetch", State.SUCCEEDED),
            TestingRuns.task(6, "build", State.SUCCEEDED),
            TestingRuns.run(7, State.SUCCEEDED));
    journal.append("order", "order", first);
    journal.append("order", "order", last);
    journal.append("order", "order", late);
    journal.append("order", "order", first);

    assertThat(runs.find("order").orElseThrow().state()).isEqualTo(State.SUCCEEDED);
    assertThat(runs.steps("order"))
        .extracting(StepState::state)
        .containsExactly(State.SUCCEEDED, State.SUCCEEDED);
    assertThat(runs.steps("order").getFirst().startedAt()).contains(micros(4));
    assertThat(journal.read("order", 0, 100))
        .extracting(line -> line.entry().number())
        .containsExactly(1L, 2L, 5L, 6L, 7L, 3L, 4L);
  }

  @Test
  void manyLinesInOneBatchAreWritten() {
    List<Entry> batch = new ArrayList<>(List.of(TestingRuns.opened(1, "p")));
    for (int i = 2; i <= 1000; i++) {
      batch.add(TestingRuns.task(i, "task-" + i, State.RUNNING));
    }
    journal.append("large", "large", batch);

    assertThat(runs.find("large").orElseThrow().stream()).isEqualTo(1000);
    assertThat(runs.steps("large")).hasSize(999);
  }

  private static List<Entry> progress(long from, long to) {
    return LongStream.rangeClosed(from, to)
        .<Entry>mapToObj(number -> TestingRuns.progress(number, "round " + number))
        .toList();
  }

  private static Instant micros(long number) {
    return TestingRuns.at(number).truncatedTo(ChronoUnit.MICROS);
  }
}
