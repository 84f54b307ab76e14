package io.planwright.workflows;

import io.planwright.plan.criteria.Judgement;
import io.planwright.plan.criteria.Judgement.Verdict;
import io.planwright.plan.run.Failure;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.Verb;
import io.planwright.plan.run.Waiting;
import io.planwright.workflows.GateInputs.No;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.stream.Collectors;

/** An open gate: what was measured, who may decide, who has, and until when. */
final class Gate {
  static final String EXECUTOR = "gate.review";

  /** The fact of a yes that names what it confirms. */
  private static final String CONFIRMS = "confirms";

  private static final int MOST_IN_WORDS = 40;
  private static final String FIRST_LEVEL = "operational";

  private final SequencedMap<String, Integer> approvers = new LinkedHashMap<>();
  private final SequencedSet<String> workers;
  private final List<Level> levels = new ArrayList<>();
  private final List<Judgement> evidence;
  private final GateInputs inputs;
  private final Optional<No> no;
  private final int quorum;
  private final SequencedMap<String, Vote> votes = new LinkedHashMap<>();
  private String level = FIRST_LEVEL;
  private Instant levelSince;
  private Instant remindedAt;
  private int passed;
  private Optional<Advice> advice = Optional.empty();

  /** A level of escalation and who decides there. */
  private record Level(String name, List<String> people) {}

  /**
   * What somebody said.
   *
   * @param confirms what only people can say is met, of that which this one did
   */
  record Vote(boolean yes, String reason, Instant at, List<String> confirms) {
    Vote {
      // Votes from before this was counted confirm nothing by name.
      confirms = confirms == null ? List.of() : List.copyOf(confirms);
    }
  }

  /**
   * What a language model says to those who decide: it weighs nothing.
   *
   * @param answeredBy the model with its digest, or that it was the fallback
   * @param yes empty where its answer is neither
   */
  record Advice(String answeredBy, Optional<Boolean> yes, String reason) {
    String words() {
      return "%s advises %s: %s"
          .formatted(
              answeredBy, yes.map(said -> said ? "yes" : "no").orElse("nothing clear"), reason);
    }
  }

  /** How an open gate stands, so that it can go on after its workflow was continued as new. */
  record Standing(
      SequencedMap<String, Vote> votes,
      int levelsPassed,
      Instant levelSince,
      List<Judgement> evidence,
      List<String> workers,
      Optional<Instant> remindedAt,
      Optional<Advice> advice) {
    Standing {
      // Gates that were carried before this was begin their reminders anew.
      remindedAt = remindedAt == null ? Optional.empty() : remindedAt;
      advice = advice == null ? Optional.empty() : advice;
      votes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(votes));
      evidence = List.copyOf(evidence);
      workers = List.copyOf(workers);
    }
  }

  /**
   * @param workers who worked on what it judges
   */
  Gate(GateInputs inputs, SequencedSet<String> workers, List<Judgement> evidence, Instant now) {
    this.inputs = inputs;
    inputs.approvers().forEach(this::addApprover);
    this.quorum = inputs.quorum();
    for (String text : inputs.escalation()) {
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
    this.no = inputs.meaning();
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
  Optional<String> refusal(String actor, Verb verb) {
    if (!approvers.isEmpty() && !approvers.containsKey(actor)) {
      return Optional.of(
          "%s can't decide here: %s can".formatted(actor, String.join(", ", approvers.keySet())));
    } else if (inputs.separation() && workers.contains(actor)) {
      return Optional.of(actor + " worked on what this gate judges: somebody else must decide");
    }
    return verb instanceof Verb.Complete complete
        ? named(complete.outcome()).stream()
            .filter(name -> attested().stream().noneMatch(name::equalsIgnoreCase))
            .findFirst()
            .map(
                name ->
                    "nobody is asked to confirm %s; what people must say is: %s"
                        .formatted(name, String.join("; ", attested())))
        : Optional.empty();
  }

  /** What no metric can answer. */
  private List<String> attested() {
    return evidence.stream()
        .filter(judgement -> judgement.verdict() == Verdict.ATTESTED)
        .map(Judgement::criterion)
        .toList();
  }

  private static List<String> named(Outcome given) {
    return Arrays.stream(given.facts().getOrDefault(CONFIRMS, "").split("[;\\n]"))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  /** Counts a word; until the decision, the latest of each person holds. */
  void vote(String actor, boolean yes, Optional<String> reason, Outcome given, Instant now) {
    List<String> confirms = named(given).isEmpty() && yes ? attested() : named(given);
    votes.put(actor, new Vote(yes, reason.orElse(""), now, confirms));
  }

  void advised(Advice said) {
    advice = Optional.of(said);
  }

  /** The model to be asked, which has not answered yet. */
  Optional<String> adviser() {
    return advice.isPresent() ? Optional.empty() : inputs.adviser();
  }

  boolean automatic() {
    return inputs.automatic();
  }

  /**
   * What a no means, where the gate says more than its task's policy does.
   *
   * @param execution so many times it was asked
   */
  Optional<No> no(Failure why, int execution) {
    return why.code().equals(FailureKind.GATE_REJECTED.name())
        ? no.map(said -> said == No.RETRY && execution > inputs.most() ? No.STOP : said)
        : Optional.empty();
  }

  List<String> factsForAdviser() {
    return evidence.stream().limit(MOST_IN_WORDS).map(Judgement::words).toList();
  }

  String question() {
    return inputs.asks().orElse("may what follows begin?");
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
    int margin = weight(true) - weight(false);
    Outcome outcome = given.metric("margin", margin).fact("majority", majority());
    if (advice.isPresent()) {
      outcome = outcome.fact("advice", advice.get().words());
    }
    for (var said : confirmations().entrySet()) {
      if (!said.getValue().isEmpty()) {
        outcome = outcome.fact(said.getKey(), String.join("; ", said.getValue()));
      }
    }
    return outcome
        .metric("yes", weight(true))
        .metric("no", weight(false))
        .fact("decision", decision().orElse(measured().orElse(false)) ? "approved" : "rejected")
        .fact("votes", votesInWords())
        .fact("evidence", evidenceInWords());
  }

  /** By whom what only people can say is met was confirmed, and what was not. */
  private SequencedMap<String, List<String>> confirmations() {
    List<String> confirmed = new ArrayList<>();
    List<String> unconfirmed = new ArrayList<>();
    for (String criterion : attested()) {
      List<String> who =
          votes.entrySet().stream()
              .filter(vote -> vote.getValue().yes())
              .filter(
                  vote -> vote.getValue().confirms().stream().anyMatch(criterion::equalsIgnoreCase))
              .map(Map.Entry::getKey)
              .toList();
      if (who.isEmpty()) {
        unconfirmed.add(criterion);
      } else {
        confirmed.add(criterion + " (" + String.join(", ", who) + ")");
      }
    }
    SequencedMap<String, List<String>> all = new LinkedHashMap<>();
    all.put("confirmed", confirmed);
    all.put("unconfirmed", unconfirmed);
    return all;
  }

  private String majority() {
    int yes = weight(true);
    int no = weight(false);
    return yes == no
        ? "none, %d to %d".formatted(yes, no)
        : "%s by %d to %d".formatted(yes > no ? "yes" : "no", Math.max(yes, no), Math.min(yes, no));
  }

  /** For a refusal: who said what, and by what margin. */
  String rejection() {
    return "rejected, %s: %s%s"
        .formatted(majority(), votesInWords(), advice.map(said -> "; " + said.words()).orElse(""));
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
    String words =
        evidence.stream()
            .limit(MOST_IN_WORDS)
            .map(Judgement::words)
            .collect(Collectors.joining("; "));
    int more = evidence.size() - MOST_IN_WORDS;
    return more > 0 ? words + "; and " + more + " more" : words;
  }

  Waiting waiting() {
    String who = approvers.isEmpty() ? "any operator" : String.join(", ", approvers.keySet());
    String votesSoFar = votes.isEmpty() ? "" : "; so far " + votesInWords();
    String known =
        (evidence.isEmpty() ? "" : "; " + evidenceInWords())
            + advice.map(said -> "; " + said.words()).orElse("");
    return new Waiting(
        who,
        String.format(
            Locale.ROOT,
            "%sdecision at level %s, quorum %d%s%s",
            inputs.asks().map(asked -> asked + ": ").orElse(""),
            level,
            quorum,
            votesSoFar,
            known));
  }

  /** When something happens without anybody's word; empty: never. */
  Optional<Instant> nextAt() {
    Optional<Instant> due = due();
    Optional<Instant> reminder = inputs.remind().map(remindedAt::plus);
    if (due.isPresent() && reminder.isPresent()) {
      return due.get().isBefore(reminder.get()) ? due : reminder;
    }
    return due.or(() -> reminder);
  }

  Optional<Instant> due() {
    return inputs.deadline().map(levelSince::plus);
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
        votes, passed, levelSince, evidence, List.copyOf(workers), Optional.of(remindedAt), advice);
  }

  static Gate standing(GateInputs inputs, Standing before) {
    Gate gate =
        new Gate(
            inputs, new LinkedHashSet<>(before.workers()), before.evidence(), before.levelSince());
    for (int i = 0; i < before.levelsPassed() && !gate.levels.isEmpty(); i++) {
      gate.escalate();
    }
    gate.votes.putAll(before.votes());
    before.remindedAt().ifPresent(at -> gate.remindedAt = at);
    gate.advice = before.advice();
    return gate;
  }
}
