package io.planwright.plan.assist;

import io.planwright.plan.Binding;
import io.planwright.plan.Criterion;
import io.planwright.plan.Dependency;
import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Progress;
import io.planwright.plan.Task;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * As much of a plan as a language model is shown: what a proposal can be about, and little of the
 * rest. Of a plan that is too large, tasks that are open are shown before those that have ended.
 *
 * @param criteria of the plan as a whole
 * @param leftOut how many tasks are not shown
 */
public record PlanOutline(
    String title, List<Figure> criteria, List<Part> phases, List<Work> tasks, int leftOut) {
  /** What all tasks and phases take together. */
  public static final int MOST_CHARACTERS = 20_000;

  static final int LONGEST_TITLE = 160;

  /** A longer criterion is not shown: a proposal must repeat its text. */
  static final int LONGEST_CRITERION = 200;

  static final int MOST_CRITERIA = 50;

  public PlanOutline {
    criteria = List.copyOf(criteria);
    phases = List.copyOf(phases);
    tasks = List.copyOf(tasks);
  }

  /**
   * A measurable criterion.
   *
   * @param metric as named now; empty where the text names none
   */
  public record Figure(String text, String metric) {}

  /** A phase. */
  public record Part(String key, String title, List<Figure> criteria) {
    public Part {
      criteria = List.copyOf(criteria);
    }

    private int size() {
      return key.length() + title.length() + sizeOf(criteria);
    }
  }

  /**
   * A task.
   *
   * @param open whether the document says that it has not ended
   * @param free whether its author left open what does it
   * @param waitsFor keys of tasks and phases
   */
  public record Work(
      String key,
      String phase,
      String title,
      boolean open,
      boolean free,
      String executor,
      List<String> waitsFor,
      List<Figure> criteria) {
    public Work {
      waitsFor = List.copyOf(waitsFor);
      criteria = List.copyOf(criteria);
    }

    private int size() {
      return key.length()
          + phase.length()
          + title.length()
          + executor.length()
          + waitsFor.stream().mapToInt(String::length).sum()
          + sizeOf(criteria);
    }
  }

  public static PlanOutline of(Plan plan) {
    List<Part> phases = new ArrayList<>();
    List<Work> all = new ArrayList<>();
    int size = 0;
    for (Phase phase : plan.phases()) {
      Part part = new Part(phase.key(), shortened(phase.title()), figures(phase.criteria()));
      if (size + part.size() <= MOST_CHARACTERS / 2) {
        size += part.size();
        phases.add(part);
      }
      phase.tasks().forEach(task -> all.add(work(phase, task)));
    }
    Set<String> shown = new LinkedHashSet<>();
    for (boolean open : new boolean[] {true, false}) {
      for (Work work : all) {
        if (work.open() == open && size + work.size() <= MOST_CHARACTERS) {
          size += work.size();
          shown.add(work.key());
        }
      }
    }
    return new PlanOutline(
        shortened(plan.title()),
        figures(plan.criteria()),
        phases,
        all.stream().filter(work -> shown.contains(work.key())).toList(),
        all.size() - shown.size());
  }

  private static Work work(Phase phase, Task task) {
    Binding binding = task.binding();
    return new Work(
        task.key(),
        phase.key(),
        shortened(task.title()),
        task.state() != Progress.DONE && task.state() != Progress.CANCELLED,
        binding.origin() != Binding.Origin.ANNOTATED && binding.origin() != Binding.Origin.RULE,
        binding.executor(),
        task.dependsOn().stream().map(Dependency::key).toList(),
        figures(task.criteria()));
  }

  private static List<Figure> figures(List<Criterion> criteria) {
    return criteria.stream()
        .filter(one -> one.measure().isPresent() && one.text().length() <= LONGEST_CRITERION)
        .limit(MOST_CRITERIA)
        .map(
            one ->
                new Figure(one.text(), one.measure().map(measure -> measure.metric()).orElse("")))
        .toList();
  }

  private static int sizeOf(List<Figure> criteria) {
    return criteria.stream().mapToInt(one -> one.text().length() + one.metric().length()).sum();
  }

  private static String shortened(String text) {
    if (text.length() <= LONGEST_TITLE) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(LONGEST_TITLE - 1)) ? 1 : 0;
    return text.substring(0, LONGEST_TITLE - end);
  }
}
