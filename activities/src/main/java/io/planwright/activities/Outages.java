package io.planwright.activities;

import io.planwright.plan.Executor;
import io.planwright.store.StoreUnavailable;
import io.planwright.workflows.Executors;
import io.planwright.workflows.FailureKind;
import io.planwright.workflows.Outage;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells a store that does not answer from a step that fails: a phase calls such a step anew and
 * counts no attempt. What no phase calls is repeated by its own policy.
 */
public final class Outages extends WorkerInterceptorBase {
  private static final Set<String> OF_PHASES =
      Executors.catalogue().all().stream()
          .filter(executor -> executor.form() == Executor.Form.ACTIVITY)
          .map(Executor::name)
          .collect(Collectors.toUnmodifiableSet());

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new Step(next);
  }

  private static final class Step extends ActivityInboundCallsInterceptorBase {
    private @Nullable ActivityExecutionContext context;

    Step(ActivityInboundCallsInterceptor next) {
      super(next);
    }

    @Override
    public void init(ActivityExecutionContext outboundCalls) {
      context = outboundCalls;
      super.init(outboundCalls);
    }

    @Override
    public ActivityOutput execute(ActivityInput input) {
      try {
        return super.execute(input);
      } catch (RuntimeException e) {
        Optional<StoreUnavailable> outage = outage(e);
        if (context == null) {
          throw e;
        } else if (outage.isEmpty()) {
          throw context.getInfo().isLocal() ? forGood(e) : e;
        }
        throw failure(outage.get(), context.getInfo());
      }
    }
  }

  /** A workflow waits for the store as long as it takes: what fails by itself must not look so. */
  private static RuntimeException forGood(RuntimeException e) {
    return e instanceof TemporalFailure
        ? e
        : ApplicationFailure.newBuilder()
            .setType(e.getClass().getName())
            .setMessage(String.valueOf(e.getMessage()))
            .setCause(e)
            .setNonRetryable(true)
            .build();
  }

  private static ApplicationFailure failure(StoreUnavailable outage, ActivityInfo info) {
    return OF_PHASES.contains(info.getActivityType())
        ? Outage.failure(outage, info.getAttempt())
        : ApplicationFailure.newBuilder()
            .setType(FailureKind.STORE_UNAVAILABLE.name())
            .setMessage(String.valueOf(outage.getMessage()))
            .build();
  }

  private static Optional<StoreUnavailable> outage(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof StoreUnavailable outage) {
        return Optional.of(outage);
      }
    }
    return Optional.empty();
  }
}
