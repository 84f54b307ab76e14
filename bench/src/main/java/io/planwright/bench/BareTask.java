package io.planwright.bench;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Does nothing. */
@ActivityInterface
public interface BareTask {
  @ActivityMethod
  void nothing();
}
