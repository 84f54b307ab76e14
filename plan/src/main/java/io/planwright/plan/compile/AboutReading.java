package io.planwright.plan.compile;

import io.planwright.plan.Note;
import io.planwright.plan.Risk;
import io.planwright.plan.Setting;
import io.planwright.plan.criteria.CriterionText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads the sections that are about the plan rather than its work: risks, rollback, settings,
 * targets, communication, schedule.
 */
final class AboutReading {
  private static final Pattern METRIC =
      Pattern.compile(
          "(?iu)^(metric|kpi|indicator|criterion|criteria|measure|requirement|métrica|indicador|métrique"
              + "|metrik|kennzahl|метрика|показатель|指标|指標|지표)s?$");
  private static final Pattern TARGET =
      Pattern.compile(
          "(?iu)^(target|goal|threshold|objective|required|objetivo|meta|cible|objectif|ziel|zielwert|цель"
              + "|目标|目标值|目標|目標値|목표)( value)?s?$");
  private static final Keywords RISK_HEADER =
      Keywords.of(
          """
          risk, risks, threat, riesgo, risco, risque, risiko, риск, issue, 风险, リスク, 위험, 리스크
          """);
  private static final Keywords MITIGATION =
      Keywords.of(
          """
          mitigation*, response, contingency, countermeasure*, mitigación, mitigação, atténuation,
          maßnahme*, gegenmaßnahme*, снижение, меры, митигация, 缓解, 应对, 对策, 措施, 対策, 緩和, 대응,
          완화
          """);
  private static final Keywords LEVEL =
      Keywords.of(
          """
          probability, likelihood, impact, severity, level, priority, probabilidad, probabilidade,
          impacto, probabilité, gravité, wahrscheinlichkeit, auswirkung, вероятность, влияние, 概率,
          可能性, 影响, 等级, 確率, 影響, 확률, 영향, 심각도
          """);
  private static final Pattern SEPARATOR = Pattern.compile("^\\s*[:：–—-]\\s*");
  private static final Pattern LABEL_END = Pattern.compile("[:：]\\s*$");
  private static final Pattern BOX = Pattern.compile("^\\[.?]\\s+");
  private static final Pattern LED_MITIGATION =
      Pattern.compile(
          "(?iu)^(?:mitigations?|response|contingency|mitigación|mitigação|maßnahme|对策|缓解措施|対策|대응)\\s*[:：]\\s*");
  private static final int LONGEST_TEXT = 2_000;

  private final AboutPlan about;

  AboutReading(AboutPlan about) {
    this.about = about;
  }

  /** A section with no tasks of its own. */
  void read(Section section) {
    if (section.isAbout(Topic.RISK)) {
      section.blocks.forEach(this::readRisks);
    } else if (section.isAbout(Topic.ROLLBACK)) {
      readRollback(section);
    } else if (section.isAbout(Topic.COMMUNICATION)) {
      note(Note.Topic.COMMUNICATION, section);
    } else if (section.isAbout(Topic.SCHEDULE)) {
      note(Note.Topic.SCHEDULE, section);
    }
    boolean settings = section.isAbout(Topic.SETTING);
    for (Block block : section.blocks) {
      if (block instanceof Block.Grid grid && !section.isAbout(Topic.RISK)) {
        readTargets(grid);
        if (settings && grid.tasks().isEmpty()) {
          readSettings(section.title(), grid);
        }
      }
    }
  }

  /** Whether a section says how work is taken back, and holds none itself. */
  static boolean isRollback(Section section) {
    return section.topics.contains(Topic.ROLLBACK) && section.level() > 1
        || section.parent.filter(AboutReading::isRollback).isPresent();
  }

  private void readRisks(Block block) {
    switch (block) {
      case Block.Grid grid -> readRiskTable(grid);
      case Block.Listing list -> list.items().forEach(this::readRisk);
      case Block.Fence fence -> readRiskTree(fence);
      case Block.Paragraph paragraph -> {}
      case Block.Heading heading -> {}
    }
  }

  private void readRiskTable(Block.Grid grid) {
    List<Line> header = grid.rows().getFirst();
    int risk = column(header, RISK_HEADER::in).orElse(0);
    Optional<Integer> mitigation = column(header, MITIGATION::in);
    if (mitigation.isEmpty()) {
      return;
    }
    for (List<Line> row : grid.rows().subList(1, grid.rows().size())) {
      String text = cell(row, risk);
      List<String> levels = new ArrayList<>();
      for (int i = 0; i < header.size(); i++) {
        if (LEVEL.in(header.get(i).text()) && !cell(row, i).isEmpty()) {
          levels.add(header.get(i).text() + " " + cell(row, i));
        }
      }
      if (!text.isEmpty()) {
        about.risks.add(
            new Risk(
                text,
                Optional.of(String.join(", ", levels)).filter(level -> !level.isEmpty()),
                Optional.of(cell(row, mitigation.get())).filter(words -> !words.isEmpty()),
                row.getFirst().source()));
      }
    }
  }

  /** {@code **Name**: mitigation}, or a risk with its mitigation below it. */
  private void readRisk(Block.Item item) {
    if (item.head().isEmpty()) {
      return;
    }
    Line line = item.head().getFirst();
    String below =
        item.rest().stream()
            .filter(Block.Listing.class::isInstance)
            .flatMap(block -> ((Block.Listing) block).items().stream())
            .flatMap(inner -> inner.head().stream().limit(1))
            .map(inner -> LED_MITIGATION.matcher(inner.text()).replaceFirst(""))
            .collect(Collectors.joining("; "));
    String text = line.text();
    String mitigation = below;
    if (!line.lead().isEmpty() && text.startsWith(line.lead())) {
      String rest = SEPARATOR.matcher(text.substring(line.lead().length())).replaceFirst("");
      text = LABEL_END.matcher(line.lead()).replaceFirst("");
      mitigation = below.isEmpty() ? rest : rest.isEmpty() ? below : rest + " " + below;
    }
    about.risks.add(
        new Risk(
            text,
            Optional.empty(),
            Optional.of(LED_MITIGATION.matcher(mitigation).replaceFirst("").strip())
                .filter(words -> !words.isEmpty()),
            line.source()));
  }

  /** {@code Risk_Name: {mitigation: [...]}} in YAML. */
  private void readRiskTree(Block.Fence fence) {
    if (!(fence.language().equals("yaml") || fence.language().equals("yml"))) {
      return;
    }
    YamlTree.read(Places.of(fence))
        .root()
        .filter(YamlTree.Members.class::isInstance)
        .map(YamlTree.Members.class::cast)
        .ifPresent(
            tree ->
                tree.members()
                    .forEach(
                        member -> {
                          if (member.value() instanceof YamlTree.Members inner) {
                            String mitigation =
                                inner
                                    .find("mitigation", "mitigations", "response")
                                    .map(found -> YamlTree.texts(found.value()))
                                    .orElse(List.of())
                                    .stream()
                                    .map(YamlTree.Text::text)
                                    .collect(Collectors.joining("; "));
                            about.risks.add(
                                new Risk(
                                    member.key().replace('_', ' '),
                                    Optional.of(inner.text("level", "probability", "impact"))
                                        .filter(level -> !level.isEmpty()),
                                    Optional.of(mitigation).filter(words -> !words.isEmpty()),
                                    member.source()));
                          }
                        }));
  }

  private void readRollback(Section section) {
    List<String> steps = new ArrayList<>();
    String scope = section.title();
    for (Block block : section.blocks) {
      switch (block) {
        case Block.Listing list -> {
          List<String> own = scope.equals(section.title()) ? steps : new ArrayList<>();
          for (Block.Item item : list.items()) {
            readRollbackItem(item, section, own);
          }
          if (own != steps && !own.isEmpty()) {
            about.undoings.add(new AboutPlan.Undoing(section.title(), scope, own, list.source()));
          }
        }
        case Block.Fence fence ->
            fence
                .content()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(steps::add);
        // "If Phase 2 fails:" says what the list below it undoes.
        case Block.Paragraph paragraph -> {
          if (!paragraph.lines().isEmpty()) {
            scope = paragraph.lines().getLast().text();
          }
        }
        case Block.Grid grid -> readRollbackTable(grid);
        case Block.Heading heading -> {}
      }
    }
    if (!steps.isEmpty()) {
      about.undoings.add(
          new AboutPlan.Undoing(section.title(), section.title(), steps, section.source()));
    }
  }

  /** {@code **Phase 2**: restore the backup} undoes that phase; other items are steps. */
  private void readRollbackItem(Block.Item item, Section section, List<String> steps) {
    if (item.head().isEmpty()) {
      return;
    }
    Line line = item.head().getFirst();
    String text = BOX.matcher(line.text()).replaceFirst("");
    boolean named =
        !line.lead().isEmpty() && HeadingForm.of(line.lead()) instanceof HeadingForm.PhaseHead;
    if (!named) {
      steps.add(text);
      return;
    }
    List<String> own = new ArrayList<>();
    String rest =
        SEPARATOR
            .matcher(text.substring(Math.min(text.length(), line.lead().length())))
            .replaceFirst("");
    if (!rest.isBlank()) {
      own.add(rest);
    }
    item.rest().stream()
        .filter(Block.Listing.class::isInstance)
        .flatMap(block -> ((Block.Listing) block).items().stream())
        .flatMap(inner -> inner.head().stream().limit(1))
        .forEach(inner -> own.add(inner.text()));
    if (!own.isEmpty()) {
      about.undoings.add(new AboutPlan.Undoing(section.title(), line.lead(), own, line.source()));
    }
  }

  private void readRollbackTable(Block.Grid grid) {
    for (List<Line> row : grid.rows().subList(1, grid.rows().size())) {
      String what = cell(row, 0);
      String how = cell(row, row.size() - 1);
      if (row.size() > 1 && !what.isEmpty() && !how.isEmpty()) {
        about.undoings.add(
            new AboutPlan.Undoing(what, what, List.of(how), row.getFirst().source()));
      }
    }
  }

  /** A table of metrics and targets states criteria of the plan. */
  private void readTargets(Block.Grid grid) {
    List<Line> header = grid.rows().getFirst();
    Optional<Integer> metric = column(header, text -> METRIC.matcher(text).matches());
    Optional<Integer> target = column(header, text -> TARGET.matcher(text).matches());
    if (metric.isEmpty() || target.isEmpty()) {
      return;
    }
    for (List<Line> row : grid.rows().subList(1, grid.rows().size())) {
      String name = cell(row, metric.get());
      String value = cell(row, target.get());
      if (!name.isEmpty() && !value.isEmpty()) {
        about.criteria.add(CriterionText.of(name + " " + value, row.getFirst().source()));
      }
    }
  }

  private void readSettings(String group, Block.Grid grid) {
    List<Line> header = grid.rows().getFirst();
    if (header.size() < 2 || column(header, text -> METRIC.matcher(text).matches()).isPresent()) {
      return;
    }
    for (List<Line> row : grid.rows().subList(1, grid.rows().size())) {
      for (int i = 1; i < row.size(); i++) {
        String value = cell(row, i);
        if (!cell(row, 0).isEmpty() && value.chars().anyMatch(Character::isDigit)) {
          String of =
              header.size() > 2 ? " " + header.get(Math.min(i, header.size() - 1)).text() : "";
          about.settings.add(
              new Setting(group, (cell(row, 0) + of).strip(), value, row.getFirst().source()));
        }
      }
    }
  }

  private void note(Note.Topic topic, Section section) {
    StringBuilder text = new StringBuilder();
    section.blocks.forEach(block -> write(block, "", text));
    String written = text.toString().strip();
    if (!written.isEmpty()) {
      about.notes.add(
          new Note(topic, section.title(), Words.cut(written, LONGEST_TEXT), section.source()));
    }
  }

  private static void write(Block block, String indent, StringBuilder out) {
    if (out.length() > LONGEST_TEXT) {
      return;
    }
    switch (block) {
      case Block.Paragraph paragraph ->
          paragraph.lines().forEach(line -> out.append(indent).append(line.text()).append('\n'));
      case Block.Listing list -> {
        for (Block.Item item : list.items()) {
          item.head()
              .forEach(line -> out.append(indent).append("- ").append(line.text()).append('\n'));
          item.rest().forEach(inner -> write(inner, indent + "  ", out));
        }
      }
      case Block.Grid grid -> {
        for (List<Line> row : grid.rows()) {
          out.append(row.stream().map(Line::text).collect(Collectors.joining(" | "))).append('\n');
        }
      }
      case Block.Fence fence -> out.append(fence.content().strip()).append('\n');
      case Block.Heading heading -> {}
    }
  }

  private static Optional<Integer> column(List<Line> header, Predicate<String> words) {
    for (int i = 0; i < header.size(); i++) {
      if (words.test(header.get(i).text().replace("*", "").strip())) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  private static String cell(List<Line> row, int at) {
    String text = at < row.size() ? row.get(at).text().strip() : "";
    return Words.none(text) ? "" : text;
  }
}
