package io.planwright.plan.diff;

import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Progress;
import io.planwright.plan.Task;
import io.planwright.plan.diff.Change.Member;
import io.planwright.plan.diff.Consequence.Action;
import io.planwright.plan.run.State;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How far a run of the first plan is, and what each change asks of it. */
final class RunStates {
  private final Map<String, State> tasks = new LinkedHashMap<>();

  /**
   * @param known of tasks by key; for the others counts what their document says
   */
  RunStates(Plan plan, Map<String, State> known) {
    plan.tasks().forEach(task -> tasks.put(task.key(), known.getOrDefault(task.key(), of(task))));
  }

  private static State of(Task task) {
    return switch (task.state()) {
      case DONE -> State.SUCCEEDED;
      case IN_PROGRESS -> State.RUNNING;
      case CANCELLED -> State.CANCELLED;
      case FAILED -> State.FAILED;
      case TODO, BLOCKED, ON_HOLD -> State.PENDING;
    };
  }

  private State of(String key) {
    return tasks.getOrDefault(key, State.PENDING);
  }

  /** Of a phase: pending until one of its tasks is not, ended when all are. */
  private State of(Phase phase) {
    List<State> states = phase.tasks().stream().map(task -> of(task.key())).toList();
    if (states.stream().allMatch(state -> state == State.PENDING)) {
      return State.PENDING;
    }
    return states.stream().allMatch(State::ended) ? State.SUCCEEDED : State.RUNNING;
  }

  Consequence added(Task task) {
    return task.state() == Progress.DONE
        ? new Consequence(Action.KEEP, "the document says that it is done")
        : new Consequence(Action.ADD, "");
  }

  Consequence removed(Task task) {
    State state = of(task.key());
    return state.ended()
        ? kept(state)
        : new Consequence(Action.CANCEL, state == State.PENDING ? "" : "it is " + word(state));
  }

  Consequence removed(Phase phase) {
    State state = of(phase);
    return state.ended() ? kept(state) : new Consequence(Action.CANCEL, "");
  }

  Consequence changed(Task task, List<Member> members) {
    State state = of(task.key());
    boolean step = members.stream().anyMatch(m -> Members.OF_THE_STEP.contains(m.name()));
    boolean states = members.stream().anyMatch(m -> m.name().equals("state"));
    if (state == State.PENDING) {
      return new Consequence(Action.CHANGE, "");
    }
    if (!step && !states) {
      return new Consequence(Action.CHANGE, "only what is said of it");
    }
    if (state.ended()) {
      return kept(state);
    }
    return new Consequence(
        Action.CONFLICT,
        "it is " + word(state) + (step ? " as the first plan has it" : ", the document differs"));
  }

  Consequence moved(Task task) {
    State state = of(task.key());
    return state == State.PENDING
        ? new Consequence(Action.CHANGE, "")
        : new Consequence(Action.KEEP, "it is " + word(state) + ", where it was");
  }

  /** Waiting for less is always met; waiting for more is not, once started. */
  Consequence waits(Task task, List<String> added, Map<String, String> formerKeys) {
    State state = of(task.key());
    if (state == State.PENDING) {
      return new Consequence(Action.CHANGE, "");
    }
    boolean met =
        added.stream()
            .map(key -> formerKeys.getOrDefault(key, ""))
            .allMatch(key -> of(key) == State.SUCCEEDED);
    if (state.ended() || met) {
      return kept(state);
    }
    return new Consequence(
        Action.CONFLICT, "it is " + word(state) + " before what it now waits for");
  }

  Consequence waits(Phase phase, List<String> added) {
    State state = of(phase);
    if (state == State.PENDING || added.isEmpty()) {
      return new Consequence(Action.CHANGE, "");
    }
    return state.ended()
        ? kept(state)
        : new Consequence(Action.CONFLICT, "it is open before what it now waits for");
  }

  private static Consequence kept(State state) {
    return new Consequence(
        Action.KEEP, "it has " + (state == State.CANCELLED ? "been " : "") + word(state));
  }

  private static String word(State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
