package io.planwright.store;

import io.planwright.plan.Binding;
import io.planwright.plan.Compiled;
import io.planwright.plan.Criterion;
import io.planwright.plan.Dependency;
import io.planwright.plan.Details;
import io.planwright.plan.Diagnostic;
import io.planwright.plan.Estimate;
import io.planwright.plan.Evidence;
import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Priority;
import io.planwright.plan.Progress;
import io.planwright.plan.Source;
import io.planwright.plan.Subtask;
import io.planwright.plan.Task;
import io.planwright.plan.Undo;
import io.planwright.plan.run.Entry;
import io.planwright.plan.run.Failure;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.State;
import io.planwright.plan.run.StepRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Plans and journal lines that the tests write. */
final class TestingRuns {
  static final Instant START = Instant.parse("2026-03-01T08:00:00.123456789Z");
  static final String TEAM = "quants";

  private TestingRuns() {}

  static Plan plan(String title) {
    Source source = new Source(3, 1);
    SortedMap<String, Object> inputs = new TreeMap<>();
    inputs.put("rows", 500);
    inputs.put("ratio", 0.25);
    inputs.put("symbols", List.of("ES", "NQ"));
    Task task =
        new Task(
            "fetch",
            Optional.of("T-1"),
            "Fetch the data",
            Progress.TODO,
            Optional.of(Priority.P1),
            Optional.empty(),
            Optional.of(
                new Estimate(
                    "2h", Optional.of(Duration.ofHours(2)), Optional.empty(), Optional.empty())),
            List.of(new Dependency("plan", Dependency.Kind.EXPLICIT, Evidence.FIELD, source)),
            List.of(Criterion.attested("no gaps", source)),
            List.of(new Subtask(Optional.empty(), "look", Progress.DONE, source)),
            new Binding(
                "data.fetch",
                inputs,
                Duration.ofMinutes(10),
                3,
                Binding.OnFailure.UNDO,
                new Undo.Own(),
                Binding.Origin.ANNOTATED,
                Optional.empty(),
                Optional.empty()),
            Details.NONE,
            source);
    return Plan.of(
        title,
        List.of(
            new Phase(
                "data",
                Optional.empty(),
                "Data",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(task),
                source)));
  }

  static Compiled compiled(String title) {
    return new Compiled(plan(title), List.of());
  }

  static Compiled broken(String title) {
    return new Compiled(
        plan(title),
        List.of(
            new Diagnostic(
                "cycle", Diagnostic.Severity.ERROR, "expected no cycle", "cut it", 4, 2)));
  }

  static Entry.Opened opened(long number, String planId) {
    return new Entry.Opened(
        number,
        START,
        planId,
        "hash-of-" + planId,
        "Title of " + planId,
        TEAM,
        "ada",
        Priority.P2,
        Optional.of("nightly"));
  }

  static Entry.Transition run(long number, State state) {
    return transition(number, Optional.empty(), Optional.empty(), state);
  }

  static Entry.Transition task(long number, String task, State state) {
    return transition(number, Optional.of("data"), Optional.of(task), state);
  }

  static Entry.Transition done(long number, String task, Outcome outcome) {
    return new Entry.Transition(
        number,
        at(number),
        Optional.of("data"),
        Optional.of(task),
        State.SUCCEEDED,
        Optional.of("ada"),
        Optional.of("looks right"),
        Optional.of(outcome),
        Optional.empty());
  }

  static Entry.Transition failed(long number, Optional<String> task, Failure failure) {
    return new Entry.Transition(
        number,
        at(number),
        task.map(t -> "data"),
        task,
        State.FAILED,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(failure));
  }

  static Entry.Progress progress(long number, String text) {
    return new Entry.Progress(number, at(number), "data", "fetch", text, number, 100);
  }

  static Instant at(long number) {
    return START.plusSeconds(number);
  }

  static StepRef step(String run, String task) {
    return new StepRef(run, "data", task, 1, TEAM);
  }

  private static Entry.Transition transition(
      long number, Optional<String> phase, Optional<String> task, State state) {
    return new Entry.Transition(
        number,
        at(number),
        phase,
        task,
        state,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
