package io.planwright.plan.assist;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One line of a patch. It names parts of the plan by their keys; nothing in it is believed. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Proposal.Bind.class, name = "bind"),
  @JsonSubTypes.Type(value = Proposal.AddDependency.class, name = "add-dependency"),
  @JsonSubTypes.Type(value = Proposal.NameMetric.class, name = "name-metric")
})
public sealed interface Proposal {

  /** Why, in the proposer's words. */
  String reason();

  /**
   * An executor does a task that a person would have to do.
   *
   * @param inputs as JSON has them: a duration in ISO 8601, an artifact as {@code ${task}}
   */
  record Bind(String task, String executor, SortedMap<String, Object> inputs, String reason)
      implements Proposal {
    public Bind {
      given("task", task);
      given("executor", executor);
      given("reason", reason);
      inputs =
          inputs == null
              ? Collections.emptySortedMap()
              : Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
    }
  }

  /**
   * A task waits for another.
   *
   * @param on the task or phase that must have ended first
   */
  record AddDependency(String task, String on, String reason) implements Proposal {
    public AddDependency {
      given("task", task);
      given("on", on);
      given("reason", reason);
    }
  }

  /**
   * A measurable criterion is about this metric.
   *
   * @param part the task or phase whose criterion it is; absent: the plan
   * @param criterion its whole text
   */
  record NameMetric(Optional<String> part, String criterion, String metric, String reason)
      implements Proposal {
    public NameMetric {
      part = part == null ? Optional.empty() : part.filter(key -> !key.isBlank());
      given("criterion", criterion);
      given("metric", metric);
      given("reason", reason);
    }
  }

  /** The same for another reason. */
  default Proposal because(String reason) {
    return switch (this) {
      case Bind bind -> new Bind(bind.task(), bind.executor(), bind.inputs(), reason);
      case AddDependency add -> new AddDependency(add.task(), add.on(), reason);
      case NameMetric name -> new NameMetric(name.part(), name.criterion(), name.metric(), reason);
    };
  }

  private static void given(String name, String value) {
    if (value == null) {
      throw new IllegalArgumentException(name + " must be a text, was missing");
    }
  }
}
