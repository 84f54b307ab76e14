package io.planwright.plan.compile;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** What the columns of a table hold, by the words of its header. */
final class Columns {
  /** What names or places a row; the rest of a row are {@link Field}s. */
  enum Column {
    ID,
    /** The title, where the header says that rows are tasks. */
    TASK,
    /** The title, where the header says that rows are stories or features. */
    STORY,
    /** A title of anything. */
    NAME,
    DETAIL,
    PHASE,
    START,
    END,
    /** Of tables that are no tasks: risks, metrics, interfaces. */
    FOREIGN
  }

  private static final Map<String, Column> WORDS =
      Vocabulary.of(
          Column.class,
          """
          ID = cód, cod, cod., cód., wp, ap, pkg, us-id, task-id, package, #, no, no., nr, nr., id, ids, code, task id, task #, task no, task no., wbs, wbs id, wbs code, \
            wbs #, wbs no, wbs no., item id, item #, story id, us id, us, ticket, ticket id, issue, key, ref, \
            编号, 序号, 任务编号, 任务id, 番号, 項番, 번호, 순번, 작업 id, 작업번호, №, n°, nº, código, codigo, kennung, \
            номер, id задачи, код, step #, step no, n
          TASK = task, tasks, task name, task title, task description, task / activity, activity, activities, \
            work item, work package, action, action item, actions, to do, todo, step, subtask, sub-task, tarea, \
            tareas, actividad, actividades, nombre de la tarea, tarefa, tarefas, atividade, atividades, nome da \
            tarefa, tâche, tâches, activité, action à mener, aufgabe, aufgaben, arbeitspaket, vorgang, \
            aktivität, задача, задачи, работа, работы, наименование работ, наименование задачи, действие, 任务, \
            任务名称, 子任务, 工作项, 工作任务, 工作内容, 任务内容, 具体任务, タスク, タスク名, 作業, 作業項目, 作業内容, 作業名, \
            작업, 작업명, 작업 내용, 태스크, 할 일, 업무, 세부 작업, 세부작업, công việc
          STORY = story, user story, story name, story title, stories, feature, feature name, epic name, \
            historia, historia de usuario, história, funcionalidad, funcionalidade, fonctionnalité, функция, \
            功能, 功能点, 機能, 기능, 用户故事
          NAME = name, title, item, component, nombre, título, titulo, nome, nom, titre, bezeichnung, titel, \
            название, наименование, 名称, 标题, 名前, 項目, 件名, 이름, 제목, 항목, deliverable name
          DETAIL = inhalt, beschreibung der arbeit, description, details, detail, what, notes, summary, scope, descripción, detalle, detalles, \
            descrição, detalhes, beschreibung, описание, 描述, 说明, 详情, 説明, 詳細, 内容, 설명, 내용, 상세
          PHASE = 마일스톤, マイルストーン, phase, phases, sprint, sprints, stage, milestone, module, epic, wave, track, workstream, week, \
            group, category, area, section, batch, layer, iteration, fase, etapa, semana, módulo, bloque, \
            bloco, etappe, modul, woche, phase name, étape, lot, semaine, этап, фаза, неделя, спринт, модуль, \
            阶段, 模块, 里程碑, 周次, 迭代, フェーズ, 工程, 大項目, 大分類, 分類, スプリント, 단계, 스프린트, 주차, 모듈, 구분, 대분류
          START = start, start date, begin, inicio, início, début, beginn, начало, 开始, 开始时间, 开始日期, 開始, \
            開始日, 시작, 시작일
          END = end, end date, due, due date, deadline, finish, target date, fin, fim, término, ende, \
            окончание, конец, 结束, 结束时间, 截止日期, 完成时间, 終了, 終了日, 期限, 종료, 종료일, 마감, 마감일
          FOREIGN = risk, risks, mitigation, probability, likelihood, impact, metric, target, measurement, \
            endpoint, method, event, payload, version, author, change, changes, term, definition, question, \
            answer, decision, rationale, variable, default, value, tool, technology, before, after, current, \
            riesgo, mitigación, impacto, riesgos, risco, mitigação, risque, risiko, метрика, риск, риски, 风险, \
            缓解措施, 指标, 目标值, リスク, 対策, 指標, 목표치, 지표, 위험, 리스크, 대응 방안, métrica, kpi, indicator, \
            requirement id, old, new, error, cause, solution, reason
          """);

  private static final Pattern ASIDE = Pattern.compile("\\s*[(（\\[].*?[)）\\]]\\s*");

  private final Map<Column, Integer> columns = new EnumMap<>(Column.class);
  private final List<Optional<Field>> fields = new ArrayList<>();
  private final List<String> headers = new ArrayList<>();

  Columns(List<Line> header) {
    for (Line cell : header) {
      String text =
          Words.undecorated(cell.text()).replace("*", "").toLowerCase(Locale.ROOT).strip();
      String bare = withoutAside(text);
      if (!add(text) && (bare.equals(text) || !add(bare))) {
        headers.add(bare);
        fields.add(Optional.empty());
      }
    }
  }

  /** Takes a header whose words are known. */
  private boolean add(String header) {
    Column column = WORDS.get(header);
    Optional<Field.Name> name = column == null ? Field.name(header) : Optional.empty();
    if (column == null && name.isEmpty()) {
      return false;
    }
    if (column != null) {
      columns.putIfAbsent(column, headers.size());
    }
    headers.add(header);
    fields.add(name.map(of -> new Field(of, header, "")));
    return true;
  }

  private static String withoutAside(String header) {
    boolean aside =
        header.indexOf(')') >= 0 || header.indexOf(']') >= 0 || header.indexOf('）') >= 0;
    return aside ? ASIDE.matcher(header).replaceAll(" ").strip() : header;
  }

  int size() {
    return headers.size();
  }

  OptionalInt at(Column column) {
    Integer at = columns.get(column);
    return at == null ? OptionalInt.empty() : OptionalInt.of(at);
  }

  boolean has(Column column) {
    return columns.containsKey(column);
  }

  boolean has(Field.Name name) {
    for (Optional<Field> field : fields) {
      if (field.isPresent() && field.get().name() == name) {
        return true;
      }
    }
    return false;
  }

  /** The field that a column holds, without a value; empty where it names or places the row. */
  Optional<Field> field(int column) {
    return column < fields.size() ? fields.get(column) : Optional.empty();
  }

  /** A column's header, as it is compared. */
  String header(int column) {
    return headers.get(column);
  }
}
