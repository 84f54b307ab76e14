package io.planwright.cli.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.planwright.plan.run.Entry;
import io.planwright.plan.run.State;
import io.planwright.store.JournalLine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run of 12 steps over 3 phases that fails at its 9th: all is taken back once, in the right
 * order, although the worker is killed twice meanwhile. Owns its stack.
 */
@Timeout(300)
final class SagaTest {
  private static final String BEFORE =
      """
      # Before

      ## Phase 1: A champion

      - [ ] 1.1 Fetch
        ```planwright
        executor: data.fetch
        inputs: {bars: 600}
        ```
      - [ ] 1.2 Features
        ```planwright
        executor: features.build
        inputs: {dataset: "${1.1}"}
        ```
      - [ ] 1.3 Train
        ```planwright
        executor: model.train
        inputs: {features: "${1.2}", rounds: 5}
        ```
      - [ ] 1.4 Promote
        ```planwright
        executor: model.promote
        inputs: {model: "${1.3}", champion: saga}
        ```
      """;

  private static final String SAGA =
      """
      # Saga

      ## Phase 1: Build

      - [ ] 1.1 Fetch
        ```planwright
        executor: data.fetch
        inputs: {bars: 700, seed: 2}
        ```
      - [ ] 1.2 Features
        ```planwright
        executor: features.build
        inputs: {dataset: "${1.1}"}
        ```
      - [ ] 1.3 Train
        ```planwright
        executor: model.train
        inputs: {features: "${1.2}", rounds: 6}
        ```
      - [ ] 1.4 Tell that it is trained
        _Depends: 1.3_
        ```planwright
        executor: notify.send
        inputs: {message: trained, channel: ops}
        ```

      ## Phase 2: Use

      - [ ] 2.1 Promote
        _Depends: 1.4_
        ```planwright
        executor: model.promote
        inputs: {model: "${1.3}", champion: saga}
        ```
      - [ ] 2.2 Tell that it is promoted
        _Depends: 2.1_
        ```planwright
        executor: notify.send
        inputs: {message: promoted, channel: ops}
        ```
      - [ ] 2.3 Promote it under a second name
        _Depends: 2.2_
        ```planwright
        executor: model.promote
        inputs: {model: "${1.3}", champion: saga-second}
        ```
      - [ ] 2.4 Promote it again
        _Depends: 2.3_
        ```planwright
        executor: model.promote
        inputs: {model: "${1.3}", champion: saga}
        ```

      ## Phase 3: Watch

      - [ ] 3.1 Check what can't be
        _Depends: 2.4_
        ```planwright
        executor: data.validate
        inputs: {dataset: "${1.1}", minRows: 100000}
        ```
      - [ ] 3.2 Fetch more
        _Depends: 3.1_
        ```planwright
        executor: data.fetch
        inputs: {bars: 800, seed: 3}
        ```
      - [ ] 3.3 Tell the desk
        _Depends: 3.2_
        ```planwright
        executor: notify.send
        inputs: {message: watched, channel: ops}
        ```
      - [ ] 3.4 Look at it
        _Depends: 3.3_
      """;

  @TempDir private Path folder;

  /** What the desk's webhook was sent, by the id that is the same for every attempt. */
  private final List<String> received = new CopyOnWriteArrayList<>();

  /** Withdrawals that came while the webhook hangs: the worker that sends is killed then. */
  private final List<CountDownLatch> hanging = new CopyOnWriteArrayList<>();

  private volatile int toHang;

  @Test
  void takesAllBackOnceInOrderAlthoughTheWorkerIsKilledTwice() throws Exception {
    HttpServer desk = desk();
    Map<String, String> environment =
        Map.of(
            "PLANWRIGHT_WEBHOOKS_OPS", "http://127.0.0.1:" + desk.getAddress().getPort() + "/hook");
    try (TestingStack stack = new TestingStack(folder);
        TestingProcess migrated = stack.role("migrate").until("up to date");
        TestingProcess api = stack.role("api").until("API ")) {
      String[] allLanes = {"worker", "--role", "plan,cpu,gpu-train"};
      TestingProcess worker = stack.role(environment, allLanes).until("workers run");
      TestingRun before = TestingRun.start(stack::apiUrl, BEFORE);
      assertThat(before.end()).isEqualTo("succeeded");
      List<String> championsBefore = champions(stack);
      List<String> usesBefore = uses(stack);

      toHang = 2;
      TestingRun saga = TestingRun.start(stack::apiUrl, SAGA);
      for (int kill = 1; kill <= 2; kill++) {
        int nth = kill;
        Await.that(() -> hanging.size() >= nth, () -> saga.detail().toPrettyString());
        worker.kill();
        hanging.get(kill - 1).countDown();
        worker = stack.role(environment, allLanes).until("workers run");
      }
      assertThat(saga.end()).isEqualTo("failed");
      worker.close();

      List<String> undone =
          saga.journal().stream()
              .map(JournalLine::entry)
              .filter(Entry.Transition.class::isInstance)
              .map(Entry.Transition.class::cast)
              .filter(t -> t.state() == State.UNDONE)
              .map(t -> t.task().orElse(""))
              .toList();
      assertThat(undone)
          .as("each undo once, the last first")
          .containsExactly("2.4", "2.3", "2.2", "2.1", "1.4", "1.3", "1.2", "1.1");
      assertThat(champions(stack)).as("champions as before").isEqualTo(championsBefore);
      assertThat(uses(stack)).as("references to artifacts as before").isEqualTo(usesBefore);
      assertThat(
              stack.count(
                  "select count(*) from champion_change where step like '"
                      + saga.id
                      + "%' and undone_at is null"))
          .isZero();
      assertThat(
              stack.query(
                  "select step || ' ' || purpose from outbox where sent_at is not null"
                      + " order by created_at"))
          .as("what was told is withdrawn, once each")
          .hasSize(4)
          .filteredOn(row -> row.endsWith("withdraw"))
          .hasSize(2);
      assertThat(received.stream().filter(id -> id.endsWith("/withdraw")).distinct()).hasSize(2);
      assertThat(saga.journal().stream().map(JournalLine::stream).distinct())
          .hasSize(saga.journal().size());
    } finally {
      desk.stop(0);
    }
  }

  private static List<String> champions(TestingStack stack) {
    return stack.query(
        "select name || ' ' || coalesce(model, '-') from champion where model is not null"
            + " order by name");
  }

  private static List<String> uses(TestingStack stack) {
    return stack.query("select step || ' ' || sha256 from artifact_use order by 1");
  }

  private HttpServer desk() throws IOException {
    HttpServer desk =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    desk.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    desk.createContext("/hook", this::take);
    desk.start();
    return desk;
  }

  private void take(HttpExchange exchange) throws IOException {
    String id =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Idempotency-Key")).orElse("");
    byte[] body = exchange.getRequestBody().readAllBytes();
    boolean hang =
        new String(body, StandardCharsets.UTF_8).contains("Withdrawn") && hanging.size() < toHang;
    if (hang) {
      CountDownLatch killed = new CountDownLatch(1);
      hanging.add(killed);
      try {
        killed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      exchange.close();
      return;
    }
    received.add(id);
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }
}
