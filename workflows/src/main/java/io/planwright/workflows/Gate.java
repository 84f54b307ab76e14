package io.planwright.workflows;

import io.planwright.plan.criteria.Judgement;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** An open gate: what was measured, who may decide, who has, and until when. */
final class Gate {
  static final String EXECUTOR = "gate.review";

  private static final String FIRST_LEVEL = "operational";

  private final SequencedMap<String, Integer> approvers = new LinkedHashMap<>();
  private final SequencedSet<String> workers;
  private final List<Level> levels = new ArrayList<>();
  private final List<Judgement> evidence;
  private final Optional<Duration> deadline;
  private final Optional<Duration> remind;
  private final int quorum;
  private final boolean separation;
  final boolean automatic;
  private final SequencedMap<String, Vote> votes = new LinkedHashMap<>();
  private String level = FIRST_LEVEL;
  private Instant levelSince;
  private Instant remindedAt;
  private int passed;

  /** A level of escalation and who decides there. */
  private record Level(String name, List<String> people) {}

  /** What somebody said. */
  record Vote(boolean yes, String reason, Instant at) {}

  /** How an open gate stands, so that it can go on after its workflow was continued as new. */
  record Standing(
      SequencedMap<String, Vote> votes,
      int levelsPassed,
      Instant levelSince,
      List<Judgement> evidence,
      List<String> workers,
      Optional<Instant> remindedAt) {
    Standing {
      // Gates that were carried before this was begin their reminders anew.
      remindedAt = remindedAt == null ? Optional.empty() : remindedAt;
      votes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(votes));
      evidence = List.copyOf(evidence);
      workers = List.copyOf(workers);
    }
  }

  /**
   * @param workers who worked on what it judges
   */
  Gate(
      SortedMap<String, Object> inputs,
      SequencedSet<String> workers,
      List<Judgement> evidence,
      Instant now) {
    texts(inputs, "approvers").forEach(this::addApprover);
    this.quorum = ((Number) inputs.getOrDefault("quorum", 1)).intValue();
    this.separation = Boolean.TRUE.equals(inputs.get("separation"));
    this.automatic = Boolean.TRUE.equals(inputs.get("automatic"));
    this.deadline = duration(inputs, "deadline");
    this.remind = duration(inputs, "remind");
    for (String text : texts(inputs, "escalation")) {
      int colon = text.indexOf(':');
      levels.add(
          new Level(
              colon < 0 ? "level " + (levels.size() + 2) : text.substring(0, colon).strip(),
              List.of(text.substring(colon + 1).strip().split("\\s*,\\s*"))));
    }
    this.workers = workers;
    this.evidence = evidence;
    this.levelSince = now;
    this.remindedAt = now;
    if (quorum < 1) {
      throw FailureKind.INPUT_INVALID.failure("quorum must be >= 1, was " + quorum);
    }
    int weight = approvers.values().stream().mapToInt(Integer::intValue).sum();
    if (!approvers.isEmpty() && weight < quorum) {
      throw FailureKind.INPUT_INVALID.failure(
          "the approvers' weights add up to %d, which never makes the quorum of %d"
              .formatted(weight, quorum));
    }
  }

  private void addApprover(String text) {
    int equals = text.indexOf('=');
    try {
      approvers.put(
          equals < 0 ? text.strip() : text.substring(0, equals).strip(),
          equals < 0 ? 1 : Integer.parseInt(text.substring(equals + 1).strip()));
    } catch (NumberFormatException e) {
      throw FailureKind.INPUT_INVALID.failure("an approver is name or name=weight, was " + text, e);
    }
  }

  /** Whether the measured criteria decide alone; empty where one is for people to say. */
  Optional<Boolean> measured() {
    if (evidence.isEmpty()) {
      return Optional.empty();
    }
    boolean met = true;
    for (Judgement judgement : evidence) {
      switch (judgement.verdict()) {
        case MET -> {}
        case UNMET -> met = false;
        case UNSURE, UNMEASURED, ATTESTED -> {
          return Optional.empty();
        }
      }
    }
    return Optional.of(met);
  }

  /** Why somebody's word does not count. */
  Optional<String> refusal(String actor) {
    if (!approvers.isEmpty() && !approvers.containsKey(actor)) {
      return Optional.of(
          "%s can't decide here: %s can".formatted(actor, String.join(", ", approvers.keySet())));
    } else if (separation && workers.contains(actor)) {
      return Optional.of(actor + " worked on what this gate judges: somebody else must decide");
    }
    return Optional.empty();
  }

  /** Counts a word; until the decision, the latest of each person holds. */
  void vote(String actor, boolean yes, Optional<String> reason, Instant now) {
    votes.put(actor, new Vote(yes, reason.orElse(""), now));
  }

  /** Empty while it is open. */
  Optional<Boolean> decision() {
    int yes = weight(true);
    int no = weight(false);
    if (yes >= quorum) {
      return Optional.of(true);
    }
    int all = approvers.values().stream().mapToInt(Integer::intValue).sum();
    boolean lost = approvers.isEmpty() ? no >= quorum : all - no < quorum;
    return lost ? Optional.of(false) : Optional.empty();
  }

  private int weight(boolean yes) {
    return votes.entrySet().stream()
        .filter(vote -> vote.getValue().yes() == yes)
        .mapToInt(vote -> approvers.getOrDefault(vote.getKey(), 1))
        .sum();
  }

  /** What the gate gives: who said what, by what margin, on what evidence. */
  Outcome outcome(Outcome given) {
    return given
        .metric("yes", weight(true))
        .metric("no", weight(false))
        .fact("decision", decision().orElse(measured().orElse(false)) ? "approved" : "rejected")
        .fact("votes", votesInWords())
        .fact("evidence", evidenceInWords());
  }

  String votesInWords() {
    return votes.isEmpty()
        ? "none"
        : votes.entrySet().stream()
            .map(
                vote ->
                    "%s %s%s"
                        .formatted(
                            vote.getKey(),
                            vote.getValue().yes() ? "yes" : "no",
                            vote.getValue().reason().isEmpty()
                                ? ""
                                : " (" + vote.getValue().reason() + ")"))
            .collect(Collectors.joining(", "));
  }

  String evidenceInWords() {
    return evidence.stream().map(Judgement::words).collect(Collectors.joining("; "));
  }

  Waiting waiting() {
    String who = approvers.isEmpty() ? "any operator" : String.join(", ", approvers.keySet());
    String votesSoFar = votes.isEmpty() ? "" : "; so far " + votesInWords();
    String known = evidence.isEmpty() ? "" : "; " + evidenceInWords();
    return new Waiting(
        who,
        String.format(
            Locale.ROOT, "decision at level %s, quorum %d%s%s", level, quorum, votesSoFar, known));
  }

  /** When something happens without anybody's word; empty: never. */
  Optional<Instant> nextAt() {
    Optional<Instant> due = due();
    Optional<Instant> reminder = remind.map(remindedAt::plus);
    if (due.isPresent() && reminder.isPresent()) {
      return due.get().isBefore(reminder.get()) ? due : reminder;
    }
    return due.or(() -> reminder);
  }

  Optional<Instant> due() {
    return deadline.map(levelSince::plus);
  }

  /** What the time brings. */
  enum Time {
    REMINDED,
    ESCALATED,
    EXPIRED
  }

  Time pass(Instant now) {
    remindedAt = now;
    if (due().isEmpty() || now.isBefore(due().get())) {
      return Time.REMINDED;
    } else if (levels.isEmpty()) {
      return Time.EXPIRED;
    }
    levelSince = now;
    escalate();
    return Time.ESCALATED;
  }

  private void escalate() {
    Level next = levels.removeFirst();
    level = next.name();
    passed++;
    if (!approvers.isEmpty()) {
      next.people().forEach(person -> approvers.putIfAbsent(person, quorum));
    }
  }

  Standing standing() {
    return new Standing(
        votes, passed, levelSince, evidence, List.copyOf(workers), Optional.of(remindedAt));
  }

  static Gate standing(SortedMap<String, Object> inputs, Standing before) {
    Gate gate =
        new Gate(
            inputs, new LinkedHashSet<>(before.workers()), before.evidence(), before.levelSince());
    for (int i = 0; i < before.levelsPassed() && !gate.levels.isEmpty(); i++) {
      gate.escalate();
    }
    gate.votes.putAll(before.votes());
    before.remindedAt().ifPresent(at -> gate.remindedAt = at);
    return gate;
  }

  private static List<String> texts(Map<String, Object> inputs, String name) {
    return inputs.get(name) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  private static Optional<Duration> duration(Map<String, Object> inputs, String name) {
    try {
      return Optional.ofNullable(inputs.get(name)).map(String::valueOf).map(Duration::parse);
    } catch (java.time.format.DateTimeParseException e) {
      throw FailureKind.INPUT_INVALID.failure(
          name + " must be a duration like PT24H, was " + inputs.get(name), e);
    }
  }
}
