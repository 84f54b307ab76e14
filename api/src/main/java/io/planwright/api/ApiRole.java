package io.planwright.api;

import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;
import io.micronaut.core.type.Argument;
import java.util.List;

/** Whether this process serves the API: {@code planwright.roles} contains {@code api}. */
public final class ApiRole implements Condition {
  @Override
  @SuppressWarnings("rawtypes") // the interface's own signature
  public boolean matches(ConditionContext context) {
    return ((ConditionContext<?>) context)
        .getProperty("planwright.roles", Argument.listOf(String.class))
        .orElse(List.of())
        .contains("api");
  }
}
