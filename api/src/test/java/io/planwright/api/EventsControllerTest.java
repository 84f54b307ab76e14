package io.planwright.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.api.Watching.Event;
import io.planwright.plan.Priority;
import io.planwright.plan.run.Entry;
import io.planwright.plan.run.State;
import io.planwright.store.Journal;
import io.planwright.store.testing.TestingServers;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The journal is written by the test: no worker runs. */
@Timeout(120)
final class EventsControllerTest {
  private static final Instant AT = Instant.parse("2026-03-01T08:00:00Z");
  private static final TestingApi api = TestingApi.start(properties());

  private static Map<String, Object> properties() {
    Map<String, Object> properties = TestingServers.get().properties();
    properties.put("planwright.api.heartbeat", "PT0.3S");
    properties.put("planwright.api.streams", "3");
    return properties;
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void tellsTheWholeJournalAndEnds() {
    String run = opened();
    progress(run, 2, 450);
    runCame(run, 500, State.SUCCEEDED);
    List<Event> events = Watching.untilEnd(api, run);
    assertThat(events).hasSize(453);
    assertThat(events.getFirst().name()).isEqualTo("opened");
    assertThat(events.getFirst().json().path("entry").path("planId").asText()).isEqualTo("sprint");
    assertThat(events.get(1).name()).isEqualTo("progress");
    assertThat(events.get(451).name()).isEqualTo("transition");
    assertThat(events.getLast().name()).isEqualTo("end");
    assertThat(events.getLast().json().path("state").asText()).isEqualTo("succeeded");
    assertThat(events.stream().limit(452).map(Event::id))
        .isEqualTo(IntStream.rangeClosed(1, 452).mapToObj(String::valueOf).toList());
  }

  @Test
  void goesOnAfterTheLastEventThatWasSeen() {
    String run = opened();
    progress(run, 2, 3);
    runCame(run, 9, State.FAILED);
    assertThat(Watching.untilEnd(api, run, "Last-Event-ID", "3"))
        .extracting(Event::id)
        .containsExactly("4", "5", "");
    assertThat(Watching.untilEnd(api, run, "Last-Event-ID", "5"))
        .extracting(Event::name)
        .containsExactly("end");
  }

  @Test
  void tellsNewLinesAsTheyAreWritten() {
    String run = opened();
    try (Watching watching = Watching.open(api, run)) {
      assertThat(nextEvent(watching).id()).isEqualTo("1");
      progress(run, 2, 1);
      assertThat(nextEvent(watching).id()).isEqualTo("2");
      runCame(run, 3, State.UNDOING);
      assertThat(nextEvent(watching).id()).isEqualTo("3");
      runCame(run, 4, State.FAILED);
      assertThat(nextEvent(watching).id()).isEqualTo("4");
      assertThat(nextEvent(watching).name()).isEqualTo("end");
      assertThat(watching.next()).isEmpty();
    }
  }

  @Test
  void saysThatItLives() {
    String run = opened();
    try (Watching watching = Watching.open(api, run, "Last-Event-ID", "1")) {
      for (int i = 0; i < 3; i++) {
        assertThat(watching.next().orElseThrow().isComment()).isTrue();
      }
    }
  }

  @Test
  void refusesMoreWatchersThanItsLimitAndFreesThemWhenTheyLeave() {
    String run = opened();
    Watching first = Watching.open(api, run);
    Watching second = Watching.open(api, run);
    Watching third = Watching.open(api, run);
    List.of(first, second, third).forEach(EventsControllerTest::nextEvent);
    HttpResponse<InputStream> fourth = api.stream("/v1/runs/" + run + "/events");
    assertThat(fourth.statusCode()).isEqualTo(503);
    assertThat(fourth.headers().firstValue("Retry-After")).hasValue("5");
    first.close();
    Watching.until(() -> Watching.canOpen(api, run));
    second.close();
    third.close();
  }

  @Test
  void refusesAnIdThatIsNone() {
    String run = opened();
    assertThat(api.get("/v1/runs/" + run + "/events?after=x").problem())
        .isEqualTo("400 BAD_REQUEST");
    assertThat(api.get("/v1/runs/" + run + "/events", "Last-Event-ID", "-1").problem())
        .isEqualTo("400 BAD_REQUEST");
    assertThat(api.get("/v1/runs/nothing/events").problem()).isEqualTo("404 RUN_NOT_FOUND");
  }

  private static Event nextEvent(Watching watching) {
    Event event = watching.next().orElseThrow();
    while (event.isComment()) {
      event = watching.next().orElseThrow();
    }
    return event;
  }

  private static String opened() {
    String run = api.startRun();
    String hash = api.get("/v1/plans/sprint").json().path("hash").asText();
    append(
        run,
        new Entry.Opened(
            1, AT, "sprint", hash, "Sprint", "default", "local", Priority.P2, Optional.empty()));
    return run;
  }

  private static void progress(String run, int from, int lines) {
    append(
        run,
        IntStream.range(from, from + lines)
            .<Entry>mapToObj(n -> new Entry.Progress(n, AT, "p", "t", "line " + n, n, 1000))
            .toArray(Entry[]::new));
  }

  private static void runCame(String run, int number, State state) {
    append(
        run,
        new Entry.Transition(
            number,
            AT,
            Optional.empty(),
            Optional.empty(),
            state,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  private static void append(String run, Entry... entries) {
    api.bean(Journal.class).append(run, run, List.of(entries));
  }
}
