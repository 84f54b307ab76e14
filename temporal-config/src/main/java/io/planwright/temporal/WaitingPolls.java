package io.planwright.temporal;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import java.util.Set;

/**
 * Polls wait for a server that is away: one that fails instead has its worker pause, for longer
 * each time, and a minute at most, which then no setting shortens.
 */
final class WaitingPolls implements ClientInterceptor {
  private static final Set<String> POLLS =
      Set.of(
          WorkflowServiceGrpc.getPollWorkflowTaskQueueMethod().getFullMethodName(),
          WorkflowServiceGrpc.getPollActivityTaskQueueMethod().getFullMethodName());

  @Override
  public <A, B> ClientCall<A, B> interceptCall(
      MethodDescriptor<A, B> method, CallOptions options, Channel next) {
    return next.newCall(
        method, POLLS.contains(method.getFullMethodName()) ? options.withWaitForReady() : options);
  }
}
