package io.planwright.api;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import java.util.concurrent.atomic.AtomicBoolean;

/** Has one update come, when asked to, just before its workflow starts. */
final class TestingEarlyUpdate implements ClientInterceptor {
  private final AtomicBoolean next = new AtomicBoolean();

  void isNext() {
    next.set(true);
  }

  /** Whether the one that was asked for has come. */
  boolean came() {
    return !next.get();
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel channel) {
    ClientCall<Q, A> call = channel.newCall(method, options);
    boolean update = method.equals(WorkflowServiceGrpc.getUpdateWorkflowExecutionMethod());
    return update && next.getAndSet(false) ? early(call) : call;
  }

  private static <Q, A> ClientCall<Q, A> early(ClientCall<Q, A> call) {
    return new SimpleForwardingClientCall<>(call) {
      @Override
      public void start(Listener<A> listener, Metadata headers) {
        listener.onClose(Status.NOT_FOUND.withDescription("not yet"), new Metadata());
      }

      @Override
      public void request(int messages) {}

      @Override
      public void sendMessage(Q message) {}

      @Override
      public void halfClose() {}
    };
  }
}
