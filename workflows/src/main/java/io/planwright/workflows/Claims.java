package io.planwright.workflows;

import static io.planwright.plan.run.Shares.GPU_HOURS;
import static io.planwright.plan.run.Shares.TOKENS;

import io.planwright.plan.Lane;
import io.planwright.plan.run.Claim;
import io.planwright.plan.run.Need;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.Shares;
import io.planwright.plan.run.State;
import io.planwright.plan.run.StepRef;
import io.planwright.plan.run.Waiting;
import io.planwright.workflows.shares.ShareSteps;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the steps of one phase hold of the things that runs share, or wait for. Steps that need
 * nothing of the kind ask nobody.
 */
final class Claims {
  /** Inputs that every executor takes, and none sees. */
  static final String USES = "uses";

  static final String COST = "cost";

  /** A rough count that is rather too high: English has about four characters a token. */
  private static final int CHARACTERS_OF_A_TOKEN = 3;

  private final PhaseInput input;
  private final Shares shares;
  private final ShareSteps steps = LocalSteps.of(ShareSteps.class);
  private final SequencedMap<String, Open> open = new LinkedHashMap<>();
  private final SequencedSet<String> heard = new LinkedHashSet<>();
  private Optional<Integer> atOnce;
  private boolean asked;

  /** A claim that was made and not settled. */
  private static final class Open {
    final TaskRun task;
    final int execution;
    final List<Need> needs;
    Optional<Instant> began = Optional.empty();

    Open(TaskRun task, List<Need> needs) {
      this.task = task;
      this.execution = task.execution;
      this.needs = needs;
    }

    /** Whether the step runs or may begin. */
    boolean stands() {
      return task.execution == execution
          && task.broken.isEmpty()
          && switch (task.state) {
            case PENDING, READY, RUNNING, WAITING -> true;
            case PAUSED, SUCCEEDED, FAILED, SKIPPED, UNDOING, UNDONE, CANCELLED -> false;
          };
    }
  }

  Claims(PhaseInput input) {
    this.input = input;
    this.shares = input.shares().orElse(Shares.USUAL);
    this.atOnce = shares.atOnce();
  }

  /** From now on, also of runs that were not limited when they started. */
  void limit(int tasks) {
    atOnce = Optional.of(tasks);
  }

  /** What the step must wait for before it begins; empty: it has all that it needs. */
  Optional<Waiting> ask(TaskRun task, StepRef step, SortedMap<String, Object> inputs) {
    List<Need> needs = needs(task, inputs);
    if (needs.isEmpty()) {
      return Optional.empty();
    }
    asked = true;
    open.putIfAbsent(step.id(), new Open(task, needs));
    Claim claim =
        new Claim(
            step,
            Workflow.getInfo().getWorkflowId(),
            Workflow.getInfo().getFirstExecutionRunId(),
            task.priority,
            needs);
    Optional<Waiting> waiting;
    do {
      heard.remove(step.id());
      waiting = steps.ask(claim).waiting();
      // The grant can come before the answer that there is none yet.
    } while (waiting.isPresent() && heard.contains(step.id()));
    return waiting;
  }

  /** A grant came. */
  void hear(String step) {
    if (open.containsKey(step)) {
      heard.add(step);
    }
  }

  /** Whether the step has something, or waits for it. */
  boolean holds(StepRef step) {
    return open.containsKey(step.id());
  }

  void begun(StepRef step) {
    Optional.ofNullable(open.get(step.id()))
        .ifPresent(claim -> claim.began = Optional.of(JournalWriter.now()));
  }

  /** What a phase that was continued as new still holds; others ask again. */
  void stood(TaskRun task, StepRef step) {
    List<Need> needs = needs(task, task.task.binding().inputs());
    if (!needs.isEmpty()) {
      asked = true;
      Open claim = new Open(task, needs);
      claim.began = Optional.of(JournalWriter.now());
      open.put(step.id(), claim);
    }
  }

  /** Gives back what is held for steps that are over. */
  void settle(Map<String, Outcome> outcomes) {
    for (Map.Entry<String, Open> entry : List.copyOf(open.entrySet())) {
      Open claim = entry.getValue();
      if (!claim.stands()) {
        steps.settle(entry.getKey(), spent(claim, outcomes));
        open.remove(entry.getKey());
        heard.remove(entry.getKey());
      }
    }
  }

  /** The phase ends: nothing more is held. */
  void close(Collection<TaskRun> tasks, Map<String, Outcome> outcomes) {
    settle(outcomes);
    if (asked || input.carried().isPresent() && tasks.stream().anyMatch(this::mayClaim)) {
      steps.leave(Workflow.getInfo().getWorkflowId(), Workflow.getInfo().getFirstExecutionRunId());
    }
  }

  private boolean mayClaim(TaskRun task) {
    return input.shares().isPresent()
        && (task.task.binding().inputs().containsKey(USES)
            || shares.limited().contains(task.executor.name())
            || atOnce.isPresent()
            || !shares.budget().isEmpty());
  }

  private List<Need> needs(TaskRun task, SortedMap<String, Object> inputs) {
    List<Need> needs = new ArrayList<>();
    if (input.shares().isEmpty()) {
      return needs;
    }
    amounts(USES, inputs).forEach((name, units) -> needs.add(Need.of(name, units)));
    if (shares.limited().contains(task.executor.name())) {
      needs.add(Need.place(task.executor.name()));
    }
    boolean waits = task.executor.form() == io.planwright.plan.Executor.Form.WAIT;
    if (atOnce.isPresent() && !waits) {
      needs.add(Need.placeOf(input.run(), atOnce.get()));
    }
    SortedMap<String, Double> costs = costs(task, inputs);
    shares
        .budget()
        .forEach(
            (kind, amount) -> {
              double cost = costs.getOrDefault(kind, 0.0);
              if (cost > 0) {
                needs.add(Need.budget(input.run(), kind, cost, amount));
              }
            });
    return needs;
  }

  /** What the step may cost: as the plan says, else as its executor's limits make it. */
  private static SortedMap<String, Double> costs(TaskRun task, SortedMap<String, Object> inputs) {
    SortedMap<String, Double> costs = new TreeMap<>();
    if (task.executor.lane() == Lane.GPU_TRAIN || task.executor.lane() == Lane.GPU_LLM) {
      costs.put(GPU_HOURS, hours(task.task.binding().timeout()));
    }
    if (inputs.get("maxTokens") instanceof Number most) {
      int characters =
          String.valueOf(inputs.get("prompt")).length()
              + String.valueOf(inputs.get("facts")).length();
      costs.put(TOKENS, most.doubleValue() + characters / CHARACTERS_OF_A_TOKEN);
    }
    costs.putAll(amounts(COST, inputs));
    for (Map.Entry<String, Double> cost : costs.entrySet()) {
      try {
        Shares.checkedBudget(cost.getKey(), cost.getValue());
      } catch (IllegalArgumentException e) {
        throw FailureKind.INPUT_INVALID.failure("cost: " + e.getMessage(), e);
      }
    }
    return costs;
  }

  private static SortedMap<String, Double> amounts(String input, Map<String, Object> inputs) {
    SortedMap<String, Double> amounts = new TreeMap<>();
    if (inputs.get(input) instanceof List<?> list) {
      for (Object item : list) {
        String text = String.valueOf(item).strip();
        int equals = text.indexOf('=');
        try {
          double units = equals < 0 ? 1 : Double.parseDouble(text.substring(equals + 1).strip());
          if (!(units > 0 && units <= 1e15)) {
            throw new NumberFormatException("not above 0");
          }
          amounts.put(equals < 0 ? text : text.substring(0, equals).strip(), units);
        } catch (NumberFormatException e) {
          throw FailureKind.INPUT_INVALID.failure(
              "%s takes name or name=amount, was %s".formatted(input, text), e);
        }
      }
    }
    return amounts;
  }

  /** Of what cannot be measured, what was reserved counts as spent. */
  private SortedMap<String, Double> spent(Open claim, Map<String, Outcome> outcomes) {
    SortedMap<String, Double> spent = new TreeMap<>();
    Optional<Outcome> outcome =
        claim.task.execution == claim.execution && claim.task.state == State.SUCCEEDED
            ? Optional.ofNullable(outcomes.get(claim.task.key()))
            : Optional.empty();
    for (Need need : claim.needs) {
      if (need.kind() == Need.Kind.BUDGET) {
        if (claim.began.isEmpty()) {
          spent.put(need.resource(), 0.0);
        } else {
          measured(need, claim.began.get(), outcome)
              .ifPresent(units -> spent.put(need.resource(), units));
        }
      }
    }
    return spent;
  }

  private static Optional<Double> measured(Need need, Instant began, Optional<Outcome> outcome) {
    if (need.resource().endsWith(":" + GPU_HOURS)) {
      Optional<Double> worked =
          outcome.flatMap(o -> Optional.ofNullable(o.metrics().get("seconds")));
      return Optional.of(
          worked
              .map(seconds -> seconds / 3600)
              .orElseGet(() -> hours(Duration.between(began, JournalWriter.now()))));
    } else if (need.resource().endsWith(":" + TOKENS)) {
      return outcome
          .filter(o -> o.facts().containsKey("answeredBy"))
          .map(
              o ->
                  o.metrics().getOrDefault("promptTokens", 0.0)
                      + o.metrics().getOrDefault("answerTokens", 0.0));
    }
    return outcome.flatMap(o -> Optional.ofNullable(o.metrics().get(Shares.USD)));
  }

  private static double hours(Duration time) {
    return time.toMillis() / 3_600_000.0;
  }
}
