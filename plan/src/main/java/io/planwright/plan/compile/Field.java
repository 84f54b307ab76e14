package io.planwright.plan.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line {@code Label: value} about a phase or a task. */
record Field(Name name, String label, String value) {

  /** What a label says of its task. */
  enum Name {
    DEPENDS,
    BLOCKS,
    OWNER,
    PRIORITY,
    ESTIMATE,
    STATUS,
    CRITERIA,
    /** Boxes under it are checks of the task, unless they have ids of their own. */
    CHECKS,
    /** Known to mean something else, such as the requirements that a task serves. */
    OTHER
  }

  private static final Map<String, Name> LABELS =
      Map.ofEntries(
          Map.entry("depends on", Name.DEPENDS),
          Map.entry("depends", Name.DEPENDS),
          Map.entry("dependency", Name.DEPENDS),
          Map.entry("dependencies", Name.DEPENDS),
          Map.entry("prerequisite", Name.DEPENDS),
          Map.entry("prerequisites", Name.DEPENDS),
          Map.entry("blocked by", Name.DEPENDS),
          Map.entry("requires", Name.DEPENDS),
          Map.entry("after", Name.DEPENDS),
          Map.entry("depende de", Name.DEPENDS),
          Map.entry("dependencias", Name.DEPENDS),
          Map.entry("dependências", Name.DEPENDS),
          Map.entry("dépend de", Name.DEPENDS),
          Map.entry("dépendances", Name.DEPENDS),
          Map.entry("abhängig von", Name.DEPENDS),
          Map.entry("abhängigkeiten", Name.DEPENDS),
          Map.entry("зависит от", Name.DEPENDS),
          Map.entry("зависимости", Name.DEPENDS),
          Map.entry("依赖", Name.DEPENDS),
          Map.entry("前置任务", Name.DEPENDS),
          Map.entry("依存", Name.DEPENDS),
          Map.entry("依存関係", Name.DEPENDS),
          Map.entry("의존", Name.DEPENDS),
          Map.entry("의존성", Name.DEPENDS),
          Map.entry("선행", Name.DEPENDS),
          Map.entry("blocks", Name.BLOCKS),
          Map.entry("agent", Name.OWNER),
          Map.entry("lead agent", Name.OWNER),
          Map.entry("primary agent", Name.OWNER),
          Map.entry("assigned agent", Name.OWNER),
          Map.entry("owner", Name.OWNER),
          Map.entry("assignee", Name.OWNER),
          Map.entry("assigned to", Name.OWNER),
          Map.entry("assigned", Name.OWNER),
          Map.entry("lead", Name.OWNER),
          Map.entry("primary", Name.OWNER),
          Map.entry("responsible", Name.OWNER),
          Map.entry("responsable", Name.OWNER),
          Map.entry("responsável", Name.OWNER),
          Map.entry("verantwortlich", Name.OWNER),
          Map.entry("ответственный", Name.OWNER),
          Map.entry("担当", Name.OWNER),
          Map.entry("负责人", Name.OWNER),
          Map.entry("담당", Name.OWNER),
          Map.entry("priority", Name.PRIORITY),
          Map.entry("prioridad", Name.PRIORITY),
          Map.entry("prioridade", Name.PRIORITY),
          Map.entry("priorité", Name.PRIORITY),
          Map.entry("priorität", Name.PRIORITY),
          Map.entry("приоритет", Name.PRIORITY),
          Map.entry("优先级", Name.PRIORITY),
          Map.entry("優先度", Name.PRIORITY),
          Map.entry("우선순위", Name.PRIORITY),
          Map.entry("estimate", Name.ESTIMATE),
          Map.entry("estimated effort", Name.ESTIMATE),
          Map.entry("estimated time", Name.ESTIMATE),
          Map.entry("estimated duration", Name.ESTIMATE),
          Map.entry("effort", Name.ESTIMATE),
          Map.entry("duration", Name.ESTIMATE),
          Map.entry("time estimate", Name.ESTIMATE),
          Map.entry("points", Name.ESTIMATE),
          Map.entry("story points", Name.ESTIMATE),
          Map.entry("estimación", Name.ESTIMATE),
          Map.entry("estimativa", Name.ESTIMATE),
          Map.entry("aufwand", Name.ESTIMATE),
          Map.entry("status", Name.STATUS),
          Map.entry("state", Name.STATUS),
          Map.entry("estado", Name.STATUS),
          Map.entry("statut", Name.STATUS),
          Map.entry("статус", Name.STATUS),
          Map.entry("状态", Name.STATUS),
          Map.entry("状態", Name.STATUS),
          Map.entry("상태", Name.STATUS),
          Map.entry("requirements", Name.OTHER),
          Map.entry("validates", Name.OTHER));

  private static final Pattern LABELLED =
      Pattern.compile("^([\\p{L}][\\p{L}\\p{M} /-]{0,40}?)\\s*[:：]\\s*(.*)$");

  private static final Pattern COLUMN = Pattern.compile("\\s+[|·•]\\s+");

  /** Label and value of any line of that form, whether or not the label is known. */
  record Labelled(String label, String value) {}

  static Optional<Labelled> labelled(String text) {
    Matcher matcher = LABELLED.matcher(Words.undecorated(text));
    return matcher.matches()
        ? Optional.of(new Labelled(matcher.group(1).strip(), matcher.group(2).strip()))
        : Optional.empty();
  }

  /** The fields of a line, of which {@code Owner: X | Priority: P1} has two. */
  static List<Field> of(Line line) {
    List<Field> fields = new ArrayList<>();
    for (String part : COLUMN.split(line.text())) {
      labelled(part).flatMap(Field::known).ifPresent(fields::add);
    }
    return fields;
  }

  private static Optional<Field> known(Labelled line) {
    return name(line.label()).map(name -> new Field(name, line.label(), plain(line.value())));
  }

  static Optional<Name> name(String label) {
    Name name = LABELS.get(label.toLowerCase(Locale.ROOT).strip());
    return name != null ? Optional.of(name) : CriteriaLabel.of(label);
  }

  private static String plain(String value) {
    return value.replace("`", "").strip();
  }
}
