package io.planwright.workflows;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryResponse;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueResponse;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedResponse;

/** Has the test server suggest to continue as new after few events, not after 4,096. */
final class TestingLongHistory implements ClientInterceptor {
  private final int events;

  TestingLongHistory(int events) {
    this.events = events;
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
      @Override
      public void start(Listener<A> listener, Metadata headers) {
        super.start(
            new SimpleForwardingClientCallListener<>(listener) {
              @Override
              @SuppressWarnings("unchecked") // A message stays of its own type.
              public void onMessage(A message) {
                super.onMessage((A) suggesting(message));
              }
            },
            headers);
      }
    };
  }

  private Object suggesting(Object message) {
    return switch (message) {
      case PollWorkflowTaskQueueResponse task -> suggesting(task);
      case RespondWorkflowTaskCompletedResponse done when done.hasWorkflowTask() ->
          done.toBuilder().setWorkflowTask(suggesting(done.getWorkflowTask())).build();
      case GetWorkflowExecutionHistoryResponse page ->
          page.toBuilder().setHistory(suggesting(page.getHistory())).build();
      default -> message;
    };
  }

  private PollWorkflowTaskQueueResponse suggesting(PollWorkflowTaskQueueResponse task) {
    return task.toBuilder().setHistory(suggesting(task.getHistory())).build();
  }

  private History suggesting(History history) {
    History.Builder builder = history.toBuilder();
    for (HistoryEvent.Builder event : builder.getEventsBuilderList()) {
      if (event.hasWorkflowTaskStartedEventAttributes() && event.getEventId() > events) {
        event.getWorkflowTaskStartedEventAttributesBuilder().setSuggestContinueAsNew(true);
      }
    }
    return builder.build();
  }
}
