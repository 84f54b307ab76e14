package io.planwright.plan.compile;

import io.planwright.plan.Progress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** States that are written as words or as a sign. */
final class StatusWords {
  private static final Pattern DONE =
      Pattern.compile(
          "✅|✔|☑|\\b(done|complete|completed|finished|closed|merged|shipped|resolved)\\b"
              + "|completad[oa]|conclu[ií]d[oa]|terminé|fertig|erledigt|готово|завершен|完了|已完成|完成|완료");
  private static final Pattern NOT = Pattern.compile("\\bnot\\b|未着手|未开始");
  private static final Pattern NOT_YET =
      Pattern.compile(
          "⬜|☐|\\b(todo|to do|pending|open|ready|planned|backlog|new)\\b"
              + "|pendiente|pendente|待办|대기");
  private static final Pattern RUNNING =
      Pattern.compile(
          "🔄|🚧|🟡|\\b(in[ _-]?progress|wip|started|doing|ongoing|active|review|partial(ly)?)\\b"
              + "|en (curso|progreso)|em andamento|進行中|进行中|진행|в работе");
  private static final Pattern BLOCKED =
      Pattern.compile("⛔|🚫|\\b(blocked|waiting)\\b|bloquead[oa]|阻塞|заблокирован");
  private static final Pattern HELD = Pattern.compile("⏸|\\b(on[ _-]?hold|paused|deferred)\\b|保留");
  private static final Pattern CANCELLED =
      Pattern.compile("\\b(cancel+ed|dropped|obsolete|won'?t do)\\b|cancelad[oa]|取消|отменен");
  private static final Pattern FAILED = Pattern.compile("❌|\\bfailed\\b|失败|失敗");

  private StatusWords() {}

  static Optional<Progress> of(String value) {
    String text = value.toLowerCase(Locale.ROOT);
    if (NOT.matcher(text).find()) {
      return Optional.of(Progress.TODO);
    }
    if (CANCELLED.matcher(text).find()) {
      return Optional.of(Progress.CANCELLED);
    }
    if (FAILED.matcher(text).find()) {
      return Optional.of(Progress.FAILED);
    }
    if (BLOCKED.matcher(text).find()) {
      return Optional.of(Progress.BLOCKED);
    }
    if (HELD.matcher(text).find()) {
      return Optional.of(Progress.ON_HOLD);
    }
    if (RUNNING.matcher(text).find()) {
      return Optional.of(Progress.IN_PROGRESS);
    }
    if (NOT_YET.matcher(text).find()) {
      return Optional.of(Progress.TODO);
    }
    return DONE.matcher(text).find() ? Optional.of(Progress.DONE) : Optional.empty();
  }
}
