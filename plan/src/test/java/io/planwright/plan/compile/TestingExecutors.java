package io.planwright.plan.compile;

import io.planwright.plan.Catalogue;
import io.planwright.plan.Executor;
import io.planwright.plan.Executor.Form;
import io.planwright.plan.Executor.Input;
import io.planwright.plan.Executor.Type;
import io.planwright.plan.Lane;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A few executors that between them take every type of input. */
final class TestingExecutors {
  private TestingExecutors() {}

  static Catalogue catalogue() {
    return new Catalogue(
        List.of(
            executor("manual", Form.WAIT, false, optional("instruction", Type.TEXT)),
            executor(
                "data.fetch",
                Form.ACTIVITY,
                true,
                required("source", Type.TEXT),
                or("rows", Type.INTEGER, 100),
                optional("symbols", Type.TEXTS)),
            executor(
                "model.train",
                Form.ACTIVITY,
                true,
                required("features", Type.ARTIFACT),
                or("rounds", Type.INTEGER, 50L),
                or("rate", Type.NUMBER, 0.1),
                or("early", Type.FLAG, true),
                or("window", Type.DURATION, Duration.ofHours(1)),
                optional("depths", Type.INTEGERS)),
            executor("notify.send", Form.ACTIVITY, false, required("text", Type.TEXT))));
  }

  private static Executor executor(String name, Form form, boolean undoable, Input... inputs) {
    return new Executor(
        name,
        "does " + name,
        form,
        Lane.CPU,
        List.of(inputs),
        undoable,
        undoable,
        Duration.ofMinutes(5),
        3,
        Optional.empty());
  }

  private static Input required(String name, Type type) {
    return new Input(name, type, true, Optional.empty(), "the " + name);
  }

  private static Input optional(String name, Type type) {
    return new Input(name, type, false, Optional.empty(), "the " + name);
  }

  private static Input or(String name, Type type, Object fallback) {
    return new Input(name, type, false, Optional.of(fallback), "the " + name);
  }
}
