package io.planwright.workflows;

import io.planwright.plan.run.Command;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.Verb;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** About how many characters of a payload something takes. */
final class Weight {
  /**
   * Of one kind of thing in one payload. A payload takes 256 KiB: that is room for several kinds,
   * and for characters of three bytes.
   */
  static final int MOST = 24 * 1024;

  /** Of the one thing that a payload is about; a step's own outcome is cut here too. */
  static final int MOST_ALONE = 64 * 1024;

  private static final int NUMBER = 24;
  private static final int ARTIFACT = 160;
  private static final int RECORD = 100;

  private Weight() {}

  static int of(Outcome outcome) {
    int weight = 0;
    for (Map.Entry<String, String> fact : outcome.facts().entrySet()) {
      weight += fact.getKey().length() + fact.getValue().length();
    }
    weight += outcome.metrics().keySet().stream().mapToInt(name -> name.length() + NUMBER).sum();
    return weight
        + outcome.artifacts().keySet().stream().mapToInt(name -> name.length() + ARTIFACT).sum();
  }

  static int of(End end) {
    return RECORD + end.key().length() + of(end.outcome());
  }

  static int ofEnds(Collection<End> ends) {
    return ends.stream().mapToInt(Weight::of).sum();
  }

  static int of(UndoRecord record) {
    return 4 * RECORD + record.step().id().length() + ofValue(record.inputs());
  }

  static int ofRecords(Collection<UndoRecord> records) {
    return records.stream().mapToInt(Weight::of).sum();
  }

  static int ofCommands(Collection<Command> commands) {
    return commands.stream().mapToInt(Weight::of).sum();
  }

  /** Fails with COMMAND_REJECTED what would not fit where its result must travel. */
  static void check(Command command) {
    if (of(command) > MOST_ALONE) {
      throw FailureKind.COMMAND_REJECTED.failure(
          "a command takes at most %d characters of facts, inputs and reasons, this has %d; store"
                  .formatted(MOST_ALONE, of(command))
              + " longer texts elsewhere and refer to them");
    }
  }

  static int of(Command command) {
    int verb =
        switch (command.verb()) {
          case Verb.Complete complete -> of(complete.outcome());
          case Verb.Fail fail -> fail.message().length();
          case Verb.Retry retry -> ofValue(retry.inputs());
          default -> 0;
        };
    return 2 * RECORD
        + command.id().length()
        + command.reason().map(String::length).orElse(0)
        + verb;
  }

  private static int ofValue(Object value) {
    return switch (value) {
      case String text -> text.length();
      case List<?> list -> list.stream().mapToInt(item -> item == null ? 4 : ofValue(item)).sum();
      case Map<?, ?> map ->
          map.entrySet().stream()
              .mapToInt(
                  entry ->
                      String.valueOf(entry.getKey()).length()
                          + (entry.getValue() == null ? 4 : ofValue(entry.getValue())))
              .sum();
      case Number _, Boolean _ -> NUMBER;
      default -> ARTIFACT;
    };
  }
}
