package io.planwright.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.planwright.api.TestingApi.Answer;
import io.planwright.plan.assist.PlanPatch;
import io.planwright.plan.assist.Proposal;
import io.planwright.plan.run.Failure;
import io.planwright.store.testing.TestingServers;
import io.planwright.workflows.FailureKind;
import io.planwright.workflows.assist.AssistAnswer;
import io.planwright.workflows.assist.AssistRequest;
import io.planwright.workflows.assist.AssistSteps;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class AssistControllerTest {
  private static final BlockingQueue<AssistRequest> asked = new LinkedBlockingQueue<>();
  private static final CountDownLatch slow = new CountDownLatch(1);
  private static final TestingApi api = start();

  private static TestingApi start() {
    Map<String, Object> properties = new LinkedHashMap<>(TestingServers.get().properties());
    properties.put("planwright.api.assist-wait", "3s");
    return TestingApi.start(properties).assistBy(new ByModel());
  }

  @AfterAll
  static void stop() {
    slow.countDown();
    api.close();
  }

  /** Answers by the name of the model that is asked for. */
  private static final class ByModel implements AssistSteps {
    @Override
    public AssistAnswer assist(AssistRequest request) {
      asked.add(request);
      return switch (request.model().orElse("")) {
        case "missing" -> throw FailureKind.LLM_MISSING.failure("set OLLAMA_URL");
        case "unknown" ->
            throw FailureKind.INPUT_INVALID.failure("model must be tiny, was unknown");
        case "broken" -> throw FailureKind.UNAVAILABLE.failure("Ollama broke off");
        case "useless" ->
            answer(
                PlanPatch.NONE, Optional.of(new Failure(AssistAnswer.USELESS, "no JSON: Sure!")));
        case "slow" -> {
          await();
          yield answer(PlanPatch.NONE, Optional.empty());
        }
        default ->
            answer(
                new PlanPatch(
                    List.of(
                        new Proposal.AddDependency("1.1", "2.1", "goes round"),
                        new Proposal.Bind(
                            "2.1",
                            "notify.send",
                            new TreeMap<>(Map.of("channel", "log", "message", "done")),
                            "telling the desk is a message"),
                        new Proposal.Bind("1.1", "shell.run", new TreeMap<>(), "pwned"))),
                Optional.empty());
      };
    }

    private static AssistAnswer answer(PlanPatch patch, Optional<Failure> useless) {
      return new AssistAnswer(patch, useless, "tiny@0123", Optional.of(700), Optional.of(40), 1.5);
    }

    private static void await() {
      try {
        slow.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Test
  void givesThePatchThatWouldBePossibleAndWhatWasRefused() {
    Answer answer = api.postPlan("/v1/plans:assist", TestingApi.SPRINT);

    assertThat(answer.status()).isEqualTo(200);
    JsonNode json = answer.json();
    assertThat(json.at("/patch/proposals")).hasSize(1);
    assertThat(json.at("/patch/proposals/0/kind").asText()).isEqualTo("bind");
    assertThat(json.at("/patch/proposals/0/executor").asText()).isEqualTo("notify.send");
    assertThat(json.at("/effects/0").asInt()).isEqualTo(1);
    assertThat(json.path("refused").findValuesAsText("code"))
        .containsExactly("DEPENDENCY_CYCLE", "EXECUTOR_UNKNOWN");
    assertThat(json.path("model").asText()).isEqualTo("tiny@0123");
    assertThat(json.at("/tokens/prompt").asInt()).isEqualTo(700);
    assertThat(json.at("/tokens/answer").asInt()).isEqualTo(40);
    assertThat(json.has("useless")).isFalse();
  }

  @Test
  void storesNothing() {
    api.postPlan("/v1/plans:assist", TestingApi.SPRINT.replace("Retrain Sprint", "Kept nowhere"));

    assertThat(api.get("/v1/plans/kept-nowhere").problem()).isEqualTo("404 PLAN_NOT_FOUND");
  }

  @Test
  void showsTheModelTheExecutorsThatNeedNoPerson() throws InterruptedException {
    asked.clear();
    api.postPlan("/v1/plans:assist", TestingApi.SPRINT);

    AssistRequest request = asked.take();
    assertThat(request.executors())
        .extracting(e -> e.name())
        .contains("data.fetch")
        .doesNotContain("manual");
    assertThat(request.plan().tasks()).hasSize(3);
  }

  @Test
  void aUselessAnswerIsAnEmptyPatchThatSaysWhy() {
    JsonNode json = api.postPlan("/v1/plans:assist?model=useless", TestingApi.SPRINT).json();

    assertThat(json.at("/patch/proposals")).isEmpty();
    assertThat(json.at("/useless/code").asText()).isEqualTo("ASSIST_USELESS");
    assertThat(json.at("/useless/message").asText()).contains("no JSON");
  }

  @Test
  void saysThatThereIsNoLanguageModel() {
    Answer missing = api.postPlan("/v1/plans:assist?model=missing", TestingApi.SPRINT);

    assertThat(missing.problem()).isEqualTo("503 ASSIST_UNAVAILABLE");
    assertThat(missing.detail()).isEqualTo("set OLLAMA_URL");
    assertThat(api.postPlan("/v1/plans:assist?model=broken", TestingApi.SPRINT).problem())
        .isEqualTo("503 ASSIST_UNAVAILABLE");
    assertThat(api.postPlan("/v1/plans:assist?model=unknown", TestingApi.SPRINT).problem())
        .isEqualTo("422 ASSIST_REFUSED");
  }

  @Test
  void theSameRequestUnderItsKeyIsAskedOnce() {
    asked.clear();
    String document = TestingApi.SPRINT.replace("Retrain Sprint", "Asked once");
    Answer first = api.postPlan("/v1/plans:assist", document, "Idempotency-Key", "k1");
    Answer again = api.postPlan("/v1/plans:assist", document, "Idempotency-Key", "k1");

    assertThat(again.json()).isEqualTo(first.json());
    assertThat(asked).filteredOn(r -> r.plan().title().equals("Asked once")).hasSize(1);
  }

  @Test
  void anAnswerThatTakesLongIsFetchedWithTheKey() {
    Answer pending = api.postPlan("/v1/plans:assist?model=slow", TestingApi.SPRINT);
    assertThat(pending.status()).isEqualTo(202);
    String key = pending.json().path("idempotencyKey").asText();

    slow.countDown();
    Answer answer =
        api.postPlan("/v1/plans:assist?model=slow", TestingApi.SPRINT, "Idempotency-Key", key);

    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void refusesWhatIsNoPlan() {
    assertThat(api.postPlan("/v1/plans:assist", "").problem()).isEqualTo("422 DOCUMENT_EMPTY");
    assertThat(api.postPlan("/v1/plans:assist", "Just words.").problem())
        .isEqualTo("422 PLAN_INVALID");
    assertThat(
            api.postBytes(
                    "/v1/plans:assist",
                    "text/markdown",
                    BodyPublishers.ofByteArray(new byte[20_000_000]))
                .problem())
        .isEqualTo("413 DOCUMENT_TOO_LARGE");
    assertThat(api.post("/v1/plans:assist", "{}").problem())
        .isEqualTo("415 MEDIA_TYPE_UNSUPPORTED");
    assertThat(api.postPlan("/v1/plans:assist?model=%20", TestingApi.SPRINT).problem())
        .isEqualTo("400 BAD_REQUEST");
    assertThat(
            api.postPlan("/v1/plans:assist", TestingApi.SPRINT, "Idempotency-Key", "a b").problem())
        .isEqualTo("400 BAD_REQUEST");
  }

  @Test
  void standsInTheDocumentOfTheApi() {
    assertThat(api.get("/openapi.yaml").response().body())
        .contains("/v1/plans:assist", "ASSIST_REFUSED", "Assisted");
  }
}
