package io.planwright.activities.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micronaut.context.ApplicationContext;
import io.planwright.plan.run.StepRef;
import io.planwright.store.Outbox;
import io.planwright.workflows.notice.NotifyInputs;
import io.temporal.failure.ApplicationFailure;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.LoggerFactory;

/** With the real outbox on a real PostgreSQL, and a receiver that answers as told. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class NotifyActivitiesTest {
  private static final AtomicInteger steps = new AtomicInteger();

  private final List<String> keys = Collections.synchronizedList(new ArrayList<>());
  private final EmbeddedPostgres postgres;
  private final ApplicationContext context;
  private final HttpServer receiver;
  private final NotifyActivities activities;
  private volatile int status = 204;

  NotifyActivitiesTest() throws IOException {
    postgres = EmbeddedPostgres.builder().start();
    context =
        ApplicationContext.run(
            Map.of(
                "datasources.default.url",
                postgres.getJdbcUrl("postgres", "postgres"),
                "datasources.default.username",
                "postgres",
                "datasources.default.password",
                "postgres",
                "flyway.datasources.default.enabled",
                true));
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext("/", this::receive);
    activities =
        new NotifyActivities(
            Map.of("ops", URI.create("http://127.0.0.1:" + receiver.getAddress().getPort())),
            context.getBean(Outbox.class));
  }

  @BeforeAll
  void start() {
    receiver.start();
  }

  @AfterAll
  void stop() throws IOException {
    receiver.stop(0);
    context.close();
    postgres.close();
  }

  @BeforeEach
  void answerWell() {
    status = 204;
    keys.clear();
  }

  @Test
  void sendsOnceHoweverOftenTheStepIsRepeated() {
    StepRef step = nextStep();

    assertThat(activities.send(step, message("ops")).facts()).containsEntry("delivered", "ops");
    assertThat(activities.send(step, message("ops")).facts()).containsEntry("delivered", "ops");

    assertThat(keys).containsExactly(step.id());
  }

  @Test
  void sendsAgainUnderTheSameIdWhatMayNotHaveArrived() {
    StepRef step = nextStep();
    status = 503;
    assertThatThrownBy(() -> activities.send(step, message("ops")))
        .isInstanceOfSatisfying(
            ApplicationFailure.class, e -> assertThat(e.getType()).isEqualTo("UNAVAILABLE"));
    status = 200;

    activities.send(step, message("ops"));

    assertThat(keys).containsExactly(step.id(), step.id());
  }

  @Test
  void withdrawsWhatWasSentOnce() {
    StepRef step = nextStep();
    activities.send(step, message("ops"));

    activities.undoSend(step, message("ops"));
    activities.undoSend(step, message("ops"));

    assertThat(keys).containsExactly(step.id(), step.id() + "/withdraw");
  }

  @Test
  void withdrawsNothingThatWasNotSent() {
    StepRef step = nextStep();

    activities.undoSend(step, message("ops"));
    status = 500;
    assertThatThrownBy(() -> activities.send(step, message("ops")));
    activities.undoSend(step, message("ops"));

    assertThat(keys).containsExactly(step.id());
  }

  @Test
  void writesToTheLogInOneLine() {
    StepRef step = nextStep();
    Logger log = (Logger) LoggerFactory.getLogger(NotifyActivities.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    log.addAppender(lines);
    try {
      activities.send(
          step, new NotifyInputs("Promoted\n2026 ERROR forged", "log", List.of("accuracy 0.61")));
    } finally {
      log.detachAppender(lines);
    }

    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(step.id() + ": Promoted | 2026 ERROR forged | accuracy 0.61");
  }

  @Test
  void namesTheKnownChannelsWhereAnotherIsAsked() {
    assertThatThrownBy(() -> activities.send(nextStep(), message("pager")))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> {
              assertThat(failure.getType()).isEqualTo("CHANNEL_UNKNOWN");
              assertThat(failure.isNonRetryable()).isTrue();
            })
        .hasMessageContaining("channel must be one of log, ops, was pager");
    assertThat(keys).isEmpty();
  }

  @Test
  void refusesAMessageThatSaysNothing() {
    assertThatThrownBy(() -> activities.send(nextStep(), new NotifyInputs(" ", "ops", List.of())))
        .hasMessageContaining("message must say something");
  }

  private static NotifyInputs message(String channel) {
    return new NotifyInputs("Model promoted", channel, List.of("accuracy 0.61"));
  }

  private void receive(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  /** A step of its own for each test. */
  private static StepRef nextStep() {
    return new StepRef("sprint-1", "release", "tell-" + steps.incrementAndGet(), 1, "quant");
  }
}
