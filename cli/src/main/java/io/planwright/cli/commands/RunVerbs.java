package io.planwright.cli.commands;

import io.planwright.plan.Priority;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verbs of {@code run} that are for a run, a phase, or whatever {@code --at} names. */
final class RunVerbs {
  private RunVerbs() {}

  /** For a run, or with {@code --at} for a part of it. */
  abstract static class Anywhere extends RunVerb {
    @Option(names = "--at", paramLabel = "KEY", description = "a phase or a task; else the run")
    private Optional<String> target = Optional.empty();

    Anywhere(Session session) {
      super(session);
    }

    @Override
    void addTo(Map<String, Object> body) {
      target.ifPresent(key -> body.put("target", key));
    }
  }

  @Command(
      name = "pause",
      description = {
        "Starts nothing new; what is in flight goes to its end.",
        "A task that is named itself stops at its checkpoint."
      })
  static final class Pause extends Anywhere {
    Pause(Session session) {
      super(session);
    }

    @Override
    String path() {
      return ":pause";
    }
  }

  @Command(name = "resume", description = "Goes on with what was paused.")
  static final class Resume extends Anywhere {
    Resume(Session session) {
      super(session);
    }

    @Override
    String path() {
      return ":resume";
    }
  }

  @Command(name = "prioritise", description = "Changes the priority of steps not queued yet.")
  static final class Prioritise extends Anywhere {
    @Parameters(index = "1", paramLabel = "P0..P3")
    private Priority priority = Priority.P2;

    Prioritise(Session session) {
      super(session);
    }

    @Override
    String path() {
      return ":prioritise";
    }

    @Override
    void addTo(Map<String, Object> body) {
      super.addTo(body);
      body.put("priority", priority);
    }
  }

  @Command(name = "limit", description = "Bounds how many tasks of a phase are in flight at once.")
  static final class Limit extends RunVerb {
    @Parameters(index = "1", paramLabel = "PHASE", description = "its key")
    private String phase = "";

    @Parameters(index = "2", paramLabel = "TASKS")
    private int tasks;

    Limit(Session session) {
      super(session);
    }

    @Override
    String path() {
      return phase(phase, "limit");
    }

    @Override
    void addTo(Map<String, Object> body) {
      body.put("tasks", tasks);
    }
  }

  @Command(
      name = "at-once",
      description = "Bounds how many tasks of the whole run are in flight at once.")
  static final class AtOnce extends RunVerb {
    @Parameters(index = "1", paramLabel = "TASKS")
    private int tasks;

    AtOnce(Session session) {
      super(session);
    }

    @Override
    String path() {
      return ":limit";
    }

    @Override
    void addTo(Map<String, Object> body) {
      body.put("tasks", tasks);
    }
  }

  @Command(
      name = "budget",
      description = {
        "Sets what the run may spend in all of tokens, usd or gpu-hours.",
        "A step that waits for approval of its cost goes on."
      })
  static final class Budget extends RunVerb {
    @Parameters(index = "1", paramLabel = "KIND", description = "tokens, usd or gpu-hours")
    private String kind = "";

    @Parameters(index = "2", paramLabel = "AMOUNT")
    private double amount;

    Budget(Session session) {
      super(session);
    }

    @Override
    String path() {
      return ":budget";
    }

    @Override
    void addTo(Map<String, Object> body) {
      body.put("kind", kind);
      body.put("amount", amount);
    }
  }

  @Command(
      name = "rollback",
      description = "Undoes what came after a phase, and holds the run until it is resumed.")
  static final class RollBack extends RunVerb {
    @Parameters(index = "1", paramLabel = "PHASE", description = "its key")
    private String phase = "";

    RollBack(Session session) {
      super(session);
    }

    @Override
    String path() {
      return phase(phase, "rollback");
    }
  }
}
