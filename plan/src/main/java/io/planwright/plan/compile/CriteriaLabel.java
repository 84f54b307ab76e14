package io.planwright.plan.compile;

import java.util.Optional;
import java.util.regex.Pattern;

/** Headings and labels over lists that say when something is done. */
final class CriteriaLabel {
  private static final Pattern CRITERIA =
      Pattern.compile(
          "\\bcriteri(a|on|os|o)\\b|\\bcritérios?\\b|\\bcritères?\\b|definition of done|\\bdod\\b"
              + "|definition of ready|complete when|done when|success metrics|quality gates?"
              + "|exit conditions?|acceptance tests?$|sign-?off|akzeptanzkriterien|definición de hecho"
              + "|完了時チェック|チェックリスト|完了チェック|检查清单|完成检查|체크리스트|완료 기준|검증 기준|abnahme\\b|критери[ий] приемки|接受标准|受入基準|验收标准|完成标准|完了条件|受け入れ基準|완료 조건|критерии"
              + "|(technical|business|quality|performance|completion) (metrics|targets|goals)",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Pattern CHECKS =
      Pattern.compile(
          "^(tests?|testing|checkpoints?(\\b.*)?|检查点.*|チェックポイント.*|체크포인트.*|checks?|verification|verify|validation|rollback|gates?"
              + "|review checklist|pre-?flight.*|.*\\bchecklist)$",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private CriteriaLabel() {}

  /** Whether a heading's words start with such a label, rather than have one among them. */
  static boolean leads(String title) {
    String plain = Words.undecorated(title).strip();
    int words = plain.indexOf(' ', Math.max(0, plain.indexOf(' ') + 1));
    return of(words < 0 ? plain : plain.substring(0, words)).isPresent()
        || CRITERIA.matcher(plain).lookingAt();
  }

  static Optional<Field.Name> of(String label) {
    String plain = Words.undecorated(label).strip();
    if (plain.endsWith(":")) {
      plain = plain.substring(0, plain.length() - 1).strip();
    }
    if (CRITERIA.matcher(plain).find()) {
      return Optional.of(Field.Name.CRITERIA);
    }
    return CHECKS.matcher(plain).matches() ? Optional.of(Field.Name.CHECKS) : Optional.empty();
  }
}
