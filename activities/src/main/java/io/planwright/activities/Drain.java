package io.planwright.activities;

import io.planwright.workflows.FailureKind;
import io.temporal.client.ActivityWorkerShutdownException;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;

/**
 * A step that its worker's stop cut off has its next attempt at once, on another worker: what a
 * stopping worker tells by a heartbeat becomes a failure without the usual pause.
 */
public final class Drain extends WorkerInterceptorBase {
  private static final Duration AT_ONCE = Duration.ofMillis(50);

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new ActivityInboundCallsInterceptorBase(next) {
      @Override
      public ActivityOutput execute(ActivityInput input) {
        try {
          return super.execute(input);
        } catch (ActivityWorkerShutdownException stopping) {
          throw cutOff(stopping);
        }
      }
    };
  }

  static ApplicationFailure cutOff(Throwable cause) {
    ApplicationFailure failure =
        FailureKind.WORKER_STOPPED.failure("its worker stopped; it goes on elsewhere", cause);
    return ApplicationFailure.newBuilder(failure).setNextRetryDelay(AT_ONCE).build();
  }
}
