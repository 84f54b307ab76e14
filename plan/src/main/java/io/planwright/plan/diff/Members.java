package io.planwright.plan.diff;

import io.planwright.plan.Binding;
import io.planwright.plan.Criterion;
import io.planwright.plan.Details;
import io.planwright.plan.Phase;
import io.planwright.plan.Plan;
import io.planwright.plan.Subtask;
import io.planwright.plan.Task;
import io.planwright.plan.Undo;
import io.planwright.plan.diff.Change.Member;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a part of a plan says, by name, as text that is compared and shown. */
final class Members {
  /** What changes the step that is done, rather than what is said of it. */
  static final List<String> OF_THE_STEP =
      List.of("executor", "inputs", "timeout", "attempts", "on-failure", "undo");

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^{}:]+)");

  private Members() {}

  /**
   * @param key of the second plan for one of the first, so that a renumbered task's uses stay equal
   */
  static Map<String, String> of(Task task, UnaryOperator<String> key) {
    Binding binding = task.binding();
    Details details = task.details();
    Map<String, String> members = new LinkedHashMap<>();
    members.put("title", task.title());
    members.put("state", word(task.state()));
    members.put("priority", text(task.priority()));
    members.put("owner", text(task.assignee()));
    members.put("estimate", text(task.estimate().map(estimate -> estimate.text())));
    members.put("criteria", criteria(task.criteria()));
    members.put("subtasks", lines(task.subtasks().stream().map(Members::subtask).toList()));
    members.put("executor", binding.executor());
    members.put("inputs", referring(binding.inputs().toString(), key));
    members.put("timeout", binding.timeout().toString());
    members.put("attempts", Integer.toString(binding.attempts()));
    members.put("on-failure", word(binding.onFailure()));
    members.put("undo", referring(undo(binding.undo()), key));
    members.put("description", details.description());
    members.put("supporters", lines(details.supporters()));
    members.put("parallel", Boolean.toString(details.parallel()));
    members.put("optional", Boolean.toString(details.optional()));
    members.put("gate", Boolean.toString(details.gate()));
    members.put("labels", lines(details.labels()));
    members.put("deliverables", lines(details.deliverables()));
    members.put("files", lines(details.files()));
    members.put("outside", lines(details.outside()));
    return members;
  }

  static Map<String, String> of(Phase phase) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("title", phase.title());
    members.put("priority", text(phase.priority()));
    members.put("owner", text(phase.assignee()));
    members.put("estimate", text(phase.estimate().map(estimate -> estimate.text())));
    members.put("criteria", criteria(phase.criteria()));
    members.put("gate", phase.gate().map(gate -> gate.executor() + " " + gate.inputs()).orElse(""));
    return members;
  }

  static Map<String, String> of(Plan plan) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("title", plan.title());
    members.put("criteria", criteria(plan.criteria()));
    members.put(
        "risks",
        lines(
            plan.risks().stream()
                .map(risk -> said(risk.text(), text(risk.level()), text(risk.mitigation())))
                .toList()));
    members.put(
        "rollbacks",
        lines(
            plan.rollbacks().stream()
                .map(rollback -> said(rollback.title(), lines(rollback.steps())))
                .toList()));
    members.put(
        "settings",
        lines(
            plan.settings().stream()
                .map(setting -> said(setting.group(), setting.name(), setting.value()))
                .toList()));
    members.put(
        "notes",
        lines(plan.notes().stream().map(note -> said(note.title(), note.text())).toList()));
    return members;
  }

  static List<Member> different(Map<String, String> from, Map<String, String> to) {
    List<Member> different = new ArrayList<>();
    from.forEach(
        (name, value) -> {
          String now = to.getOrDefault(name, "");
          if (!now.equals(value)) {
            different.add(new Member(name, value, now));
          }
        });
    return different;
  }

  private static String referring(String text, UnaryOperator<String> key) {
    return REFERENCE
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement("${" + key.apply(found.group(1))));
  }

  private static String undo(Undo undo) {
    return switch (undo) {
      case Undo.Own _ -> "own";
      case Undo.None _ -> "none";
      case Undo.Step step -> step.executor() + " " + step.inputs();
    };
  }

  private static String subtask(Subtask subtask) {
    return said(word(subtask.state()), text(subtask.id()), subtask.title());
  }

  private static String criteria(List<Criterion> criteria) {
    return lines(criteria.stream().map(Criterion::text).toList());
  }

  private static String said(String... parts) {
    return Arrays.stream(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(" "));
  }

  private static String lines(List<String> lines) {
    return String.join("\n", lines);
  }

  private static String text(Optional<?> value) {
    return value.map(Object::toString).orElse("");
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
