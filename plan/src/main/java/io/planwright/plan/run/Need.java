package io.planwright.plan.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * What a step takes of something that runs share, as long as it runs; of a budget for good.
 *
 * @param resource its name: of a named resource the author's word, of others with a prefix
 * @param capacity of one that its run brings along; absent: it is declared by operators
 */
public record Need(String resource, Kind kind, double units, Optional<Double> capacity) {

  /** What is shared. */
  public enum Kind {
    /** A thing that operators declare: a device, a licence, a warehouse. */
    @JsonProperty("named")
    NAMED,
    /** Places of one executor in all runs together. */
    @JsonProperty("executor")
    EXECUTOR,
    /** Places of one run. */
    @JsonProperty("run")
    RUN,
    /** What one run may spend of tokens, money or GPU hours. */
    @JsonProperty("budget")
    BUDGET
  }

  public static Need of(String name, double units) {
    return new Need(name, Kind.NAMED, units, Optional.empty());
  }

  public static Need place(String executor) {
    return new Need(executorName(executor), Kind.EXECUTOR, 1, Optional.empty());
  }

  public static String executorName(String executor) {
    return "executor:" + executor;
  }

  public static Need placeOf(String run, int places) {
    return new Need("run:" + run, Kind.RUN, 1, Optional.of((double) places));
  }

  public static Need budget(String run, String kind, double units, double amount) {
    return new Need("budget:" + run + ":" + kind, Kind.BUDGET, units, Optional.of(amount));
  }
}
