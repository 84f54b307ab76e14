package io.planwright.plan;

import io.planwright.plan.Executor.Form;
import io.planwright.plan.Executor.Input;
import io.planwright.plan.Executor.Type;
import io.planwright.plan.compile.PlanCompiler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Compiles documents with a catalogue of every kind of effect. */
public final class TestingPlans {
  public static final Catalogue CATALOGUE =
      new Catalogue(
          List.of(
              executor("manual", Form.WAIT, false, false, "instruction"),
              executor("gate.review", Form.WAIT, false, false, "question"),
              executor("data.validate", Form.ACTIVITY, false, false, "data"),
              executor("data.fetch", Form.ACTIVITY, true, true, "source"),
              executor("notify.send", Form.ACTIVITY, true, false, "text")));

  private TestingPlans() {}

  public static Compiled compile(String document) {
    return new PlanCompiler(CATALOGUE).compile(document.getBytes(StandardCharsets.UTF_8));
  }

  public static Plan plan(String document) {
    return compile(document).plan();
  }

  private static Executor executor(
      String name, Form form, boolean effect, boolean undoable, String input) {
    return new Executor(
        name,
        "does " + name,
        form,
        Lane.CPU,
        List.of(new Input(input, Type.TEXT, false, Optional.empty(), "the " + input)),
        effect,
        undoable,
        Duration.ofMinutes(5),
        3,
        Optional.empty());
  }
}
