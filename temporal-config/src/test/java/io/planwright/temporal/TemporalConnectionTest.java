package io.planwright.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoResponse;
import io.temporal.api.workflowservice.v1.PollActivityTaskQueueRequest;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceImplBase;
import io.temporal.serviceclient.GrpcCompression;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:7233, NONE",
    "localhost:7233, NONE",
    "[::1]:7233, NONE",
    "localhost.example:7233, GZIP",
    "temporal.example:7233, GZIP"
  })
  void compressesWhatLeavesTheMachine(String address, GrpcCompression expected) {
    try (TemporalConnection connection =
        TemporalConnection.open(Map.of("TEMPORAL_ADDRESS", address))) {
      assertThat(connection.service().getOptions().getGrpcCompression()).isEqualTo(expected);
    }
  }

  @Test
  void pollsWaitForAServerThatWentAwayAndOtherCallsDoNot() throws IOException {
    Server server = serverOfItself();
    try (TemporalConnection connection =
        TemporalConnection.open(Map.of("TEMPORAL_ADDRESS", "127.0.0.1:" + server.getPort()))) {
      // What a server can do is asked once, and by none that waits.
      var unused = connection.service().getServerCapabilities().get();
      server.shutdownNow();
      assertThat(failure(connection, TemporalConnectionTest::describe))
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

  /** A server that tells of itself and knows nothing else. */
  private static final class OnlyItself extends WorkflowServiceImplBase {
    @Override
    public void getSystemInfo(
        GetSystemInfoRequest request, StreamObserver<GetSystemInfoResponse> answer) {
      answer.onNext(GetSystemInfoResponse.getDefaultInstance());
      answer.onCompleted();
    }
  }

  private static Server serverOfItself() throws IOException {
    return NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .addService(new OnlyItself())
        .build()
        .start();
  }

  private static void describe(WorkflowServiceBlockingStub stub) {
    var unused = stub.describeNamespace(DescribeNamespaceRequest.getDefaultInstance());
  }

  private static Status.Code failure(
      TemporalConnection connection, Consumer<WorkflowServiceBlockingStub> call) {
    WorkflowServiceBlockingStub stub =
        connection.service().blockingStub().withDeadlineAfter(1, TimeUnit.SECONDS);
    StatusRuntimeException failure =
        catchThrowableOfType(StatusRuntimeException.class, () -> call.accept(stub));
    return failure.getStatus().getCode();
  }

  @Test
  void timesEachCallUnderItsNameAndTags() throws IOException {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    Server server = serverOfItself();
    try (TemporalConnection connection =
        TemporalConnection.open(
            Map.of("TEMPORAL_ADDRESS", "127.0.0.1:" + server.getPort()), Optional.of(registry))) {
      for (int call = 1; call <= 3; call++) {
        var unused =
            connection
                .service()
                .blockingStub()
                .getSystemInfo(GetSystemInfoRequest.getDefaultInstance());
      }
      assertThat(failure(connection, TemporalConnectionTest::describe))
          .isEqualTo(Status.Code.UNIMPLEMENTED);

      assertThat(timed(registry, "GetSystemInfo")).isEqualTo(3);
      assertThat(timed(registry, "DescribeNamespace")).isEqualTo(1);
    } finally {
      server.shutdownNow();
    }
  }

  private static long timed(SimpleMeterRegistry registry, String operation) {
    return registry.get("temporal_request_latency").tag("operation", operation).timer().count();
  }

  @Test
  void leavesARegistryOpenThatIsNotItsOwn() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();

    TemporalConnection.open(Map.of(), Optional.of(registry)).close();

    assertThat(registry.isClosed()).isFalse();
  }
}
