package io.planwright.plan.run;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.planwright.plan.Priority;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a person or another system asks of a run. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "verb")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Verb.Complete.class, name = "complete"),
  @JsonSubTypes.Type(value = Verb.Fail.class, name = "fail"),
  @JsonSubTypes.Type(value = Verb.Skip.class, name = "skip"),
  @JsonSubTypes.Type(value = Verb.Retry.class, name = "retry"),
  @JsonSubTypes.Type(value = Verb.Rerun.class, name = "rerun"),
  @JsonSubTypes.Type(value = Verb.Pause.class, name = "pause"),
  @JsonSubTypes.Type(value = Verb.Resume.class, name = "resume"),
  @JsonSubTypes.Type(value = Verb.Prioritise.class, name = "prioritise"),
  @JsonSubTypes.Type(value = Verb.Limit.class, name = "limit"),
  @JsonSubTypes.Type(value = Verb.Budget.class, name = "budget"),
  @JsonSubTypes.Type(value = Verb.RollBack.class, name = "roll-back"),
  @JsonSubTypes.Type(value = Verb.Cancel.class, name = "cancel"),
  @JsonSubTypes.Type(value = Verb.Amend.class, name = "amend")
})
public sealed interface Verb {
  /** The key of the task or phase that it is for; empty: the run. */
  Optional<String> target();

  /** A verb for one task, which the phase that owns the task decides on. */
  sealed interface ForTask extends Verb {
    String task();

    @Override
    default Optional<String> target() {
      return Optional.of(task());
    }
  }

  /** A waiting task is done; the outcome is what it gives to others. */
  record Complete(String task, Outcome outcome) implements ForTask {}

  /** A waiting task could not be done. */
  record Fail(String task, String message) implements ForTask {}

  /** The run goes on without a task, as if it had succeeded and given nothing. */
  record Skip(String task) implements ForTask {}

  /**
   * A task that failed, and waits for a person, is done again.
   *
   * @param inputs that replace those of the plan; none: as they were
   */
  record Retry(String task, SortedMap<String, Object> inputs) implements ForTask {
    public Retry {
      inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
    }
  }

  /** A task that has ended is done again, and all that followed from it. */
  record Rerun(String task) implements Verb {
    @Override
    public Optional<String> target() {
      return Optional.of(task);
    }
  }

  /**
   * Nothing new starts. What is in flight goes to its end, but for a task that is named itself: it
   * stops at its checkpoint.
   */
  record Pause(Optional<String> target) implements Verb {}

  record Resume(Optional<String> target) implements Verb {}

  /** Of steps that are not queued yet. */
  record Prioritise(Optional<String> target, Priority priority) implements Verb {}

  /** At most so many tasks of a phase, or of the whole run, are in flight at once. */
  record Limit(Optional<String> phase, int tasks) implements Verb {
    public Limit {
      if (tasks < 1) {
        throw new IllegalArgumentException("a limit must be >= 1, was " + tasks);
      }
    }

    @Override
    public Optional<String> target() {
      return phase;
    }
  }

  /** The run may spend so much of a kind in all; what waited for approval goes on. */
  record Budget(String kind, double amount) implements Verb {
    public Budget {
      Shares.checkedBudget(kind, amount);
    }

    @Override
    public Optional<String> target() {
      return Optional.empty();
    }
  }

  /** What came after a phase is undone, and the run is held there. */
  record RollBack(String phase) implements Verb {
    @Override
    public Optional<String> target() {
      return Optional.of(phase);
    }
  }

  /**
   * The run goes on as one of another version of its plan.
   *
   * @param planHash of that version
   * @param force whether what is under way or done may be passed over
   */
  record Amend(String planHash, boolean force) implements Verb {
    @Override
    public Optional<String> target() {
      return Optional.empty();
    }
  }

  /** The run ends now, and what it did is undone. */
  record Cancel() implements Verb {
    @Override
    public Optional<String> target() {
      return Optional.empty();
    }
  }
}
