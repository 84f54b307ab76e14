package io.planwright.activities.notice;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.planwright.plan.run.StepRef;
import io.planwright.workflows.notice.NotifyInputs;
import io.temporal.failure.ApplicationFailure;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WebhooksTest {
  private static final StepRef STEP = new StepRef("sprint-1", "release", "tell", 1, "quant");
  private static final NotifyInputs INPUTS =
      new NotifyInputs("Model promoted", "ops", List.of("accuracy 0.61"));

  @RegisterExtension
  static final WireMockExtension server =
      WireMockExtension.newInstance()
          .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
          .build();

  @Test
  void postsTheMessageWithTheStepsIdAsIdempotencyKey() {
    answering(aResponse().withStatus(204));

    deliver(Message.of(STEP, INPUTS));

    server.verify(
        1,
        postRequestedFor(urlEqualTo("/hook"))
            .withHeader("Idempotency-Key", equalTo("sprint-1/release/tell#1"))
            .withHeader("Content-Type", equalTo("application/json"))
            .withRequestBody(
                equalToJson(
                    """
                    {"id":"sprint-1/release/tell#1","run":"sprint-1","task":"tell",
                     "message":"Model promoted","facts":["accuracy 0.61"]}""")));
  }

  @Test
  void withdrawsUnderAnIdOfItsOwn() {
    answering(aResponse().withStatus(200));

    deliver(Message.withdrawing(STEP, INPUTS));

    server.verify(
        postRequestedFor(urlEqualTo("/hook"))
            .withHeader("Idempotency-Key", equalTo("sprint-1/release/tell#1/withdraw"))
            .withRequestBody(
                equalToJson(
                    """
                    {"id":"sprint-1/release/tell#1/withdraw","run":"sprint-1","task":"tell",
                     "message":"Withdrawn: Model promoted","facts":["accuracy 0.61"],
                     "withdraws":"sprint-1/release/tell#1"}""")));
  }

  @Test
  void sendsKeysOfAnyLettersAsAHeader() {
    answering(aResponse().withStatus(200));

    deliver(Message.of(new StepRef("r", "größe", "100% 完了", 1, "quant"), INPUTS));

    server.verify(
        postRequestedFor(anyUrl())
            .withHeader(
                "Idempotency-Key", equalTo("r/gr%C3%B6%C3%9Fe/100%25%20%E5%AE%8C%E4%BA%86#1")));
  }

  @ParameterizedTest
  @CsvSource({
    "400, INPUT_INVALID",
    "401, INPUT_INVALID",
    "404, INPUT_INVALID",
    "410, INPUT_INVALID",
    "302, UNAVAILABLE",
    "408, UNAVAILABLE",
    "429, UNAVAILABLE",
    "500, UNAVAILABLE",
    "503, UNAVAILABLE"
  })
  void retriesOnlyWhatMayPass(int status, String code) {
    answering(aResponse().withStatus(status).withHeader("Location", "/elsewhere"));

    assertThatThrownBy(() -> deliver(Message.of(STEP, INPUTS)))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> {
              assertThat(failure.getType()).isEqualTo(code);
              assertThat(failure.isNonRetryable()).isEqualTo(code.equals("INPUT_INVALID"));
            })
        .hasMessageContaining("webhook ops must answer with a status of 2xx, was " + status);
    server.verify(0, postRequestedFor(urlEqualTo("/elsewhere")));
  }

  @Test
  void waitsNoLongerThanItsTimeoutForHeaders() {
    answering(aResponse().withFixedDelay(1_500));

    assertUnavailable(Duration.ofMillis(200));
  }

  @Test
  void waitsNoLongerThanItsTimeoutForABodyThatDrips() {
    answering(aResponse().withBody("drip".repeat(100)).withChunkedDribbleDelay(10, 1_500));

    assertUnavailable(Duration.ofMillis(200));
  }

  @Test
  void retriesWhereTheConnectionBreaks() {
    answering(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

    assertUnavailable(Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.org/hook",
        "http://localhost.example.org/hook",
        "http://127.0.0.1.example.org/",
        "http://169.254.169.254/latest",
        "ftp://localhost/",
        "file:///etc/passwd",
        "/hook"
      })
  void refusesAddressesThatAreNeitherHttpsNorLoopback(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Webhooks(Map.of("ops", URI.create(url)), Duration.ofSeconds(1)))
        .withMessageContaining("webhook ops must be an https:// URL");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.org/hook",
        "http://localhost/",
        "http://127.0.0.9/",
        "http://[::1]/"
      })
  void takesHttpsAndLoopback(String url) {
    Webhooks webhooks = new Webhooks(Map.of("ops", URI.create(url)), Duration.ofSeconds(1));

    assertThat(webhooks.has("ops")).isTrue();
    assertThat(webhooks.names()).containsExactly("ops");
  }

  @ParameterizedTest
  @ValueSource(strings = {"log", "Ops", "", "-ops", "o_ps"})
  void refusesNamesThatNoPlanCouldWrite(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Webhooks(Map.of(name, URI.create("https://a.org")), Duration.ofSeconds(1)))
        .withMessageContaining("was " + name);
  }

  @Test
  void takesAVariablesNameInBothSpellingsOfTheConfiguration() {
    URI target = URI.create("https://example.org/hook");

    assertThat(
            new Webhooks(Map.of("risk-desk", target, "risk.desk", target), Duration.ofSeconds(1))
                .names())
        .containsExactly("risk-desk", "risk.desk");
  }

  private static void assertUnavailable(Duration timeout) {
    assertThatThrownBy(() -> webhooks(timeout).deliver("ops", Message.of(STEP, INPUTS)))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> assertThat(failure.getType()).isEqualTo("UNAVAILABLE"));
  }

  private static void deliver(Message message) {
    webhooks(Duration.ofSeconds(5)).deliver("ops", message);
  }

  private static Webhooks webhooks(Duration timeout) {
    return new Webhooks(Map.of("ops", URI.create(server.baseUrl() + "/hook")), timeout);
  }

  private static void answering(ResponseDefinitionBuilder response) {
    server.stubFor(post("/hook").willReturn(response));
  }
}
