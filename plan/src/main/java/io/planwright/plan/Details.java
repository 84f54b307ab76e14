package io.planwright.plan;

import java.util.List;

/**
 * What a document says of a task beside what a run needs.
 *
 * @param description its prose, shortened
 * @param supporters who helps the assignee
 * @param parallel marked as one that may run beside its neighbours
 * @param optional marked as one that may be left out
 * @param gate a decision or a checkpoint rather than work
 * @param labels of stories, requirements and the like
 * @param outside what it waits for that is no part of the plan
 */
public record Details(
    String description,
    List<String> supporters,
    boolean parallel,
    boolean optional,
    boolean gate,
    List<String> labels,
    List<String> deliverables,
    List<String> files,
    List<String> outside) {
  public static final Details NONE =
      new Details("", List.of(), false, false, false, List.of(), List.of(), List.of(), List.of());

  public Details {
    supporters = List.copyOf(supporters);
    labels = List.copyOf(labels);
    deliverables = List.copyOf(deliverables);
    files = List.copyOf(files);
    outside = List.copyOf(outside);
  }
}
