package io.planwright.plan.compile;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What estimates are stated in, by the words of nine languages. */
enum WorkUnit {
  MINUTE(1),
  HOUR(60),
  DAY(8 * 60),
  WEEK(5 * 8 * 60),
  /** Four weeks. */
  MONTH(20 * 8 * 60),
  QUARTER(60 * 8 * 60),
  POINT(0);

  private static final int LONGEST_UNSPACED = 8;

  private static final Map<String, WorkUnit> WORDS =
      words(
          Map.of(
              MINUTE,
              "m min mins minute minutes minuto minutos minuten мин минут минута минуты 分 分钟 分鐘 分間"
                  + " 분",
              HOUR,
              "h hr hrs hour hours hora horas stunde stunden std heure heures ч час часа часов"
                  + " personenstunden manhours 小时 小時 个小时 個小時 時間 人時 人时 工时 시간",
              DAY,
              "d day days día días dia dias jour jours j tag tage tagen arbeitstag arbeitstage"
                  + " personentag personentage werktage mandays journée journées день дня дней дн 天 日"
                  + " 人日 人天 工作日 个工作日 個工作日 工日 営業日 일 영업일 작업일 인일 日間",
              WEEK,
              "w wk wks week weeks semana semanas semaine semaines woche wochen неделя недели недель"
                  + " неделю нед 周 週 週間 星期 个星期 個星期 人周 人週 주 주일 주간",
              MONTH,
              "mo month months mes meses mês mois monat monate monaten месяц месяца месяцев 个月 個月"
                  + " ヶ月 か月 カ月 ヵ月 人月 개월",
              QUARTER,
              "quarter quarters trimestre trimestres quartal quartale квартал квартала 季度 个季度",
              POINT,
              "point points pt pts sp storypoints punto puntos ponto pontos punkt punkte баллов балла"
                  + " 故事点 ポイント ストーリーポイント 포인트 스토리포인트"));

  /** What may stand between a figure and its unit. */
  private static final Set<String> KINDS =
      Set.of(
          "person",
          "man",
          "working",
          "work",
          "business",
          "dev",
          "developer",
          "engineering",
          "engineer",
          "ideal",
          "full",
          "story",
          "calendar",
          "рабочих",
          "рабочие",
          "рабочий",
          "человеко",
          "homme",
          "puntos",
          "pontos",
          "人",
          "个",
          "個");

  private final int minutes;

  WorkUnit(int minutes) {
    this.minutes = minutes;
  }

  /** A day has 8 hours, a week 5 days; points have no minutes. */
  int minutes() {
    return minutes;
  }

  private static Map<String, WorkUnit> words(Map<WorkUnit, String> rows) {
    Map<String, WorkUnit> words = new TreeMap<>();
    for (WorkUnit unit : values()) {
      Arrays.stream(rows.getOrDefault(unit, "").split(" ")).forEach(word -> words.put(word, unit));
    }
    return words;
  }

  /** By a whole word in lower case. */
  static Optional<WorkUnit> of(String word) {
    return Optional.ofNullable(WORDS.get(word));
  }

  static boolean kind(String word) {
    return KINDS.contains(word);
  }

  /** The length of the longest unit of a script without spaces that stands at a place. */
  static int longest(String text, int at) {
    for (int length = Math.min(LONGEST_UNSPACED, text.length() - at); length > 0; length--) {
      if (WORDS.containsKey(text.substring(at, at + length))) {
        return length;
      }
    }
    return 0;
  }
}
