package io.planwright.activities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.planwright.workflows.FailureKind;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** How a step's failure reaches its workflow. */
public final class Failures {
  private Failures() {}

  public static void assertFails(
      ThrowingCallable step, FailureKind kind, String message, String... more) {
    assertThatThrownBy(step)
        .isInstanceOf(ActivityFailure.class)
        .cause()
        .asInstanceOf(InstanceOfAssertFactories.type(ApplicationFailure.class))
        .satisfies(
            failure -> {
              assertThat(failure.getType()).isEqualTo(kind.name());
              assertThat(failure.isNonRetryable()).isTrue();
              assertThat(failure.getOriginalMessage()).contains(message);
              for (String text : more) {
                assertThat(failure.getOriginalMessage()).contains(text);
              }
              ;
            });
  }
}
