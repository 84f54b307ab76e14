package io.planwright.plan.compile;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The words by which a document says that what follows a phase waits for a decision. A list of
 * success criteria alone says no such thing.
 */
final class GateWords {
  /** Of labels and headings: those that call for people, those that what was measured answers. */
  private static final Keywords LABELS =
      Keywords.of(
          """
          go/no-go, go / no-go, go-no-go, go no-go, go/no go, go no go, sign-off, signoff, sign off,
          sign-offs, approval gate, review gate, decision gate, approval required, approvals required,
          required approvals, freigabe, abnahme durch, aprobación requerida, aprovação necessária
          """,
          """
          complete when, completed when, complete only when, exit criteria, exit criterion,
          exit condition, exit conditions, exit gate, gate criteria, phase gate, quality gate,
          quality gates, stage gate, criterios de salida, critérios de saída, critères de sortie,
          austrittskriterien, критерии выхода, 退出标准, 退出条件
          """);

  private static final int DECISION = 0;

  private static final Keywords APPROVAL = Keywords.of("approval, approvals, approved by");
  private static final Keywords GO =
      Keywords.of("go/no-go, go / no-go, go-no-go, go no-go, go/no go, go no go");
  private static final Keywords CHECKPOINT = Keywords.of("checkpoint, checkpoints, gate");
  private static final Keywords BLOCKING = Keywords.of("blocking, blocker");

  private static final Pattern HOLD =
      Pattern.compile(
          "(?i)\\b(?:do not|don[’']t|must not|never)\\s+"
              + "(?:proceed|continue|advance|move on|go on|progress)\\b[^.]{0,80}?"
              + "\\b(?:until|unless|before|without)\\s+(\\S.{3,})");

  /** The order of phases, which holds without anybody's decision. */
  private static final Pattern ORDER =
      Pattern.compile(
          "(?i)^(?:(?:all|the|this|that|these|previous|each|every|its|phase|sprint|stage|wave|step|tasks?"
              + "|above|foundation(?:al)?|\\d+|of|in|has|have|been|are|is|fully)\\W+)*"
              + "(?:complete[ds]?|done|finishe[ds]|ends?|over)\\W*$");

  private static final Pattern FIRST =
      Pattern.compile("(?i)\\bP0\\b[\\s:(\\[–—-]*block(?:ing|er)\\b");
  private static final int LONGEST_LABEL = 120;
  private static final int LONGEST_SENTENCE = 400;

  private GateWords() {}

  /**
   * What is to be decided.
   *
   * @param people whether the words call for somebody, whatever was measured
   */
  record Said(String words, boolean people) {}

  /** By a heading or a label over a list. */
  static Optional<Said> label(String text) {
    String plain = Words.undecorated(text).strip();
    if (plain.length() > LONGEST_LABEL) {
      return Optional.empty();
    }
    boolean known = LABELS.in(plain);
    boolean people =
        (known && LABELS.find(plain, group -> group == DECISION))
            || APPROVAL.start(plain)
            || checkpoint(plain);
    return known || people ? Optional.of(new Said(plain, people)) : Optional.empty();
  }

  /** By the title of a phase: only what cannot be meant as its work. */
  static Optional<Said> phase(String title) {
    return GO.in(title) ? Optional.of(new Said(title, true)) : Optional.empty();
  }

  /** By a line of its own: a label with what it says, or that one must not go on before. */
  static Optional<Said> line(Line line) {
    String text = line.text().strip();
    if (!line.lead().isEmpty() && text.startsWith(line.lead())) {
      Optional<Said> led = label(line.lead()).filter(said -> said.people() || isLabel(line));
      if (led.isPresent()) {
        return led.map(said -> new Said(Words.cut(text, LONGEST_SENTENCE), said.people()));
      }
    } else if (text.endsWith(":") || text.endsWith("：")) {
      Optional<Said> labelled = label(text.substring(0, text.length() - 1));
      if (labelled.isPresent()) {
        return labelled;
      }
    } else {
      Optional<Said> said = plainLabel(text);
      if (said.isPresent()) {
        return said;
      }
    }
    if (checkpoint(text) && text.length() <= LONGEST_SENTENCE) {
      return Optional.of(new Said(text, true));
    }
    if (!mayHold(text)) {
      return Optional.empty();
    }
    var hold = HOLD.matcher(Words.cut(text, LONGEST_SENTENCE));
    return hold.find() && !ORDER.matcher(hold.group(1)).matches()
        ? Optional.of(new Said(Words.cut(text, LONGEST_SENTENCE), true))
        : Optional.empty();
  }

  /** {@code Go/no-go: the desk signs off}, without emphasis. */
  private static Optional<Said> plainLabel(String text) {
    int colon = text.indexOf(':');
    String label = text.substring(0, Math.max(0, colon));
    return LABELS.start(label) && LABELS.find(label, group -> group == DECISION)
        ? Optional.of(new Said(Words.cut(text, LONGEST_SENTENCE), true))
        : Optional.empty();
  }

  /** Most lines have none of the words, and are not searched. */
  private static boolean mayHold(String text) {
    return text.contains("until")
        || text.contains("unless")
        || text.contains("before")
        || text.contains("without");
  }

  private static boolean isLabel(Line line) {
    String text = line.text().strip();
    return text.equals(line.lead()) || text.endsWith(":") || line.lead().endsWith(":");
  }

  private static boolean checkpoint(String text) {
    return CHECKPOINT.start(text)
        && BLOCKING.in(text)
        && !text.toLowerCase(Locale.ROOT).contains("non-blocking")
        && !text.toLowerCase(Locale.ROOT).contains("not blocking");
  }

  /** {@code P0 BLOCKING}: what follows the task's phase waits for what the task must meet. */
  static boolean blocking(String text) {
    return (text.contains("P0") || text.contains("p0")) && FIRST.matcher(text).find();
  }
}
