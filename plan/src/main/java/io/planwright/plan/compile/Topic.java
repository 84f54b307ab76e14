package io.planwright.plan.compile;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What a section of a plan may be about, by the words of its heading. */
enum Topic {
  RISK(
      """
      risk, risks, riesgo, riesgos, risco, riscos, risque, risques, risiken, риск, риски, 风险, リスク,
      위험, 리스크
      """),
  ROLLBACK(
      """
      rollback, roll-back, rolling back, roll back, revert, backout, back-out, undo, reversión,
      reversão, retour arrière, откат*, 回滚, ロールバック, 切り戻し, 롤백
      """),
  SETTING(
      """
      threshold, thresholds, ttl, ttls, limit, limits, setting, settings, parameter, parameters,
      timeout, timeouts, budget, budgets, quota, quotas, umbrales, límites, parámetros, limiares,
      limites, parâmetros, seuils, paramètres, schwellwerte, grenzwerte, пороги, лимиты,
      параметры, alert rules, alerting rules, 阈值, 参数, 限制, 閾値, しきい値, パラメータ, 임계값,
      매개변수
      """),
  COMMUNICATION(
      """
      communication, communications, standup, standups, stand-up, stand-ups, escalation, reporting,
      check-in, check-ins, meeting, meetings, comunicación, comunicação, kommunikation,
      коммуникация, коммуникации, эскалация, 沟通, コミュニケーション, 連絡, 커뮤니케이션, 소통
      """),
  SCHEDULE(
      """
      schedule, timeline, calendar, milestones, key dates, cronograma, calendario, calendário,
      zeitplan, terminplan, calendrier, planning, график, календарь, расписание, 时间表, 时间线,
      日程, スケジュール, 일정, 타임라인
      """),
  ORDER(
      """
      depend*, order, ordering, sequence, sequencing, prerequisit*, abhängig*, critical path,
      workflow, execution, reihenfolge, ablauf*, ordre, orden, ordem, secuencia, sequência,
      ruta crítica, caminho crítico, chemin critique, зависим*, порядок, последовательн*,
      依赖, 顺序, 关键路径, 依存, 順序, 의존, 순서
      """),
  /** Where a chain of arrows surely says what waits for what. */
  DEPENDENCY(
      """
      depend*, dependencies, critical path, abhängig*, ruta crítica, caminho crítico, зависим*,
      依赖, 关键路径, 依存, 의존
      """);

  private static final Topic[] ALL = values();
  private static final Keywords WORDS =
      Keywords.of(Arrays.stream(ALL).map(topic -> topic.words).toArray(String[]::new));

  private final String words;

  Topic(String words) {
    this.words = words;
  }

  /** All that a heading names. */
  static Set<Topic> of(String heading) {
    EnumSet<Topic> topics = EnumSet.noneOf(Topic.class);
    WORDS.find(
        heading,
        topic -> {
          topics.add(ALL[topic]);
          return false;
        });
    return Collections.unmodifiableSet(topics);
  }
}
