package io.planwright.gpu.llm;

import dev.langchain4j.model.output.TokenUsage;
import io.planwright.gpu.Attempts;
import io.planwright.plan.run.ArtifactRef;
import io.planwright.plan.run.Entry;
import io.planwright.plan.run.Outcome;
import io.planwright.plan.run.StepRef;
import io.planwright.store.Artifacts;
import io.planwright.store.Journal;
import io.planwright.workflows.FailureKind;
import io.planwright.workflows.llm.LlmInputs;
import io.planwright.workflows.llm.LlmSteps;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Asks a language model. Idempotent: a repeated attempt asks again and journals its words under a
 * name of its own. Heartbeats while it waits and with each batch of words; cancelled, it stops the
 * model.
 */
public final class LlmActivities implements LlmSteps {
  /** What a model may write; beyond it, the model is stopped. */
  static final int LONGEST_ANSWER = 100_000;

  private static final int LONGEST_FACT = 500;
  private static final Duration BATCH = Duration.ofMillis(300);
  private static final Duration SILENCE = Duration.ofMinutes(2);

  private final LlmSettings settings;
  private final Lines journal;
  private final Texts artifacts;
  private final Clock clock;
  private final Optional<Ollama> ollama;

  public LlmActivities(LlmSettings settings, Journal journal, Artifacts artifacts) {
    this(settings, journal::append, artifacts::put, Clock.systemUTC(), SILENCE);
  }

  LlmActivities(
      LlmSettings settings, Lines journal, Texts artifacts, Clock clock, Duration silence) {
    this.settings = settings;
    this.journal = journal;
    this.artifacts = artifacts;
    this.clock = clock;
    this.ollama = settings.ollama().map(uri -> new Ollama(uri, silence));
  }

  /** Where words go: the journal's {@link Journal#append}. */
  @FunctionalInterface
  interface Lines {
    void append(String run, String writer, List<Entry> entries);
  }

  /** Where the answer goes: the store's {@link Artifacts#put}. */
  @FunctionalInterface
  interface Texts {
    ArtifactRef put(
        StepRef step, String kind, String mediaType, Path file, SortedMap<String, Object> details);
  }

  @Override
  public Outcome work(StepRef step, LlmInputs inputs) {
    ActivityExecutionContext context = Activity.getExecutionContext();
    Question question = Question.of(inputs);
    Instant start = clock.instant();
    Answer answer = new Answer(step, Attempts.writer(step, context));
    String answeredBy;
    if (ollama.isPresent()) {
      Ollama.Model model = ollama.get().model(inputs.model().or(settings::model));
      answeredBy = model.label();
      answer.hear(ollama.get().ask(model, question), context);
    } else {
      answeredBy = Template.ANSWERED_BY;
      answer.add(Template.answer(inputs));
      answer.tell();
    }
    return answer.outcome(answeredBy, Duration.between(start, clock.instant()).toMillis() / 1000.0);
  }

  /** One attempt's answer as it grows. */
  private final class Answer {
    private final StepRef step;
    private final String writer;
    private final StringBuilder text = new StringBuilder();
    private int told;
    private long lines;
    private Optional<TokenUsage> tokens = Optional.empty();
    private boolean cut;

    Answer(StepRef step, String writer) {
      this.step = step;
      this.writer = writer;
    }

    void hear(Words words, ActivityExecutionContext context) {
      try (words) {
        long heard = 0;
        boolean open = true;
        Instant batchEnds = clock.instant().plus(BATCH);
        context.heartbeat(heard);
        while (open && !cut) {
          switch (words.next(BATCH).orElse(null)) {
            case null -> {}
            case Words.Event.Said said -> {
              heard++;
              add(said.text());
            }
            case Words.Event.Ended ended -> {
              tokens = ended.tokens();
              open = false;
            }
            case Words.Event.Broken broken ->
                throw new IllegalStateException("words.next must have thrown", broken.cause());
          }
          if (!open || cut || !clock.instant().isBefore(batchEnds)) {
            tell();
            context.heartbeat(heard);
            batchEnds = clock.instant().plus(BATCH);
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw FailureKind.WORKER_STOPPED.failure("the worker stopped before the answer's end", e);
      }
    }

    void add(String words) {
      text.append(Text.clean(words));
      if (text.length() > LONGEST_ANSWER) {
        text.setLength(Text.beginning(text.toString(), LONGEST_ANSWER).length());
        cut = true;
      }
    }

    void tell() {
      String words = text.substring(told);
      if (!words.isEmpty()) {
        told = text.length();
        lines++;
        journal.append(
            step.run(),
            writer,
            List.of(
                new Entry.Progress(
                    lines, clock.instant(), step.phase(), step.task(), words, 0, 0)));
      }
    }

    Outcome outcome(String answeredBy, double seconds) {
      String all = text.toString().strip();
      if (all.isEmpty()) {
        throw FailureKind.UNAVAILABLE.failure(
            "an answer must hold text, that of " + answeredBy + " was empty");
      }
      Outcome outcome =
          Outcome.NONE
              .artifact("text", store(all + "\n", answeredBy))
              .fact("answeredBy", answeredBy)
              .fact("text", Text.beginning(all, LONGEST_FACT))
              .metric("seconds", seconds);
      if (cut) {
        outcome = outcome.fact("cut", "stopped after " + LONGEST_ANSWER + " characters");
      }
      return tokens.isPresent() ? withTokens(outcome, tokens.get()) : outcome;
    }

    private static Outcome withTokens(Outcome outcome, TokenUsage tokens) {
      Integer prompt = tokens.inputTokenCount();
      Integer answer = tokens.outputTokenCount();
      Outcome counted = prompt == null ? outcome : outcome.metric("promptTokens", prompt);
      return answer == null ? counted : counted.metric("answerTokens", answer);
    }

    private ArtifactRef store(String answer, String answeredBy) {
      SortedMap<String, Object> details = new TreeMap<>();
      details.put("answeredBy", answeredBy);
      details.put("characters", answer.length());
      try {
        Path file = Files.createTempFile("answer", ".md");
        try {
          Files.writeString(file, answer);
          return artifacts.put(step, "text", "text/markdown", file, details);
        } finally {
          Files.deleteIfExists(file);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("could not write the answer's file", e);
      }
    }
  }
}
