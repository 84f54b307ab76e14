package io.planwright.plan.run;

import java.util.List;

/**
 * A plan's phases without their tasks: what a run needs to know to open them.
 *
 * @param phases in the document's order; a phase of more than {@link Slices#MOST_TASKS} tasks
 *     stands here as several parts
 * @param rollbacks sections that say how people undo something
 * @param shares what a run of it may take
 */
public record Skeleton(
    String planId, String planHash, String title, List<Part> phases, int rollbacks, Shares shares) {
  public Skeleton {
    phases = List.copyOf(phases);
    // Histories from before there were limits have none.
    shares = shares == null ? Shares.USUAL : shares;
  }

  /** Of a plan that limits nothing. */
  public Skeleton(String planId, String planHash, String title, List<Part> phases, int rollbacks) {
    this(planId, planHash, title, phases, rollbacks, Shares.USUAL);
  }

  public Skeleton taking(Shares most) {
    return new Skeleton(planId, planHash, title, phases, rollbacks, most);
  }

  /**
   * A phase, or a part of a large one.
   *
   * @param key the phase's key, for later parts followed by {@code ~~2}, {@code ~~3} …
   * @param phase the key of the plan's phase
   * @param needs keys of phases and tasks that must have ended before it opens
   * @param imports keys of tasks and phases elsewhere that tasks of this part wait for
   * @param exports keys of this part's tasks that others wait for
   */
  public record Part(
      String key,
      String phase,
      String title,
      List<String> needs,
      List<String> imports,
      List<String> exports,
      int tasks) {
    public Part {
      needs = List.copyOf(needs);
      imports = List.copyOf(imports);
      exports = List.copyOf(exports);
    }
  }
}
