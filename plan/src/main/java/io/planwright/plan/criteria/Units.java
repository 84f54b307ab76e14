package io.planwright.plan.criteria;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Units by the words of nine languages, and how those of one kind stand to each other. */
final class Units {
  private static final int LONGEST_UNSPACED = 6;

  /** Canonical unit first, then what means it. */
  private static final String[][] NAMES = {
    {"%", "percent", "pct", "prozent", "процент", "процента", "процентов", "パーセント", "퍼센트", "프로"},
    {
      "points", "points", "point", "pts", "pp", "puntos", "pontos", "punkte", "пунктов", "ポイント",
      "포인트"
    },
    {"bps", "bps", "bp"},
    {"ns", "ns"},
    {"us", "us", "µs", "μs"},
    {"ms", "ms", "msec", "millis", "millisecond", "milliseconds", "milisegundo", "milisegundos"},
    {"ms", "milissegundos", "milliseconde", "millisecondes", "millisekunde", "millisekunden", "мс"},
    {"ms", "миллисекунд", "毫秒", "ミリ秒", "밀리초"},
    {"s", "s", "sec", "secs", "second", "seconds", "segundo", "segundos", "seconde", "secondes"},
    {"s", "sek", "sekunde", "sekunden", "с", "сек", "секунд", "секунды", "секунда", "秒", "秒钟", "초"},
    {
      "min", "m", "min", "mins", "minute", "minutes", "minuto", "minutos", "minuten", "мин", "минут"
    },
    {"min", "минуты", "分", "分钟", "分鐘", "分間", "분"},
    {
      "h", "h", "hr", "hrs", "hour", "hours", "hora", "horas", "heure", "heures", "stunde",
      "stunden"
    },
    {"h", "ч", "час", "часа", "часов", "小时", "小時", "時間", "시간"},
    {
      "d", "d", "day", "days", "día", "días", "dia", "dias", "jour", "jours", "tag", "tage", "tagen"
    },
    {"d", "день", "дня", "дней", "天", "日", "일"},
    {"w", "week", "weeks", "semana", "semanas", "semaine", "semaines", "woche", "wochen", "неделя"},
    {"w", "недели", "недель", "周", "週", "週間", "주"},
    {
      "month", "month", "months", "mes", "meses", "mês", "mois", "monat", "monate", "месяц",
      "месяца"
    },
    {"month", "месяцев", "个月", "ヶ月", "か月", "개월"},
    {"bytes", "bytes", "byte"},
    {"KB", "kb", "kib", "кб"},
    {"MB", "mb", "mib", "мб"},
    {"GB", "gb", "gib", "гб"},
    {"TB", "tb", "tib", "тб"},
    {"rps", "rps", "rqs"},
    {"qps", "qps"},
    {"tps", "tps"},
    {"fps", "fps"},
    {"x", "x", "×", "倍", "배"},
    {"$", "usd", "dollars", "dollar"},
    {"€", "eur", "euro", "euros"},
    {"£", "gbp"},
    {"¥", "jpy", "yen", "元", "円"},
  };

  private static final Map<String, String> UNITS = names();

  /** Words that count things and are no unit: 3件, 5个. */
  private static final Set<String> COUNTERS = Set.of("件", "个", "個", "회", "건", "개", "次", "回", "条");

  private static final Set<String> MAGNITUDES = Set.of("k", "mn", "bn", "b");
  private static final Set<String> CURRENCIES = Set.of("$", "€", "£", "¥", "₽", "₩", "₹");
  private static final Set<String> RATES = Set.of("rps", "qps", "tps", "fps");
  private static final Set<String> TIMES = Set.of("ns", "us", "ms", "s", "min", "h", "d", "w");

  private static final Map<String, Double> SCALES =
      Map.ofEntries(
          Map.entry("ns", 1e-9),
          Map.entry("us", 1e-6),
          Map.entry("ms", 1e-3),
          Map.entry("s", 1.0),
          Map.entry("min", 60.0),
          Map.entry("h", 3_600.0),
          Map.entry("d", 86_400.0),
          Map.entry("w", 604_800.0),
          Map.entry("bytes", 1.0),
          Map.entry("KB", 1e3),
          Map.entry("MB", 1e6),
          Map.entry("GB", 1e9),
          Map.entry("TB", 1e12));

  private Units() {}

  private static Map<String, String> names() {
    Map<String, String> names = new TreeMap<>();
    for (String[] row : NAMES) {
      for (int i = 1; i < row.length; i++) {
        names.put(row[i], row[0]);
      }
    }
    return names;
  }

  static Optional<String> named(String word) {
    return Optional.ofNullable(UNITS.get(word));
  }

  static boolean counter(String word) {
    return COUNTERS.contains(word);
  }

  static boolean currency(String sign) {
    return CURRENCIES.contains(sign);
  }

  /** Requests, queries or the like in a time: more is better and no comparator is needed. */
  static boolean rate(String unit) {
    return RATES.contains(unit) || unit.endsWith("/s");
  }

  static boolean time(String unit) {
    return TIMES.contains(unit) || unit.equals("month");
  }

  /** A span of the calendar rather than something a system takes. */
  static boolean calendar(String unit) {
    return unit.equals("d") || unit.equals("w") || unit.equals("month");
  }

  /** What may follow digits without a space: 100ms, 10k. */
  static boolean gluable(String letters) {
    return UNITS.containsKey(letters) || MAGNITUDES.contains(letters);
  }

  static Optional<Double> magnitude(String word) {
    return switch (word) {
      case "k", "mil", "thousand", "tsd", "тыс", "千" -> Optional.of(1e3);
      case "mn", "million", "mio", "млн", "百万" -> Optional.of(1e6);
      case "b", "bn", "billion", "млрд" -> Optional.of(1e9);
      case "万", "만" -> Optional.of(1e4);
      default -> Optional.empty();
    };
  }

  /** The factor from one unit to another; empty where they measure different things. */
  static Optional<Double> factor(String from, String to) {
    if (from.equals(to)) {
      return Optional.of(1.0);
    }
    Double a = SCALES.get(from);
    Double b = SCALES.get(to);
    return a == null || b == null || TIMES.contains(from) != TIMES.contains(to)
        ? Optional.empty()
        : Optional.of(a / b);
  }

  /** The length of the longest unit or counter that stands at a place. */
  static int longest(String text, int at) {
    for (int length = Math.min(LONGEST_UNSPACED, text.length() - at); length > 0; length--) {
      String word = text.substring(at, at + length);
      if (UNITS.containsKey(word) || COUNTERS.contains(word) || magnitude(word).isPresent()) {
        return length;
      }
    }
    return 0;
  }
}
