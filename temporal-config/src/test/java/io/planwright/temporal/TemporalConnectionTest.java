package io.planwright.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.PollActivityTaskQueueRequest;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class TemporalConnectionTest {
  @Test
  void goesWhereTheEnvironmentSays() {
    Map<String, String> environment =
        Map.of("TEMPORAL_ADDRESS", "temporal.example:7000", "TEMPORAL_NAMESPACE", "plans");
    try (TemporalConnection connection = TemporalConnection.open(environment)) {
      assertThat(connection.address()).isEqualTo("temporal.example:7000");
      assertThat(connection.namespace()).isEqualTo("plans");
    }
    try (TemporalConnection connection = TemporalConnection.open(Map.of())) {
      assertThat(connection.address()).isEqualTo("127.0.0.1:7233");
      assertThat(connection.namespace()).isEqualTo("default");
    }
  }

  @Test
  void pollsWaitForAServerThatIsAwayAndOtherCallsDoNot() throws IOException {
    int nobody;
    try (ServerSocket socket = new ServerSocket(0)) {
      nobody = socket.getLocalPort();
    }
    try (TemporalConnection connection =
        TemporalConnection.open(Map.of("TEMPORAL_ADDRESS", "127.0.0.1:" + nobody))) {
      assertThat(
              failure(
                  connection,
                  stub -> stub.describeNamespace(DescribeNamespaceRequest.getDefaultInstance())))
          .isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(
              failure(
                  connection,
                  stub ->
                      stub.pollActivityTaskQueue(
                          PollActivityTaskQueueRequest.getDefaultInstance())))
          .isEqualTo(Status.Code.DEADLINE_EXCEEDED);
      assertThat(
              failure(
                  connection,
                  stub ->
                      stub.pollWorkflowTaskQueue(
                          PollWorkflowTaskQueueRequest.getDefaultInstance())))
          .isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    }
  }

  private static Status.Code failure(
      TemporalConnection connection, Consumer<WorkflowServiceBlockingStub> call) {
    WorkflowServiceBlockingStub stub =
        connection.service().blockingStub().withDeadlineAfter(1, TimeUnit.SECONDS);
    return catchThrowableOfType(StatusRuntimeException.class, () -> call.accept(stub))
        .getStatus()
        .getCode();
  }

  @Test
  void leavesARegistryOpenThatIsNotItsOwn() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();

    TemporalConnection.open(Map.of(), Optional.of(registry)).close();

    assertThat(registry.isClosed()).isFalse();
  }
}
