package io.planwright.gpu.llm;

import dev.langchain4j.model.output.TokenUsage;
import io.planwright.plan.assist.PlanPatch;
import io.planwright.plan.run.Failure;
import io.planwright.workflows.FailureKind;
import io.planwright.workflows.assist.AssistAnswer;
import io.planwright.workflows.assist.AssistRequest;
import io.planwright.workflows.assist.AssistSteps;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Asks a language model for a patch. Idempotent: it changes nothing. Heartbeats while it waits;
 * cancelled, it stops the model. What the model answers is hostile until it has the form of a
 * patch.
 */
public final class AssistActivities implements AssistSteps {
  /** What a model may write; beyond it, the model is stopped. */
  static final int LONGEST_ANSWER = 60_000;

  private static final Duration BEAT = Duration.ofMillis(300);
  private static final Duration SILENCE = Duration.ofMinutes(2);

  private final LlmSettings settings;
  private final Clock clock;
  private final Optional<Ollama> ollama;

  public AssistActivities(LlmSettings settings) {
    this(settings, Clock.systemUTC(), SILENCE);
  }

  AssistActivities(LlmSettings settings, Clock clock, Duration silence) {
    this.settings = settings;
    this.clock = clock;
    this.ollama = settings.ollama().map(uri -> new Ollama(uri, silence));
  }

  /** What was said until the end, or until it was too much. */
  private record Said(String text, boolean cut, Optional<TokenUsage> tokens) {}

  @Override
  public AssistAnswer assist(AssistRequest request) {
    Ollama server =
        ollama.orElseThrow(
            () ->
                FailureKind.LLM_MISSING.failure(
                    "assistance needs a language model: set OLLAMA_URL for the worker of gpu-llm"));
    Question question = AssistQuestion.of(request);
    Instant start = clock.instant();
    Ollama.Model model = server.model(request.model().or(settings::model));
    Said said = hear(server.ask(model, question), Activity.getExecutionContext());
    PatchForm.Read read =
        said.cut()
            ? new PatchForm.Read.Useless(
                "the answer must have at most "
                    + LONGEST_ANSWER
                    + " characters, was stopped beyond them")
            : PatchForm.read(said.text());
    double seconds = Duration.between(start, clock.instant()).toMillis() / 1000.0;
    return switch (read) {
      case PatchForm.Read.Useful(PlanPatch patch) ->
          answer(patch, Optional.empty(), model, said.tokens(), seconds);
      case PatchForm.Read.Useless(String why) ->
          answer(
              PlanPatch.NONE,
              Optional.of(new Failure(AssistAnswer.USELESS, why)),
              model,
              said.tokens(),
              seconds);
    };
  }

  private static AssistAnswer answer(
      PlanPatch patch,
      Optional<Failure> useless,
      Ollama.Model model,
      Optional<TokenUsage> tokens,
      double seconds) {
    return new AssistAnswer(
        patch,
        useless,
        model.label(),
        tokens.flatMap(counted -> Optional.ofNullable(counted.inputTokenCount())),
        tokens.flatMap(counted -> Optional.ofNullable(counted.outputTokenCount())),
        seconds);
  }

  private Said hear(Words words, ActivityExecutionContext context) {
    StringBuilder text = new StringBuilder();
    Instant beat = clock.instant().plus(BEAT);
    try (words) {
      context.heartbeat(0);
      while (text.length() <= LONGEST_ANSWER) {
        switch (words.next(BEAT).orElse(null)) {
          case null -> {}
          case Words.Event.Said said -> text.append(said.text());
          case Words.Event.Ended ended -> {
            return new Said(text.toString(), false, ended.tokens());
          }
          case Words.Event.Broken broken ->
              throw new IllegalStateException("words.next must have thrown", broken.cause());
        }
        if (!clock.instant().isBefore(beat)) {
          context.heartbeat(text.length());
          beat = clock.instant().plus(BEAT);
        }
      }
      return new Said("", true, Optional.empty());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw FailureKind.UNAVAILABLE.failure("the worker stopped before the answer's end", e);
    }
  }
}
