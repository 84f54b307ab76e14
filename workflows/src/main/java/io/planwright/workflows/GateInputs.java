package io.planwright.workflows;

import io.planwright.workflows.contract.In;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** What a gate asks, of whom, and what a no means. */
record GateInputs(
    @In(value = "who may decide, as name or name=weight; nobody named: any operator", or = "[]")
        List<String> approvers,
    @In(value = "the weight of yes that opens it", or = "1") int quorum,
    @In(value = "who worked on what it judges can't decide", or = "false") boolean separation,
    @In(value = "decides by itself where every criterion is measured, without people", or = "false")
        boolean automatic,
    @In("after so long without a decision it goes to the next level, after the last it fails")
        Optional<Duration> deadline,
    @In(value = "further levels, as level: name, name", or = "[]") List<String> escalation,
    @In("how often it reminds those who may decide") Optional<Duration> remind,
    @In("what is to be decided, for people to read") Optional<String> asks,
    @In(
            "what a no means: stop, wait for a person, retry (what it judges is done again) or"
                + " roll-back (its phase is undone, and the run held there); absent: as on-failure"
                + " says")
        Optional<String> no,
    @In("how often a no may have it done again before the run stops; 3 unless said")
        Optional<Integer> again,
    @In("a language model that advises people, by its name, or any; it never decides")
        Optional<String> adviser) {
  private static final int USUALLY_AGAIN = 3;

  GateInputs {
    approvers = List.copyOf(approvers);
    escalation = List.copyOf(escalation);
    if (quorum < 1) {
      throw FailureKind.INPUT_INVALID.failure("quorum must be >= 1, was " + quorum);
    }
  }

  /** As a plan gives them; what it leaves out is as the executor's defaults are. */
  static GateInputs of(SortedMap<String, Object> given) {
    SortedMap<String, Object> inputs = Executors.named(Gate.EXECUTOR).defaults();
    inputs.putAll(given);
    return new GateInputs(
        texts(inputs, "approvers"),
        whole(inputs, "quorum").orElse(1),
        Boolean.TRUE.equals(inputs.get("separation")),
        Boolean.TRUE.equals(inputs.get("automatic")),
        duration(inputs, "deadline"),
        texts(inputs, "escalation"),
        duration(inputs, "remind"),
        text(inputs, "asks"),
        text(inputs, "no"),
        whole(inputs, "again"),
        text(inputs, "adviser"));
  }

  /** What a no means where the gate itself says so. */
  Optional<No> meaning() {
    return no.map(No::of);
  }

  int most() {
    return again.orElse(USUALLY_AGAIN);
  }

  /** What follows from a no. */
  enum No {
    STOP,
    WAIT,
    RETRY,
    ROLL_BACK;

    private static No of(String word) {
      return switch (word) {
        case "stop" -> STOP;
        case "wait" -> WAIT;
        case "retry" -> RETRY;
        case "roll-back" -> ROLL_BACK;
        default ->
            throw FailureKind.INPUT_INVALID.failure(
                "no must be stop, wait, retry or roll-back, was " + word);
      };
    }
  }

  private static List<String> texts(Map<String, Object> inputs, String name) {
    return inputs.get(name) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  private static Optional<String> text(Map<String, Object> inputs, String name) {
    return Optional.ofNullable(inputs.get(name)).map(String::valueOf);
  }

  private static Optional<Integer> whole(Map<String, Object> inputs, String name) {
    return inputs.get(name) instanceof Number number
        ? Optional.of(number.intValue())
        : Optional.empty();
  }

  private static Optional<Duration> duration(Map<String, Object> inputs, String name) {
    try {
      return text(inputs, name).map(Duration::parse);
    } catch (DateTimeParseException e) {
      throw FailureKind.INPUT_INVALID.failure(
          name + " must be a duration like PT24H, was " + inputs.get(name), e);
    }
  }
}
