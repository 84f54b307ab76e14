package io.planwright.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.planwright.api.TestingApi.Answer;
import io.planwright.plan.run.Command;
import io.planwright.plan.run.Verb;
import io.planwright.store.Commands;
import io.planwright.store.testing.TestingServers;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
final class CommandsControllerTest {
  private static final TestingApi api = TestingApi.start().work();

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void completesTheTasksOfARunInTheOrderOfTheirDependencies() {
    String run = api.startRun();
    for (String title : new String[] {"Collect the figures", "Check the figures"}) {
      Answer done =
          api.post(
              "/v1/runs/" + run + "/tasks/" + task(run, title) + ":complete",
              "{\"metrics\":{\"rows\":12.5},\"facts\":{\"by\":\"hand\"},\"reason\":\"counted\"}");
      assertThat(done.status()).isEqualTo(200);
      assertThat(done.json().path("delivery").asText()).isEqualTo("accepted");
      assertThat(done.json().path("command").path("actor").asText()).isEqualTo("local");
      assertThat(done.json().path("command").path("verb").path("verb").asText())
          .isEqualTo("complete");
    }
    Watching.until(api, run, title -> title.contains("Tell"), "waiting");
    Answer last =
        api.post("/v1/runs/" + run + "/tasks/" + task(run, "Tell the desk") + ":complete", "");
    assertThat(last.status()).isEqualTo(200);
    Watching.untilEnd(api, run);
    JsonNode detail = api.get("/v1/runs/" + run).json();
    assertThat(detail.path("run").path("state").asText()).isEqualTo("succeeded");
    JsonNode first = detail.path("phases").get(0).path("tasks").get(0);
    assertThat(first.path("outcome").path("metrics").path("rows").asDouble()).isEqualTo(12.5);
    assertThat(first.path("actor").asText()).isEqualTo("local");
  }

  @Test
  void keepsTheVerbForAPhaseThatIsNotOpenYet() {
    String run = api.startRun();
    Answer early =
        api.post("/v1/runs/" + run + "/tasks/" + task(run, "Tell the desk") + ":complete", "");
    assertThat(early.status()).isEqualTo(200);
  }

  @Test
  void asksAPhaseAgainThatStartsWhileItIsAsked() {
    String run = api.startRun();
    Watching.until(api, run, title -> title.contains("Collect"), "waiting");
    api.earlyUpdate.isNext();

    Answer done =
        api.post(
            "/v1/runs/" + run + "/tasks/" + task(run, "Collect the figures") + ":complete", "");
    assertThat(api.earlyUpdate.came()).isTrue();
    assertThat(done.status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Collect the figures", "Tell the desk"})
  void refusesASecondAnswerToATask(String title) {
    String run = api.startRun();
    Watching.until(api, run, task -> task.contains("Collect"), "waiting");
    String path = "/v1/runs/" + run + "/tasks/" + task(run, title);
    assertThat(api.post(path + ":fail", "{\"message\":\"no figures\"}").status()).isEqualTo(200);
    Answer second = api.post(path + ":complete", "");
    assertThat(second.problem()).isEqualTo("409 COMMAND_REJECTED");
    assertThat(second.detail()).isNotBlank();
  }

  @Test
  void answersARepeatedCommandFromItsRow() {
    String run = api.startRun();
    String path = "/v1/runs/" + run + "/tasks/" + task(run, "Collect the figures") + ":complete";
    String[] key = {"Idempotency-Key", "done-" + run};
    Answer first = api.post(path, "", key);
    Answer again = api.post(path, "{}", key);
    assertThat(first.status()).isEqualTo(200);
    assertThat(again.json()).isEqualTo(first.json());
    assertThat(api.post(path, "{\"reason\":\"other\"}", key).problem())
        .isEqualTo("422 IDEMPOTENCY_KEY_REUSED");
    assertThat(api.get("/v1/commands/done-" + run).json()).isEqualTo(first.json());
  }

  @Test
  void cancelsARunAndRejectsWhatComesAfterItsEnd() {
    String run = api.startRun();
    Answer cancel = api.post("/v1/runs/" + run + ":cancel", "{\"reason\":\"wrong data\"}");
    assertThat(cancel.status()).isEqualTo(200);
    Watching.untilEnd(api, run);
    assertThat(api.get("/v1/runs/" + run).json().path("run").path("state").asText())
        .isEqualTo("cancelled");
    Answer again = api.post("/v1/runs/" + run + ":cancel", "");
    assertThat(again.problem()).isEqualTo("409 COMMAND_REJECTED");
    assertThat(again.detail()).contains("ended");
    Answer late =
        api.post(
            "/v1/runs/" + run + "/tasks/" + task(run, "Collect the figures") + ":complete", "");
    assertThat(late.problem()).isEqualTo("409 COMMAND_REJECTED");
  }

  @Test
  void hearsFromAClosedRunWhatCameOfACommandWhoseAnswerWasLost() throws Exception {
    String run = api.startRun();
    String[] key = {"Idempotency-Key", "lost-" + run};
    Answer cancel = api.post("/v1/runs/" + run + ":cancel", "", key);
    Watching.untilEnd(api, run);
    api.forgetAnswer("lost-" + run);

    Answer again = api.post("/v1/runs/" + run + ":cancel", "", key);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().path("message")).isEqualTo(cancel.json().path("message"));
  }

  @Test
  void pausesResumesAndSkipsAndSaysWhatCameOfIt() {
    String run = api.startRun();
    String task = task(run, "Collect the figures");
    Watching.until(api, run, title -> title.contains("Collect"), "waiting");
    Answer paused = api.post("/v1/runs/" + run + ":pause", "{\"reason\":\"too hot\"}");
    assertThat(paused.status()).isEqualTo(200);
    assertThat(paused.json().path("message").asText())
        .isEqualTo("paused; what is in flight goes to its end");
    assertThat(api.post("/v1/runs/" + run + ":resume", "").json().path("message").asText())
        .isEqualTo("resumed");
    assertThat(api.post("/v1/runs/" + run + ":resume", "").problem())
        .isEqualTo("409 COMMAND_REJECTED");
    assertThat(api.post("/v1/runs/" + run + ":pause", "{\"target\":\"" + task + "\"}").detail())
        .contains("there is nothing to pause");
    assertThat(api.post("/v1/runs/" + run + "/tasks/" + task + ":retry", "").detail())
        .contains("a retry is for one that failed");
    assertThat(api.post("/v1/runs/" + run + ":prioritise", "{}").problem())
        .isEqualTo("400 BODY_INVALID");
    assertThat(api.post("/v1/runs/" + run + "/phases/nowhere:rollback", "").problem())
        .isEqualTo("404 PHASE_NOT_FOUND");
    assertThat(api.post("/v1/runs/" + run + ":repeat", "").problem())
        .isEqualTo("409 RUN_NOT_ENDED");
    assertThat(
            api.post("/v1/runs/" + run + "/tasks/" + task + ":skip", "")
                .json()
                .path("message")
                .asText())
        .isEqualTo("skipped");
  }

  @Test
  void tellsWhatAnAmendmentWouldDoAndOfAVersionThatIsNotThere() {
    String run = api.startRun();
    String hash = api.get("/v1/runs/" + run).json().path("run").path("planHash").asText();
    String path = "/v1/runs/" + run + ":amend";

    Answer trial = api.post(path, "{\"version\":1,\"dryRun\":true}");
    assertThat(trial.status()).isEqualTo(200);
    assertThat(trial.json().path("run").asText()).isEqualTo(run);
    assertThat(trial.json().path("from").asText()).isEqualTo(hash);
    assertThat(trial.json().path("effects").isArray()).isTrue();
    assertThat(api.post(path, "{\"version\":999}").problem()).isEqualTo("404 PLAN_NOT_FOUND");
  }

  @Test
  void tellsWhatADocumentWouldDoAndStoresNothingOfIt() {
    String run = api.startRun();
    String path = "/v1/runs/" + run + ":preview";
    int version = api.get("/v1/plans/sprint").json().path("version").asInt();

    Answer trial = api.postPlan(path, TestingApi.SPRINT + "### Task 2.2: Tell the risk officer\n");
    assertThat(trial.status()).isEqualTo(200);
    assertThat(trial.json().path("applies").asBoolean()).isTrue();
    assertThat(trial.json().path("version").isMissingNode()).isTrue();
    assertThat(trial.json().path("effects").findValuesAsText("key")).hasSize(1);

    assertThat(api.get("/v1/plans/sprint").json().path("version").asInt()).isEqualTo(version);
    assertThat(api.postPlan(path, "no plan").problem()).isEqualTo("422 PLAN_INVALID");
    assertThat(api.postPlan(path, "").problem()).isEqualTo("422 DOCUMENT_EMPTY");
    assertThat(api.postPlan("/v1/runs/no-run:preview", TestingApi.SPRINT).problem())
        .isEqualTo("404 RUN_NOT_FOUND");
  }

  @Test
  void refusesTasksThatAnOutcomeCantAdd() {
    String run = api.startRun();
    Answer refused =
        api.post(
            "/v1/runs/" + run + "/tasks/" + task(run, "Collect the figures") + ":complete",
            "{\"tasks\":[{\"id\":\"a\",\"title\":\"A\",\"executor\":\"no.such\"}]}");
    assertThat(refused.problem()).isEqualTo("422 TASKS_INVALID");
    assertThat(refused.json().path("errors").path(0).path("message").asText())
        .isEqualTo("a: there is no executor no.such");
  }

  @Test
  void repeatsARunThatHasEndedOnce() {
    String run = api.startRun();
    assertThat(api.post("/v1/runs/" + run + ":cancel", "").status()).isEqualTo(200);
    Watching.untilEnd(api, run);
    String[] key = {"Idempotency-Key", "again-" + run};
    Answer repeated = api.post("/v1/runs/" + run + ":repeat", "{}", key);
    assertThat(repeated.status()).isEqualTo(201);
    assertThat(repeated.json().path("origin").asText()).isEqualTo(run);
    assertThat(repeated.json().path("id").asText()).isNotEqualTo(run);
    Answer again = api.post("/v1/runs/" + run + ":repeat", "{}", key);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().path("id")).isEqualTo(repeated.json().path("id"));
    assertThat(api.post("/v1/runs/" + run + ":repeat", "{\"redo\":[\"no\"]}").problem())
        .isEqualTo("404 TASK_NOT_FOUND");
  }

  @Test
  void saysThatThereIsNoSuchRunTaskOrCommand() {
    String run = api.startRun();
    assertThat(api.post("/v1/runs/nothing:cancel", "").problem()).isEqualTo("404 RUN_NOT_FOUND");
    assertThat(api.post("/v1/runs/nothing/tasks/x:complete", "").problem())
        .isEqualTo("404 RUN_NOT_FOUND");
    assertThat(api.post("/v1/runs/" + run + "/tasks/nothing:complete", "").problem())
        .isEqualTo("404 TASK_NOT_FOUND");
    assertThat(api.get("/v1/commands/nothing").problem()).isEqualTo("404 COMMAND_NOT_FOUND");
    assertThat(api.post("/v1/runs/" + run + ":explode", "").problem())
        .isEqualTo("405 METHOD_NOT_ALLOWED");
  }

  @Test
  void refusesBodiesThatDoNotSayWhatIsNeeded() {
    String run = api.startRun();
    String task = "/v1/runs/" + run + "/tasks/" + task(run, "Collect the figures");
    Answer noMessage = api.post(task + ":fail", "");
    assertThat(noMessage.problem()).isEqualTo("400 BODY_INVALID");
    assertThat(noMessage.detail()).contains("message");
    assertThat(api.post(task + ":complete", "{\"metrics\":{\"a\":null}}").problem())
        .isEqualTo("400 BODY_INVALID");
    assertThat(api.post(task + ":complete", "{\"metrics\":{\"a\":\"many\"}}").problem())
        .isEqualTo("400 BODY_INVALID");
    assertThat(api.post(task + ":complete", "{\"outcome\":{}}").problem())
        .isEqualTo("400 FIELD_UNKNOWN");
    assertThat(api.post(task + ":complete", "{\"actor\":\"boss\"}").problem())
        .isEqualTo("400 FIELD_UNKNOWN");
  }

  @Test
  void storesACommandThatNoWorkerTakesAndDeliversItLater() {
    Map<String, Object> properties = TestingServers.get().properties();
    properties.put("planwright.api.temporal-budget", "PT1S");
    properties.put("planwright.api.redeliver", "100ms");
    try (TestingApi idle = TestingApi.start(properties)) {
      String run = idle.startRun();
      Answer stored = idle.post("/v1/runs/" + run + ":cancel", "");
      assertThat(stored.status()).isEqualTo(202);
      assertThat(stored.json().path("delivery").asText()).isEqualTo("pending");
      String address = stored.header("Location");
      assertThat(idle.get(address).json().path("delivery").asText()).isEqualTo("pending");
      idle.work();
      Watching.untilEnd(idle, run);
      Watching.untilSettled(idle, address);
      assertThat(idle.get(address).json().path("delivery").asText()).isEqualTo("accepted");
    }
  }

  @Test
  void rejectsAStoredCommandForARunThatHasEnded() {
    String run = api.startRun();
    api.post("/v1/runs/" + run + ":cancel", "");
    Watching.untilEnd(api, run);
    Commands commands = api.bean(Commands.class);
    commands.store(new Command("late-" + run, run, new Verb.Cancel(), "local", Optional.empty()));
    Watching.untilSettled(api, "/v1/commands/late-" + run);
    assertThat(api.get("/v1/commands/late-" + run).json().path("delivery").asText())
        .isEqualTo("rejected");
  }

  private static String task(String run, String title) {
    return StreamSupport.stream(
            api.get("/v1/runs/" + run).json().path("phases").spliterator(), false)
        .flatMap(phase -> StreamSupport.stream(phase.path("tasks").spliterator(), false))
        .filter(task -> task.path("title").asText().equals(title))
        .findFirst()
        .orElseThrow()
        .path("key")
        .asText();
  }
}
