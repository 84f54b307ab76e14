package io.planwright.quant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** That an argument was refused, and how. */
public final class Refusal {
  private Refusal() {}

  public static void refused(ThrowingCallable call, InvalidData.Code code, String argument) {
    InvalidData refusal = catchThrowableOfType(InvalidData.class, call);
    assertThat(refusal).as("a refusal of " + argument).isNotNull();
    assertThat(refusal.code()).as(refusal.getMessage()).isEqualTo(code);
    assertThat(refusal.argument()).isEqualTo(argument);
  }

  public static void refused(
      ThrowingCallable call, InvalidData.Code code, String argument, int row) {
    refused(call, code, argument);
    assertThat(catchThrowableOfType(InvalidData.class, call).row()).hasValue(row);
  }
}
