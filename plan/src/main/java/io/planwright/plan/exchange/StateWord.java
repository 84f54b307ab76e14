package io.planwright.plan.exchange;

import io.planwright.plan.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A state as documents write it: a sign, or a word of a language.
 *
 * @param language of the word; {@code sign} for an emoji
 */
record StateWord(String language, Progress state, String text) {
  static final String SIGN = "sign";

  /** Of several for one state the first is written, all are read. */
  private static final List<StateWord> KNOWN =
      List.of(
              words(SIGN, Progress.DONE, "✅", "✔", "☑", "🟢"),
              words(SIGN, Progress.DONE, "✓"),
              words(SIGN, Progress.TODO, "⬜", "☐", "🔵", "⚪"),
              words(SIGN, Progress.TODO, "📋", "🔲", "⭕"),
              words(SIGN, Progress.IN_PROGRESS, "🔄", "🚧", "🟡", "🔨"),
              words(SIGN, Progress.IN_PROGRESS, "🏗", "🔶", "🟠"),
              words(SIGN, Progress.BLOCKED, "⛔", "🚫", "⏳", "❌"),
              words(SIGN, Progress.BLOCKED, "🔴"),
              words(SIGN, Progress.ON_HOLD, "⏸"),
              words(SIGN, Progress.FAILED, "💥"),
              words(SIGN, Progress.CANCELLED, "🗑"),
              words("en", Progress.DONE, "done", "completed", "complete", "finished"),
              words("en", Progress.DONE, "closed", "merged", "shipped", "resolved"),
              words("en", Progress.DONE, "verified", "delivered", "implemented", "released"),
              words("en", Progress.DONE, "deployed"),
              words("en", Progress.TODO, "todo", "to do", "to-do", "pending"),
              words("en", Progress.TODO, "not started", "not yet started", "open", "ready"),
              words("en", Progress.TODO, "planned", "queued", "backlog", "new"),
              words("en", Progress.TODO, "unstarted", "proposed", "draft"),
              words("en", Progress.IN_PROGRESS, "in progress", "in-progress", "in_progress", "wip"),
              words("en", Progress.IN_PROGRESS, "started", "doing", "ongoing", "active"),
              words("en", Progress.IN_PROGRESS, "in review", "review", "partial", "partially"),
              words("en", Progress.IN_PROGRESS, "underway"),
              words("en", Progress.BLOCKED, "blocked", "waiting", "stuck"),
              words("en", Progress.ON_HOLD, "on hold", "on-hold", "paused", "deferred"),
              words("en", Progress.ON_HOLD, "postponed", "suspended"),
              words("en", Progress.CANCELLED, "cancelled", "canceled", "dropped", "obsolete"),
              words("en", Progress.CANCELLED, "skipped", "rejected"),
              words("en", Progress.FAILED, "failed"),
              words("es", Progress.DONE, "completado", "completada", "terminado", "terminada"),
              words("es", Progress.DONE, "finalizado", "finalizada", "hecho", "hecha"),
              words("es", Progress.DONE, "listo", "lista"),
              words("es", Progress.TODO, "pendiente", "por hacer", "planificado", "planificada"),
              words("es", Progress.TODO, "no iniciado"),
              words("es", Progress.IN_PROGRESS, "en curso", "en progreso", "en proceso"),
              words("es", Progress.BLOCKED, "bloqueado", "bloqueada"),
              words("es", Progress.CANCELLED, "cancelado", "cancelada"),
              words("pt", Progress.DONE, "concluído", "concluída", "concluido", "feito"),
              words("pt", Progress.DONE, "feita", "pronto"),
              words("pt", Progress.TODO, "pendente", "a fazer", "não iniciado", "planejado"),
              words("pt", Progress.IN_PROGRESS, "em andamento", "em progresso", "em curso"),
              words("fr", Progress.DONE, "terminé", "terminée", "fait", "validé"),
              words("fr", Progress.TODO, "à faire", "prévu", "prévue"),
              words("fr", Progress.IN_PROGRESS, "en cours"),
              words("fr", Progress.BLOCKED, "bloqué", "bloquée"),
              words("fr", Progress.CANCELLED, "annulé", "annulée"),
              words("de", Progress.DONE, "erledigt", "fertig", "abgeschlossen", "umgesetzt"),
              words("de", Progress.TODO, "offen", "geplant", "nicht begonnen"),
              words("de", Progress.IN_PROGRESS, "in arbeit", "in bearbeitung", "läuft"),
              words("de", Progress.BLOCKED, "blockiert"),
              words("de", Progress.CANCELLED, "verworfen"),
              words("ru", Progress.DONE, "готово", "завершено", "завершён", "завершен"),
              words("ru", Progress.DONE, "выполнено", "сделано"),
              words("ru", Progress.TODO, "к выполнению", "не начато", "запланировано"),
              words("ru", Progress.IN_PROGRESS, "в работе", "в процессе", "выполняется"),
              words("ru", Progress.BLOCKED, "заблокировано", "заблокирован"),
              words("ru", Progress.CANCELLED, "отменено", "отменен"),
              words("zh", Progress.DONE, "已完成", "完成", "已交付"),
              words("zh", Progress.TODO, "待办", "待开始", "待处理", "未开始"),
              words("zh", Progress.TODO, "未完成", "计划中"),
              words("zh", Progress.IN_PROGRESS, "进行中"),
              words("zh", Progress.BLOCKED, "阻塞", "受阻"),
              words("zh", Progress.ON_HOLD, "暂停", "搁置"),
              words("zh", Progress.CANCELLED, "已取消", "取消"),
              words("zh", Progress.FAILED, "失败"),
              words("ja", Progress.DONE, "完了", "済"),
              words("ja", Progress.TODO, "未着手", "未開始", "未完了", "予定"),
              words("ja", Progress.IN_PROGRESS, "進行中", "対応中", "実施中", "作業中"),
              words("ja", Progress.BLOCKED, "ブロック"),
              words("ja", Progress.ON_HOLD, "保留"),
              words("ja", Progress.CANCELLED, "中止"),
              words("ja", Progress.FAILED, "失敗"),
              words("ko", Progress.DONE, "완료"),
              words("ko", Progress.TODO, "대기", "예정", "할 일", "미완료"),
              words("ko", Progress.TODO, "미착수"),
              words("ko", Progress.IN_PROGRESS, "진행 중", "진행중", "진행"),
              words("ko", Progress.BLOCKED, "차단"),
              words("ko", Progress.ON_HOLD, "보류"),
              words("ko", Progress.CANCELLED, "취소"),
              words("ko", Progress.FAILED, "실패"))
          .stream()
          .flatMap(List::stream)
          .toList();

  private static final Pattern ANY =
      Pattern.compile(
          KNOWN.stream()
              .map(StateWord::text)
              .sorted(Comparator.comparing(String::length).reversed())
              .map(StateWord::pattern)
              .reduce((a, b) -> a + "|" + b)
              .orElseThrow(),
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static List<StateWord> words(String language, Progress state, String... texts) {
    return Arrays.stream(texts).map(text -> new StateWord(language, state, text)).toList();
  }

  /** Words of scripts with spaces stand alone. */
  private static String pattern(String text) {
    boolean alone =
        Character.UnicodeScript.of(text.codePointAt(0)) == Character.UnicodeScript.LATIN
            || Character.UnicodeScript.of(text.codePointAt(0)) == Character.UnicodeScript.CYRILLIC;
    return alone
        ? "(?<![\\p{L}\\p{N}_-])" + Pattern.quote(text) + "(?![\\p{L}\\p{N}_-])"
        : Pattern.quote(text) + "\\uFE0F?";
  }

  /** A word in a text. */
  record Found(StateWord word, int start, int end) {}

  /** The first sign and the first word of a text, as far as there are any. */
  static List<Found> in(String text) {
    List<Found> found = new ArrayList<>();
    Matcher matcher = ANY.matcher(text);
    while (matcher.find()) {
      StateWord word = named(matcher.group());
      if (found.stream().noneMatch(other -> other.word().sign() == word.sign())) {
        found.add(new Found(word, matcher.start(), matcher.end()));
      }
    }
    return found;
  }

  private static StateWord named(String written) {
    String text = written.replace("\uFE0F", "");
    StateWord known =
        KNOWN.stream()
            .filter(word -> word.text().equalsIgnoreCase(text))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no word: " + written));
    return new StateWord(known.language(), known.state(), written);
  }

  boolean sign() {
    return language.equals(SIGN);
  }

  /** Another state in the same language, else in English; a sign has only signs beside it. */
  Optional<String> to(Progress other) {
    return KNOWN.stream()
        .filter(word -> word.state() == other && word.language().equals(language))
        .findFirst()
        .or(
            () ->
                KNOWN.stream()
                    .filter(word -> word.state() == other && word.language().equals("en"))
                    .filter(word -> !sign())
                    .findFirst())
        .map(word -> likeCased(word.text()));
  }

  /** With capitals where this one has them. */
  String likeCased(String other) {
    if (text.codePoints().noneMatch(Character::isUpperCase) || other.isEmpty()) {
      return other;
    }
    boolean all = text.codePoints().noneMatch(Character::isLowerCase) && text.length() > 1;
    int first = other.offsetByCodePoints(0, 1);
    return all
        ? other.toUpperCase(Locale.ROOT)
        : other.substring(0, first).toUpperCase(Locale.ROOT) + other.substring(first);
  }
}
