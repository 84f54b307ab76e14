package io.planwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ApiCommandsTest {
  private static final String RUN =
      """
      {"id":"p-1","planId":"p","planHash":"h","title":"P","team":"default","actor":"local",
       "priority":"P2","state":"running","createdAt":"2026-01-05T06:00:00Z","stream":0}""";
  private static final String DETAIL =
      """
      {"run":%s,"phases":[{"key":"build","title":"Build","state":"pending","dependsOn":[],"tasks":[
        {"key":"fit","title":"Fit it","executor":"train.boosted","state":"pending"}]}],
       "links":{"api":"x"}}"""
          .formatted(RUN);
  private static final String SCHEDULE =
      """
      {"specification":{"id":"weekly","plan":"p","cron":"%s","timeZone":"UTC","jitter":"PT0S",
        "overlap":"skip","catchUp":"PT10M","priority":"P2","paused":false},
       "team":"default","paused":true,"createdAt":"2026-01-05T06:00:00Z","next":[],"recent":[]}""";

  private final TestingApi api;
  private final Path folder;

  ApiCommandsTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    api = new TestingApi();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @ParameterizedTest
  @CsvSource({
    "400, BODY_INVALID, 5",
    "401, UNAUTHENTICATED, 10",
    "403, FORBIDDEN, 10",
    "404, RUN_NOT_FOUND, 3",
    "409, COMMAND_REJECTED, 4",
    "413, DOCUMENT_TOO_LARGE, 5",
    "422, PLAN_INVALID, 5",
    "422, IDEMPOTENCY_KEY_REUSED, 4",
    "500, INTERNAL, 1",
    "503, TEMPORAL_UNAVAILABLE, 12"
  })
  void aProblemHasItsExitCodeAndIsTold(int status, String code, int exit) {
    api.problem("GET /v1/runs/p-1", status, code, "the reason");

    Launch people = call("run", "get", "p-1");
    Launch scripts = call("run", "get", "p-1", "-o", "json");

    assertThat(people.exit()).isEqualTo(exit);
    assertThat(people.out()).isEmpty();
    assertThat(people.err()).contains("the reason");
    assertThat(scripts.exit()).isEqualTo(exit);
    assertThat(scripts.out()).isEmpty();
    assertThat(scripts.err()).startsWith("{\"code\":\"" + code + "\"").contains("the reason");
  }

  @Test
  void aServerThatIsNotThereIsUnreachable() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }

    Launch launch = Launch.of("run", "watch", "p-1", "--url", "http://127.0.0.1:" + port);

    assertThat(launch.exit()).isEqualTo(12);
    assertThat(launch.err())
        .contains("no API answers at http://127.0.0.1:" + port, "planwright dev");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://me:secret@127.0.0.1:1",
        "http://me:sec ret@127.0.0.1:1",
        "http://me:secr/et@127.0.0.1:1",
        "ftp://me:secret@127.0.0.1:1",
        "me:secret@127.0.0.1:1"
      })
  void noErrorTellsThePasswordInAnAddress(String url) {
    Launch people = Launch.of("plan", "list", "--url", url);
    Launch scripts = Launch.of("plan", "list", "--url", url, "-o", "json");
    Launch debugging =
        Launch.with(
            "", Map.of("PLANWRIGHT_DEBUG", "1", "PLANWRIGHT_URL", url), folder, "plan", "list");

    for (Launch launch : List.of(people, scripts, debugging)) {
      assertThat(launch.exit()).isNotZero();
      assertThat(launch.err()).contains("127.0.0.1:1").doesNotContain("sec", "me:");
    }
  }

  @Test
  void aDraftThatARunIsNotBroughtToIsNotStored() throws IOException {
    String file = Files.writeString(folder.resolve("p.md"), "# P\n- [ ] a\n").toString();
    String preview = "{\"run\":\"p-1\",\"applies\":%s,\"effects\":[]}";
    api.on("POST /v1/runs/p-1:preview?force=false", 200, preview.formatted(true));
    assertThat(call("run", "amend", "p-1", file, "--dry-run").exit()).isZero();

    String conflict = "[{\"key\":\"a\",\"conflict\":\"final\",\"why\":\"it has ended\"}]";
    api.on(
        "POST /v1/runs/p-1:preview?force=true",
        200,
        preview.formatted(false).replace("[]", conflict));
    Launch refused = call("run", "amend", "p-1", file, "--force", "-o", "json");
    assertThat(refused.exit()).isEqualTo(4);
    assertThat(refused.err()).contains("a: it has ended");
    assertThat(api.asked())
        .extracting(TestingApi.Asked::call)
        .allMatch(call -> call.contains(":preview"));
  }

  @Test
  void anEmptyListIsAnEmptyListToScripts() {
    api.on("GET /v1/plans", 200, "[]");

    assertThat(call("plan", "list", "-o", "json").out().strip()).isEqualTo("[]");
    assertThat(call("-o", "json", "plan", "list").out().strip()).isEqualTo("[]");
    assertThat(call("plan", "list"))
        .satisfies(launch -> assertThat(launch.out()).isEmpty())
        .satisfies(launch -> assertThat(launch.err()).contains("no plans"));
  }

  @Test
  void findsTheApiOfItsFolderAndShowsItsKey() throws IOException {
    api.on("GET /v1/plans", 200, "[]");
    Path published = Files.writeString(folder.resolve("api-url"), api.url() + "\n");

    Launch launch =
        Launch.with("", Map.of("PLANWRIGHT_API_KEY", "secret"), published, "plan", "list");

    assertThat(launch.exit()).isZero();
    assertThat(api.asked().getFirst().auth()).isEqualTo("Bearer secret");
  }

  @Test
  void aFileIsSubmittedBeforeItIsRun() throws IOException {
    api.on("POST /v1/plans", 201, "{\"id\":\"p\",\"version\":3,\"diagnostics\":[]}");
    api.on("POST /v1/plans/p/runs", 201, RUN);
    Path file = Files.writeString(folder.resolve("p.md"), "# P\n- [ ] a\n");

    Launch launch =
        call("run", "start", file.toString(), "--priority", "P1", "--idempotency-key", "k");

    assertThat(launch.exit()).isZero();
    assertThat(launch.out()).contains("p-1", "running");
    assertThat(launch.err()).contains("plan p version 3");
    assertThat(api.asked().getFirst().body()).isEqualTo("# P\n- [ ] a\n");
    assertThat(api.asked().getLast().body()).isEqualTo("{\"priority\":\"P1\"}");
    assertThat(api.asked().getLast().key()).contains("k");
  }

  @Test
  void errorsOfASubmittedFileNameItsPlaces() throws IOException {
    String error =
        "{\"code\":\"dependency-cycle\",\"message\":\"a waits for a\",\"hint\":\"cut it\","
            + "\"line\":2,\"column\":1,\"severity\":\"error\"}";
    api.on(
        "POST /v1/plans",
        422,
        "{\"status\":422,\"code\":\"PLAN_INVALID\",\"detail\":\"no plan\",\"errors\":[%s]}"
            .formatted(error));
    String file = Files.writeString(folder.resolve("p.md"), "# P\n- [ ] a\n").toString();

    Launch submit = call("plan", "submit", file);
    Launch start = call("run", "start", file);
    Launch scripts = call("plan", "submit", file, "-o", "json");

    String place = file + ":2:1: error dependency-cycle: a waits for a (cut it)";
    assertThat(submit.exit()).isEqualTo(5);
    assertThat(submit.err().lines()).containsExactly("planwright: no plan", place);
    assertThat(start.err().lines()).contains(place);
    assertThat(scripts.err()).contains("\"file\":\"" + file + "\"", error);
  }

  @Test
  void findingsOfAStoredFileNameItsPlacesAndHints() throws IOException {
    api.on(
        "POST /v1/plans",
        201,
        "{\"id\":\"p\",\"version\":1,\"diagnostics\":[{\"code\":\"c\",\"message\":\"m\","
            + "\"hint\":\"h\",\"line\":3,\"column\":4,\"severity\":\"info\"}]}");
    String file = Files.writeString(folder.resolve("p.md"), "# P\n- [ ] a\n").toString();

    assertThat(call("plan", "submit", file).err().lines())
        .containsExactly(file + ":3:4: info c: m (h)");
  }

  @Test
  void aWatchGoesOnAfterTheLastLineThatCame() {
    api.on("GET /v1/runs/p-1", 200, DETAIL);
    api.stream("GET /v1/runs/p-1/events", ":\n\n" + line(1, "fit", "running"));
    api.stream(
        "GET /v1/runs/p-1/events",
        line(2, "fit", "succeeded") + line(3, "", "succeeded") + "event: end\ndata: {}\n\n");

    Launch launch = call("run", "watch", "p-1");

    assertThat(launch.exit()).isZero();
    assertThat(launch.err()).isEmpty();
    assertThat(launch.out().lines())
        .containsExactly(
            "2026-01-05T06:00:01Z  task fit running",
            "2026-01-05T06:00:02Z  task fit succeeded",
            "2026-01-05T06:00:03Z  run succeeded");
    assertThat(api.asked().stream().map(TestingApi.Asked::lastEvent))
        .containsExactly(Optional.empty(), Optional.empty(), Optional.of("1"));
  }

  @Test
  void aWatchPassesOverEventsThatItDoesNotKnow() {
    api.on("GET /v1/runs/p-1", 200, DETAIL);
    api.stream(
        "GET /v1/runs/p-1/events",
        "event: weather\ndata: rain\n\n"
            + "id: 1\nevent: gate\ndata: {\"stream\":1,\"entry\":{\"type\":\"gate\"}}\n\n"
            + line(2, "", "succeeded")
            + "event: end\ndata: {}\n\n");

    Launch launch = call("run", "watch", "p-1");

    assertThat(launch.exit()).isZero();
    assertThat(launch.err()).isEmpty();
    assertThat(launch.out().lines()).containsExactly("2026-01-05T06:00:02Z  run succeeded");
    assertThat(api.asked()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"succeeded, 0", "failed, 7", "undone, 7", "cancelled, 9"})
  void aWatchEndsAsTheRunDoes(String state, int exit) {
    api.on("GET /v1/runs/p-1", 200, DETAIL);
    api.stream("GET /v1/runs/p-1/events", line(1, "", state) + "event: end\ndata: {}\n\n");

    Launch launch = call("run", "watch", "p-1", "-o", "json");

    assertThat(launch.exit()).isEqualTo(exit);
    assertThat(launch.out().lines()).singleElement().asString().startsWith("{\"stream\":1,");
  }

  @Test
  void runsAreListedOverPages() {
    api.on(
        "GET /v1/runs?pageSize=50&state=running",
        200,
        "{\"runs\":[" + RUN + "],\"nextPageToken\":\"t&\"}");
    api.on(
        "GET /v1/runs?pageSize=49&state=running&pageToken=t%26", 200, "{\"runs\":[" + RUN + "]}");

    Launch launch = call("run", "list", "--state", "running");

    assertThat(launch.exit()).isZero();
    assertThat(launch.out().lines()).hasSize(3);
  }

  @Test
  void aTaskIsCompletedWithFigures() {
    api.on(
        "POST /v1/runs/p-1/tasks/fit:complete",
        200,
        "{\"command\":{\"id\":\"c\"},\"delivery\":\"accepted\"}");

    Launch launch =
        call("task", "complete", "p-1", "fit", "--metric", "auc=0.8", "--fact", "by=me");

    assertThat(launch.exit()).isZero();
    assertThat(launch.out()).contains("accepted");
    assertThat(api.asked().getFirst().body())
        .isEqualTo("{\"metrics\":{\"auc\":0.8},\"facts\":{\"by\":\"me\"}}");
  }

  @Test
  void aScheduleHasOneOfCronAndEvery() {
    api.on("POST /v1/schedules", 201, SCHEDULE.formatted("0 6 * * 1"));

    Launch both =
        call("schedule", "create", "--id=a", "--plan=p", "--cron=0 6 * * 1", "--every=1h");
    Launch every = call("schedule", "create", "--id=a", "--plan=p", "--every=6h");

    assertThat(both.exit()).isEqualTo(2);
    assertThat(every.exit()).isZero();
    assertThat(api.asked()).hasSize(1);
    assertThat(api.asked().getFirst().body()).contains("\"every\":\"PT6H\"");
  }

  @ParameterizedTest
  @CsvSource({
    "get, GET /v1/schedules/weekly",
    "pause, POST /v1/schedules/weekly:pause",
    "resume, POST /v1/schedules/weekly:resume",
    "trigger, POST /v1/schedules/weekly:trigger"
  })
  void aScheduleIsShownAsItIsAfterwards(String command, String call) {
    api.on(call, 200, SCHEDULE.formatted("0 6 * * 1"));

    Launch people = call("schedule", command, "weekly");
    Launch scripts = call("schedule", command, "weekly", "-o", "json");

    assertThat(people.exit()).isZero();
    assertThat(people.out()).contains("weekly", "0 6 * * 1 UTC", "yes");
    assertThat(scripts.exit()).isZero();
    assertThat(scripts.out()).contains("\"paused\" : true");
    assertThat(call("schedule", command).exit()).isEqualTo(2);
  }

  @Test
  void aScheduleIsListedDeletedAndTellsItsStarts() {
    String weekly = SCHEDULE.formatted("0 6 * * 1");
    api.on("GET /v1/schedules", 200, "[" + weekly + "]");
    api.on("DELETE /v1/schedules/weekly", 204, "");
    api.on("GET /v1/schedules/weekly", 200, weekly);

    assertThat(call("schedule", "list").out()).contains("weekly");
    assertThat(call("schedule", "delete", "weekly").err()).contains("weekly is deleted");
    assertThat(call("schedule", "next", "weekly").err())
        .contains("no next start", "weekly is paused");
    assertThat(call("schedule").err())
        .contains("apply", "create", "delete", "get", "list", "next", "pause", "resume", "trigger");
  }

  @Test
  void applyLeavesWhatDiffersUnlessToldTo() throws IOException {
    api.on("GET /v1/schedules/weekly", 200, SCHEDULE.formatted("0 6 * * 1"));
    api.on("PUT /v1/schedules/weekly", 200, SCHEDULE.formatted("0 7 * * 1"));
    Files.writeString(
        folder.resolve("weekly.yaml"), "id: weekly\nteam: default\nplan: p\ncron: \"0 7 * * 1\"\n");

    Launch asked = call("schedule", "apply", folder.toString());
    Launch told = call("schedule", "apply", folder.toString(), "--yes");

    assertThat(asked.exit()).isEqualTo(4);
    assertThat(asked.out()).contains("differs", "cron: 0 6 * * 1 → 0 7 * * 1");
    assertThat(told.exit()).isZero();
    assertThat(told.out()).contains("replaced");
    assertThat(api.asked().stream().map(TestingApi.Asked::call))
        .containsExactly(
            "GET /v1/schedules/weekly", "GET /v1/schedules/weekly", "PUT /v1/schedules/weekly");
    assertThat(api.asked().getLast().body()).contains("\"cron\":\"0 7 * * 1\"");
  }

  @Test
  void wrongUseIsToldOnTheSide() {
    Launch people = call("run", "get");
    Launch scripts = call("-o", "json", "run", "get");

    assertThat(people.exit()).isEqualTo(2);
    assertThat(people.out()).isEmpty();
    assertThat(scripts.exit()).isEqualTo(2);
    assertThat(scripts.err()).startsWith("{\"code\":\"USAGE\"");
    assertThat(Launch.of("run").exit()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "run", "run start", "plan get", "schedule create", "schedule pause", "worker"})
  void everyCommandHasHelpAndTheGlobalOptions(String command) {
    Launch help = Launch.of((command + " --help").strip().split(" "));

    assertThat(help.exit()).isZero();
    assertThat(help.err()).isEmpty();
    assertThat(help.out()).contains("planwright " + command, "--url", "PLANWRIGHT_URL", "--help");
  }

  @Test
  void tellsItsVersion() {
    assertThat(Launch.of("--version").out()).startsWith("planwright 0.");
  }

  private Launch call(String... args) {
    return Launch.with("", Map.of("PLANWRIGHT_URL", api.url()), folder, args);
  }

  private static String line(long stream, String task, String state) {
    return "id: %d\nevent: transition\ndata: {\"stream\":%d,\"writer\":\"w\",\"entry\":{\"type\":\"transition\",\"number\":%d,\"at\":\"2026-01-05T06:00:0%dZ\",%s\"state\":\"%s\"}}\n\n"
        .formatted(
            stream,
            stream,
            stream,
            stream,
            task.isEmpty() ? "" : "\"phase\":\"build\",\"task\":\"" + task + "\",",
            state);
  }
}
