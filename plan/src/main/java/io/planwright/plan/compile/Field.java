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
    SUPPORT,
    PRIORITY,
    ESTIMATE,
    STATUS,
    DELIVERABLES,
    FILES,
    LABELS,
    DESCRIPTION,
    ROLLBACK,
    CRITERIA,
    /** Boxes under it are checks of the task, unless they have ids of their own. */
    CHECKS,
    /** Known to mean something else, such as the requirements that a task serves. */
    OTHER
  }

  private static final Map<String, Name> LABELS =
      Vocabulary.of(
          Name.class,
          """
          DEPENDS = predecessor, predecessors, predecessoras, predecessora, predecesoras, predecesor, \
            predecesores, prédécesseur, prédécesseurs, pred, preds, deps, dep, antecedentes, \
            depends upon, blocked on, предшественники, 先行, 前置作业, 依存先, 依赖任务, dépendances de, phụ thuộc, \
            depends on, depends, dependency, dependencies, prerequisite, prerequisites, blocked \
            by, requires, after, depende de, dependencias, dependências, dépend de, dépendances, \
            abhängig von, abhängigkeiten, зависит от, зависимости, 依赖, 前置任务, 依存, 依存関係, 의존, 의존성, \
            선행, depends-on, dependencias previas, pré-requisitos, prerrequisitos, requisitos \
            previos, requires completion of, blocked-by, waits for, dépendance, dépend, \
            prérequis, voraussetzung, voraussetzungen, abhängigkeit, vorgänger, зависимость, \
            после, 前置, 前置依赖, 前置条件, 依赖关系, 依赖项, 依存タスク, 前提, 先行タスク, 선행 작업, 선행작업, 선행조건, 의존 관계, 의존관계, \
            dependência, dependencia, depende
          BLOCKS = blocks
          OWNER = agent, lead agent, primary agent, assigned agent, owner, assignee, assigned to, \
            assigned, lead, primary, responsible, responsable, responsável, verantwortlich, \
            ответственный, 担当, 负责人, 담당, assigned agents, responsible agent, driver, dri, \
            executor, agents, lead agents, primary agents, primary owner, task owner, encargado, \
            asignado, asignado a, propietario, atribuído a, atribuído, dono, assigné, assigné à, \
            zuständig, verantwortlicher, исполнитель, 责任人, 担当者, 执行人, 执行者, 담당자, 責任者, role, who, \
            quién, quem, agente, équipe, team
          PRIORITY = priority, prioridad, prioridade, priorité, priorität, приоритет, 优先级, 優先度, 우선순위, \
            prio, importance, 优先度, 重要度, 우선도, prioritas
          ESTIMATE = estimate, estimated effort, estimated time, estimated duration, effort, duration, \
            time estimate, points, story points, estimación, estimativa, aufwand, estimated \
            hours, est, est., hours, time, est. time, estimated, timeline, size, sp, story \
            points (sp), duración, duração, durée, dauer, esfuerzo, esforço, charge, schätzung, \
            оценка, длительность, срок, трудозатраты, 工时, 预估工时, 预计时间, 预计工时, 估算, 工期, 工数, 見積, \
            見積もり, 所要時間, 기간, 예상 시간, 소요 시간, 공수, estimación de tiempo, tiempo estimado, tempo \
            estimado, estimation, effort estimate
          STATUS = status, state, estado, statut, статус, 状态, 状態, 상태, progress, estado actual, \
            situação, état, stand, 进度, ステータス, 進捗, 진행 상태, 진행상태, current status, task status
          OTHER = validates
          ROLLBACK = rollback, rollback plan, rollback steps, rollback procedure, undo, revert, backout, \
            reversión, reversão, откат, 回滚, 回滚方案, ロールバック, 롤백
          SUPPORT = support, supporting, supporting agents, supporting agent, support agents, support \
            agent, secondary agent, secondary agents, secondary, with, apoyo, apoio, soporte, \
            unterstützung, soutien, collaborators, helpers, consulted, reviewer, reviewers, \
            supported by
          DELIVERABLES = deliverables, deliverable, output, outputs, entregables, entregable, entregáveis, \
            entregável, entregas, livrables, livrable, lieferobjekte, ergebnisse, ergebnis, \
            результат, результаты, 交付物, 产出, 产出物, 成果物, 산출물, 产物
          FILES = files, file, files to modify, files to create, file(s), files modified, affected \
            files, archivos, archivo, arquivos, arquivo, fichiers, fichier, dateien, datei, \
            файлы, файл, 文件, 涉及文件, ファイル, 対象ファイル, 파일, location, locations, paths, path
          LABELS = requirements, requirement, story, user story, stories, epic, labels, label, tags, \
            tag, component, components, covers, fr, frs, wbs refs, wbs ref, boundary, \
            requisitos, anforderungen, 需求, 要件, 요구사항, implements, type
          DESCRIPTION = description, goal, objective, purpose, scope, what, summary, descripción, objetivo, \
            descrição, beschreibung, ziel, objectif, описание, цель, 描述, 目标, 说明, 説明, 目的, 설명, 목표
          """);

  /** A label in characters. */
  private static final int MOST_LABEL = 41;

  private static final Pattern COLUMN = Pattern.compile("\\s+[|·•]\\s+");

  /** Decoration and label together end before this character. */
  private static final int LONGEST_LABEL = 60;

  private static int colon(String text) {
    int end = Math.min(text.length(), LONGEST_LABEL + 1);
    int narrow = text.indexOf(':', 0, end);
    int wide = text.indexOf('：', 0, narrow < 0 ? end : narrow);
    return wide < 0 ? narrow : wide;
  }

  /** Label and value of any line of that form, whether or not the label is known. */
  record Labelled(String label, String value) {}

  static Optional<Labelled> labelled(String text) {
    if (colon(text) < 0) {
      return Optional.empty();
    }
    String plain = Words.undecorated(text);
    int colon = colon(plain);
    if (colon < 0 || !isLabel(plain, colon)) {
      return Optional.empty();
    }
    return Optional.of(
        new Labelled(plain.substring(0, colon).strip(), plain.substring(colon + 1).strip()));
  }

  /** Letters, spaces and a few signs. */
  private static boolean isLabel(String text, int end) {
    int last = end;
    while (last > 0 && Character.isWhitespace(text.charAt(last - 1))) {
      last--;
    }
    int at = 0;
    int count = 0;
    for (; at < last && count < MOST_LABEL; count++) {
      int point = text.codePointAt(at);
      boolean inner = at > 0 && (" _/()-".indexOf(point) >= 0 || Words.isMark(point));
      if (!Character.isLetter(point) && !inner) {
        return false;
      }
      at += Character.charCount(point);
    }
    return count > 0 && at == last;
  }

  /** The fields of a line, of which {@code Owner: X | Priority: P1} has two. */
  static List<Field> of(Line line) {
    if (colon(line.text()) < 0) {
      return List.of();
    }
    List<Field> fields = new ArrayList<>();
    String text = line.text();
    boolean columns = text.indexOf('|') >= 0 || text.indexOf('·') >= 0 || text.indexOf('•') >= 0;
    if (!columns) {
      return labelled(text).flatMap(Field::known).map(List::of).orElse(List.of());
    }
    for (String part : COLUMN.split(text)) {
      labelled(part).flatMap(Field::known).ifPresent(fields::add);
    }
    return fields;
  }

  /** What follows a value after a comma is the next field. */
  private static final Pattern NEXT = Pattern.compile(",\\s*\\p{L}[\\p{L} ]{1,20}[:：].*$");

  private static final Pattern INSIDE =
      Pattern.compile("(?<![\\p{L}])(\\p{L}[\\p{L} ]{1,20})[:：]\\s*([^.;()\\n]{1,200})");

  /** Fields within a sentence: {@code (Lead: Ann, Support: Bo) Requires: Setup}. */
  static List<Field> inside(String text) {
    List<Field> fields = new ArrayList<>();
    for (Matcher inside = INSIDE.matcher(text); inside.find(); ) {
      String value = NEXT.matcher(inside.group(2)).replaceFirst("").strip();
      String label = inside.group(1).strip();
      switch (name(label).orElse(Name.OTHER)) {
        case DEPENDS, BLOCKS, OWNER, SUPPORT, PRIORITY, ESTIMATE, STATUS ->
            fields.add(new Field(name(label).orElseThrow(), label, value));
        case DELIVERABLES, FILES, LABELS, DESCRIPTION, ROLLBACK, CRITERIA, CHECKS, OTHER -> {}
      }
    }
    return fields;
  }

  private static Optional<Field> known(Labelled line) {
    return name(line.label()).map(name -> new Field(name, line.label(), plain(line.value())));
  }

  static Optional<Name> name(String label) {
    Optional<Name> name = named(label);
    return name.isPresent() ? name : CriteriaLabel.of(label);
  }

  /** What a label says that is one of the known words, rather than has one among its words. */
  static Optional<Name> named(String label) {
    return Optional.ofNullable(
        LABELS.get(label.toLowerCase(Locale.ROOT).replace('_', ' ').strip()));
  }

  private static String plain(String value) {
    return value.replace("`", "").strip();
  }
}
