package io.planwright.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.planwright.plan.Lane;
import io.planwright.store.Journal;
import io.planwright.store.Plans;
import io.planwright.store.testing.TestingServers;
import io.planwright.temporal.payload.KeyRing;
import io.planwright.temporal.payload.PayloadFormat;
import io.planwright.temporal.schedules.Schedules;
import io.planwright.temporal.versions.Release;
import io.planwright.workflows.PhaseWorkflowImpl;
import io.planwright.workflows.PlanWorkflowImpl;
import io.planwright.workflows.SearchKeys;
import io.planwright.workflows.TeamWeights;
import io.planwright.workflows.UndoWorkflowImpl;
import io.planwright.workflows.assist.AssistSteps;
import io.planwright.workflows.assist.AssistWorkflowImpl;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The API on a port of its own, with the real workflows on Temporal's test server. */
final class TestingApi implements AutoCloseable {
  /** One phase with two tasks for people, the second after the first. */
  static final String SPRINT =
      """
      # Retrain Sprint

      ## Phase 1: Data
      ### Task 1.1: Collect the figures
      ### Task 1.2: Check the figures
      - **Depends on:** 1.1

      ## Phase 2: Release
      ### Task 2.1: Tell the desk
      - **Depends on:** 1.2
      """;

  private static final PayloadFormat KEYLESS = PayloadFormat.under(KeyRing.none());

  final TestingEarlyUpdate earlyUpdate = new TestingEarlyUpdate();
  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final Optional<TestWorkflowEnvironment> temporal;
  private final Optional<WorkflowServiceStubs> unreachable;
  private final EmbeddedServer server;

  private TestingApi(Map<String, Object> properties, boolean reachable, PayloadFormat payloads) {
    WorkflowClientOptions clientOptions =
        WorkflowClientOptions.newBuilder().setDataConverter(payloads.converter()).build();
    WorkflowClient client;
    if (reachable) {
      TestWorkflowEnvironment environment = environment(clientOptions);
      temporal = Optional.of(environment);
      unreachable = Optional.empty();
      client = environment.getWorkflowClient();
    } else {
      WorkflowServiceStubs nobody =
          WorkflowServiceStubs.newServiceStubs(
              WorkflowServiceStubsOptions.newBuilder()
                  .setTarget("127.0.0.1:" + TestingServers.freePort())
                  .build());
      temporal = Optional.empty();
      unreachable = Optional.of(nobody);
      client = WorkflowClient.newInstance(nobody, clientOptions);
    }
    Map<String, Object> all = new LinkedHashMap<>(ApiDefaults.PROPERTIES);
    all.put("planwright.roles", "api");
    all.put("micronaut.server.host", "127.0.0.1");
    all.put("micronaut.server.port", -1);
    all.putAll(properties);
    try {
      server =
          ApplicationContext.builder()
              .properties(all)
              .singletons(
                  client,
                  payloads,
                  TeamWeights.parse("default=2"),
                  Release.of(Map.of()),
                  new Schedules(ScheduleClient.newInstance(client.getWorkflowServiceStubs())))
              .start()
              .getBean(EmbeddedServer.class)
              .start();
    } catch (RuntimeException e) {
      temporal.ifPresent(TestWorkflowEnvironment::close);
      unreachable.ifPresent(WorkflowServiceStubs::shutdownNow);
      throw e;
    }
  }

  static TestingApi start() {
    return start(TestingServers.get().properties());
  }

  static TestingApi start(Map<String, Object> properties) {
    return start(properties, KEYLESS);
  }

  static TestingApi start(Map<String, Object> properties, PayloadFormat payloads) {
    return new TestingApi(properties, true, payloads);
  }

  static TestingApi startWithoutTemporal(Map<String, Object> properties) {
    return new TestingApi(properties, false, KEYLESS);
  }

  private TestWorkflowEnvironment environment(WorkflowClientOptions clientOptions) {
    return TestWorkflowEnvironment.newInstance(
        TestEnvironmentOptions.newBuilder()
            .setWorkflowClientOptions(clientOptions)
            .setWorkflowServiceStubsOptions(
                WorkflowServiceStubsOptions.newBuilder()
                    .addGrpcClientInterceptor(earlyUpdate)
                    .build())
            .setUseTimeskipping(false)
            .registerSearchAttribute(
                SearchKeys.PLAN_ID.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
            .registerSearchAttribute(
                SearchKeys.RUN_STATE.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
            .registerSearchAttribute(
                SearchKeys.PHASE.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
            .registerSearchAttribute(
                SearchKeys.TEAM.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
            .registerSearchAttribute(
                SearchKeys.OWNER.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
            .registerSearchAttribute(
                SearchKeys.PRIORITY.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
            .build());
  }

  /** Starts the worker of the lane {@code plan}: until then, runs are started but do not move. */
  TestingApi work() {
    WorkerFactory workers = temporal.orElseThrow().getWorkerFactory();
    Worker worker = workers.newWorker(Lane.PLAN.queue());
    worker.registerWorkflowImplementationTypes(
        PlanWorkflowImpl.class, PhaseWorkflowImpl.class, UndoWorkflowImpl.class);
    worker.registerActivitiesImplementations(
        new TestingSteps(bean(Plans.class), bean(Journal.class)));
    workers.start();
    return this;
  }

  /** As if the API had ended before it heard the answer. */
  void forgetAnswer(String command) throws SQLException {
    try (Connection database =
            DriverManager.getConnection(
                property("datasources.default.url"),
                property("datasources.default.username"),
                property("datasources.default.password"));
        PreparedStatement statement =
            database.prepareStatement(
                "update command set delivery = 'pending', settled_at = null, message = null"
                    + " where id = ?")) {
      statement.setString(1, command);
      if (statement.executeUpdate() != 1) {
        throw new IllegalStateException("there is no command " + command);
      }
    }
  }

  private String property(String name) {
    return server.getApplicationContext().getRequiredProperty(name, String.class);
  }

  /** Starts workers that assist with the given step. */
  TestingApi assistBy(AssistSteps step) {
    WorkerFactory workers = temporal.orElseThrow().getWorkerFactory();
    workers
        .newWorker(Lane.PLAN.queue())
        .registerWorkflowImplementationTypes(AssistWorkflowImpl.class);
    workers.newWorker(Lane.GPU_LLM.queue()).registerActivitiesImplementations(step);
    workers.start();
    return this;
  }

  <T> T bean(Class<T> type) {
    return server.getApplicationContext().getBean(type);
  }

  WorkflowClient temporal() {
    return bean(WorkflowClient.class);
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.getPort() + path);
  }

  Answer get(String path, String... headers) {
    return send(request(path, headers).GET().build());
  }

  Answer delete(String path, String... headers) {
    return send(request(path, headers).DELETE().build());
  }

  Answer post(String path, String body, String... headers) {
    return send(
        request(path, headers)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  Answer put(String path, String body, String... headers) {
    return send(
        request(path, headers)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body))
            .build());
  }

  Answer postPlan(String path, String document, String... headers) {
    return postBytes(path, "text/markdown", BodyPublishers.ofString(document), headers);
  }

  Answer postBytes(String path, String mediaType, BodyPublisher body, String... headers) {
    return send(request(path, headers).header("Content-Type", mediaType).POST(body).build());
  }

  /** Posts the plan {@link #SPRINT} and starts a run of it. */
  String startRun(String... headers) {
    postPlan("/v1/plans?id=sprint", SPRINT, headers);
    Answer started = post("/v1/plans/sprint/runs", "", headers);
    return started.json().path("id").asText();
  }

  /**
   * Asks for the plans under a host name of the caller's choice, which the JDK's client forbids.
   */
  int statusForHost(String host) {
    try (Socket socket = new Socket("127.0.0.1", server.getPort())) {
      socket
          .getOutputStream()
          .write(
              ("GET /v1/plans HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return Integer.parseInt(answer.split(" ", 3)[1]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  HttpResponse<InputStream> stream(String path, String... headers) {
    try {
      return http.send(request(path, headers).GET().build(), BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  Answer send(HttpRequest request) {
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      return new Answer(response, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
    return headers.length == 0 ? request : request.headers(headers);
  }

  @Override
  public void close() {
    http.shutdownNow();
    temporal.ifPresent(environment -> environment.getWorkerFactory().shutdownNow());
    server.getApplicationContext().close();
    temporal.ifPresent(TestWorkflowEnvironment::close);
    unreachable.ifPresent(WorkflowServiceStubs::shutdownNow);
  }

  /** What came back. */
  record Answer(HttpResponse<String> response, ObjectMapper mapper) {
    int status() {
      return response.statusCode();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    JsonNode json() {
      try {
        return mapper.readTree(response.body());
      } catch (IOException e) {
        throw new UncheckedIOException(response.body(), e);
      }
    }

    /** Status and code of a problem. */
    String problem() {
      return status()
          + " "
          + json().path("code").asText()
          + (header("Content-Type").startsWith("application/problem+json") ? "" : " no problem");
    }

    String detail() {
      return json().path("detail").asText();
    }
  }
}
