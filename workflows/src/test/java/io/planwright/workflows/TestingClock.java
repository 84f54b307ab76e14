package io.planwright.workflows;

import io.temporal.common.interceptors.WorkflowClientCallsInterceptor;
import io.temporal.common.interceptors.WorkflowClientCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowClientInterceptorBase;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Lets test time pass in short steps while a workflow's result is waited for. The test server hands
 * signals, cancellations and children from one workflow to another on a pool's thread without a
 * lock on its time: free to skip, on a busy machine it skips to the run's end before they arrive.
 */
final class TestingClock extends WorkflowClientInterceptorBase {
  private static final Duration STEP = Duration.ofSeconds(1);

  private final Consumer<Duration> passing;

  /**
   * @param passing lets so much time pass
   */
  TestingClock(Consumer<Duration> passing) {
    this.passing = passing;
  }

  @Override
  public WorkflowClientCallsInterceptor workflowClientCallsInterceptor(
      WorkflowClientCallsInterceptor next) {
    return new WorkflowClientCallsInterceptorBase(next) {
      @Override
      public <R> GetResultOutput<R> getResult(GetResultInput<R> input) throws TimeoutException {
        CompletableFuture<R> result = super.getResultAsync(input).getResult();
        while (!result.isDone()) {
          passing.accept(STEP);
        }
        try {
          return new GetResultOutput<>(result.join());
        } catch (CompletionException e) {
          if (e.getCause() instanceof RuntimeException cause) {
            throw cause;
          }
          throw e;
        }
      }
    };
  }
}
