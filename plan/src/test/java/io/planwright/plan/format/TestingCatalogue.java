package io.planwright.plan.format;

import io.planwright.plan.Catalogue;
import io.planwright.plan.Executor;
import io.planwright.plan.Executor.Form;
import io.planwright.plan.Executor.Input;
import io.planwright.plan.Executor.Type;
import io.planwright.plan.Lane;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Executors with defaults and with inputs of several types. */
final class TestingCatalogue {
  static final Catalogue CATALOGUE =
      new Catalogue(
          List.of(
              executor("manual", Form.WAIT, Duration.ofDays(30), 1),
              executor(
                  "data.fetch",
                  Form.ACTIVITY,
                  Duration.ofMinutes(5),
                  3,
                  new Input("source", Type.TEXT, true, Optional.empty(), "where from"),
                  new Input("rows", Type.INTEGER, false, Optional.of(100), "at most")),
              executor(
                  "model.train",
                  Form.ACTIVITY,
                  Duration.ofHours(1),
                  2,
                  new Input("features", Type.ARTIFACT, true, Optional.empty(), "the features"),
                  new Input("rate", Type.NUMBER, false, Optional.of(0.1), "of learning"),
                  new Input("window", Type.DURATION, false, Optional.empty(), "of time"),
                  new Input("depths", Type.INTEGERS, false, Optional.empty(), "to try"))));

  private TestingCatalogue() {}

  private static Executor executor(
      String name, Form form, Duration timeout, int attempts, Input... inputs) {
    return new Executor(
        name,
        "does " + name,
        form,
        Lane.CPU,
        List.of(inputs),
        false,
        false,
        timeout,
        attempts,
        Optional.empty());
  }
}
