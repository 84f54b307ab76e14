package io.planwright.plan.exchange;

import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Task;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/**
 * A plan as a mermaid gantt: a section for each phase, lengths from estimates in days of 8 hours. A
 * chart knows no other states than done and active, and no edges but those between tasks.
 */
public final class MermaidGantt {
  private static final Duration DAY = Duration.ofHours(8);

  private final Plan plan;
  private final LocalDate start;
  private final TaskGraph graph;
  private final SequencedSet<String> critical;
  private final Names names = new Names("t_");

  private MermaidGantt(Plan plan, LocalDate start) {
    this.plan = plan;
    this.start = start;
    this.graph = TaskGraph.of(plan);
    this.critical = TaskGraph.critical(plan);
  }

  /**
   * @param start of what waits for nothing
   */
  public static String write(Plan plan, LocalDate start) {
    return new MermaidGantt(plan, start).write();
  }

  private String write() {
    StringBuilder out = new StringBuilder("gantt\n");
    if (!plan.title().isBlank()) {
      out.append("  title ").append(MermaidText.plain(plan.title())).append('\n');
    }
    out.append("  dateFormat YYYY-MM-DD\n  excludes weekends\n");
    Map<String, Integer> places = new LinkedHashMap<>();
    graph.inOrder().forEach(task -> places.put(task.key(), places.size()));
    for (Phase phase : plan.phases()) {
      out.append("  section ").append(MermaidText.plain(phase.title())).append('\n');
      List<Task> tasks = new ArrayList<>(phase.tasks());
      tasks.sort(
          (a, b) ->
              Integer.compare(places.getOrDefault(a.key(), 0), places.getOrDefault(b.key(), 0)));
      tasks.forEach(task -> out.append("    ").append(line(task)).append('\n'));
    }
    return out.toString();
  }

  private String line(Task task) {
    List<String> parts = new ArrayList<>();
    switch (task.state()) {
      case DONE -> parts.add("done");
      case IN_PROGRESS -> parts.add("active");
      case TODO, BLOCKED, ON_HOLD, CANCELLED, FAILED -> {}
    }
    if (critical.contains(task.key())) {
      parts.add("crit");
    }
    parts.add(names.of(task.key()));
    List<String> needs = graph.needs(task);
    parts.add(
        needs.isEmpty()
            ? start.toString()
            : "after " + String.join(" ", needs.stream().map(names::of).toList()));
    parts.add(days(TaskGraph.effort(task)));
    return MermaidText.plain(Label.of(task.id(), task.title())) + " :" + String.join(", ", parts);
  }

  private static String days(Duration effort) {
    return BigDecimal.valueOf(effort.toSeconds())
            .divide(BigDecimal.valueOf(DAY.toSeconds()), 3, RoundingMode.UP)
            .stripTrailingZeros()
            .toPlainString()
        + "d";
  }
}
