package io.planwright.plan.compile;

import io.planwright.plan.Progress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** States that are written as words or as a sign. */
final class StatusWords {
  private static final int LAST_LATIN = 0x7F;

  /** Of the radicals, before all letters of the scripts without spaces. */
  private static final int FIRST_UNSPACED = 0x2E80;

  private static final Map<Progress, String> WORDS = new LinkedHashMap<>();

  private static final Pattern NOT =
      Pattern.compile(
          "(?<!\\p{L})(not|no|nicht|pas|não|не|não|sin|sem)\\s+(yet\\s+)?(done|complete|completed|started"
              + "|begun|ready|tested|verified|iniciad[oa]|empezad[oa]|completad[oa]|hecho|feito"
              + "|commencé|fait|begonnen|fertig|gestartet|начат[оа]?|готово)(?!\\p{L})"
              + "|未着手|未开始|未開始|未完成|未完了|미완료|미착수|미시작");

  private static final WordStarts STARTS = new WordStarts();
  private static final WordStarts NOT_STARTS = new WordStarts();

  static {
    List.of("not", "no", "nicht", "não", "pas", "sin", "sem").forEach(NOT_STARTS::add);
    state(
        Progress.CANCELLED,
        "🗑",
        "cancell?ed|dropped|obsolete|won'?t do|wontfix|skipped|removed|rejected|cancelad[oa]|descartad[oa]"
            + "|annulée?|abandonnée?|entfällt|gestrichen|verworfen|отмен[её]н[оаы]?",
        "取消|已取消|中止|不要|취소");
    state(
        Progress.FAILED,
        "💥",
        "failed|fehlgeschlagen|fallid[oa]|falhou|échoué|провален[оа]?",
        "失败|失敗|실패");
    state(
        Progress.BLOCKED,
        "⛔🚫⏳❌🔴",
        "blocked|waiting|stuck|bloquead[oa]|bloquée?|blockiert|wartet|заблокирован[оа]?|ожидает|en espera",
        "阻塞|受阻|等待|ブロック|차단|막힘|대기 중");
    state(
        Progress.ON_HOLD,
        "⏸",
        "on[ _-]?hold|paused|deferred|postponed|suspended|backlog later|suspendid[oa]|suspens[oa]|pausad[oa]"
            + "|en pause|reportée?|pausiert|zurückgestellt|verschoben|отложен[оа]?|приостановлен[оа]?",
        "暂停|搁置|推迟|延期|保留|보류|연기");
    state(
        Progress.IN_PROGRESS,
        "🔄🚧🟡🔨🏗🔶🟠",
        "in[ _-]?progress|wip|started|doing|ongoing|active|in[ _-]?review|review|reviewing|partial|partially"
            + "|partly|underway|en (?:curso|progreso|proceso)|em (?:andamento|progresso|curso|revisão)"
            + "|en cours|in (?:arbeit|bearbeitung|prüfung)|läuft|в (?:работе|процессе)|выполняется|идёт",
        "进行中|进行|開発中|実施中|対応中|作業中|着手|進行中|进展中|처리 중|진행 중|진행중|진행|작업 중");
    state(
        Progress.TODO,
        "⬜☐🔵⚪📋🔲⭕",
        "to[ -]?do|pending|open|ready|planned|queued|backlog|new|next|unstarted|proposed|draft|pendiente"
            + "|por hacer|planificad[oa]|nuev[oa]|pendente|a fazer|planejad[oa]|à faire|prévue?|offen|geplant"
            + "|neu|к выполнению|ожидается|план|запланирован[оа]?|новая",
        "待办|待开始|待处理|计划|计划中|予定|未|未済|待機|대기|예정|할 일|미정");
    state(
        Progress.DONE,
        "✅✔☑🟢✓",
        "done|completed?|finished|closed|merged|shipped|resolved|verified|delivered|implemented|accepted|passed"
            + "|released|deployed|approved|completad[oa]|hech[oa]|list[oa]|terminad[oa]|finalizad[oa]"
            + "|aprobad[oa]|conclu[ií]d[oa]|feit[oa]|pront[oa]|aprovad[oa]|entregue|terminée?|faite?s?"
            + "|achevée?|validée?|livrée?|fertig|erledigt|abgeschlossen|umgesetzt|готов[оа]?|завершен[оа]?"
            + "|завершён|выполнен[оа]?|сделан[оа]?",
        "已完成|完成|完了|済|已交付|완료|끝|승인");
  }

  /** All of them, each state's in a group of its own; at one place the first state counts. */
  private static final Pattern ANY =
      Pattern.compile(
          String.join("|", WORDS.values()), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final List<Progress> STATES = List.copyOf(WORDS.keySet());

  private StatusWords() {}

  /** Words of scripts with spaces stand alone; the others may stand in a longer one. */
  private static void state(Progress state, String signs, String words, String inside) {
    for (String word : words.split("\\|")) {
      STARTS.add(word);
    }
    WORDS.put(state, "([" + signs + "]|(?<![\\p{L}])(?:" + words + ")(?![\\p{L}])|" + inside + ")");
  }

  /** The state that comes first in the text, what follows explains it; but not done is not done. */
  static Optional<Progress> of(String value) {
    String text = value.toLowerCase(Locale.ROOT);
    Matcher not = NOT.matcher(text).useTransparentBounds(true);
    Matcher any = ANY.matcher(text).useTransparentBounds(true);
    Optional<Progress> first = Optional.empty();
    for (int at = 0; at < text.length(); at++) {
      if (mayStart(text, at)) {
        if (NOT_STARTS.mayBeAt(text, at) && not.region(at, text.length()).lookingAt()) {
          return Optional.of(Progress.TODO);
        }
        if (first.isEmpty()
            && STARTS.mayBeAt(text, at)
            && any.region(at, text.length()).lookingAt()) {
          first = Optional.of(found(any));
        }
      }
    }
    return first;
  }

  /** A letter that starts a word, a sign, or a letter of a script without spaces. */
  private static boolean mayStart(String text, int at) {
    char c = text.charAt(at);
    return c >= FIRST_UNSPACED
        || (Character.isLetter(c)
            ? at == 0 || !Character.isLetter(text.charAt(at - 1))
            : c > LAST_LATIN);
  }

  private static Progress found(Matcher any) {
    int group = 1;
    while (any.start(group) < 0) {
      group++;
    }
    return STATES.get(group - 1);
  }
}
