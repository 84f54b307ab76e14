package io.planwright.plan.compile;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Headings and labels over lists that say when something is done. */
final class CriteriaLabel {
  private static final Keywords CRITERIA =
      Keywords.of(
          """
          criteria, criterion, criterios, criterio, critério, critérios, critère, critères,
          definition of done, dod, definition of ready, complete when, done when, success metrics,
          quality gate, quality gates, exit condition, exit conditions, sign-off, signoff, sign-offs,
          akzeptanzkriterien, abnahmekriterien, abnahme, definición de hecho, критерии, критерий,
          technical metrics, technical targets, technical goals, business metrics, business targets,
          business goals, quality metrics, quality targets, performance metrics, performance targets,
          performance goals, completion metrics,
          验收标准, 完成标准, 接受标准, 检查清单, 完成检查, 受入基準, 受け入れ基準, 完了条件, 完了チェック, 完了時チェック,
          チェックリスト, 완료 조건, 완료 기준, 검증 기준, 체크리스트
          """);

  private static final Set<String> CHECKS =
      Set.of(
          "test",
          "tests",
          "testing",
          "checkpoint",
          "checkpoints",
          "check",
          "checks",
          "verification",
          "verify",
          "validation",
          "gate",
          "gates",
          "review checklist",
          "checklist");
  private static final Keywords CHECKPOINT =
      Keywords.of("checkpoint, checkpoints, pre-flight*, preflight*, 检查点, チェックポイント, 체크포인트");

  /** A label is short; a sentence may speak of criteria. */
  private static final int LONGEST = 120;

  private CriteriaLabel() {}

  /** Whether a heading's words start with such a label, rather than have one among them. */
  static boolean leads(String title) {
    String plain = Words.undecorated(title).strip();
    int words = plain.indexOf(' ', Math.max(0, plain.indexOf(' ') + 1));
    return of(words < 0 ? plain : plain.substring(0, words)).isPresent() || CRITERIA.start(plain);
  }

  static Optional<Field.Name> of(String label) {
    String plain = Words.undecorated(label).strip();
    if (plain.endsWith(":")) {
      plain = plain.substring(0, plain.length() - 1).strip();
    }
    if (plain.length() > LONGEST) {
      return Optional.empty();
    }
    String lower = plain.toLowerCase(Locale.ROOT);
    if (CRITERIA.in(lower) || lower.endsWith("acceptance tests")) {
      return Optional.of(Field.Name.CRITERIA);
    }
    boolean checks =
        CHECKS.contains(lower) || lower.endsWith(" checklist") || CHECKPOINT.start(lower);
    return checks ? Optional.of(Field.Name.CHECKS) : Optional.empty();
  }
}
