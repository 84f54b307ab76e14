package io.planwright.plan.assist;

import java.util.List;

/** A patch after its check: what may be put to a person, and what may not. */
public record CheckedPatch(List<Line> lines, List<Refusal> refused) {
  public CheckedPatch {
    lines = List.copyOf(lines);
    refused = List.copyOf(refused);
  }

  /**
   * One that would be possible; nothing has been applied.
   *
   * @param number from 1 on, by which a person accepts it
   * @param effect whether it makes the plan act on something outside the run
   */
  public record Line(int number, Proposal proposal, boolean effect) {}

  /** One that is not possible. */
  public record Refusal(Proposal proposal, Code code, String why) {}

  /** Why a proposal is refused. */
  public enum Code {
    TASK_UNKNOWN,
    EXECUTOR_UNKNOWN,
    INPUT_UNKNOWN,
    INPUT_MISSING,
    INPUT_INVALID,
    REFERENCE_UNKNOWN,
    /** The document or its rules say what does the task. */
    BOUND_BY_AUTHOR,
    DEPENDENCY_CYCLE,
    CRITERION_UNKNOWN,
    /** The criterion states no figure: a person says whether it holds. */
    CRITERION_ATTESTED,
    METRIC_INVALID,
    /** The plan says so already. */
    ALREADY_THERE,
    /** An earlier proposal is about the same. */
    REPEATED,
    TOO_MANY
  }
}
