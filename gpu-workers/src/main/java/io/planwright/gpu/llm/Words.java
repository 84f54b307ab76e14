package io.planwright.gpu.llm;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialThinkingContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.langchain4j.model.output.TokenUsage;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** A model's words as they come: the network's thread hands them to the step's. */
final class Words implements StreamingChatResponseHandler, AutoCloseable {
  private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final Duration silence;
  private final Function<Throwable, ApplicationFailure> failures;
  private long heardAt = System.nanoTime();
  private volatile boolean closed;

  Words(Duration silence, Function<Throwable, ApplicationFailure> failures) {
    this.silence = silence;
    this.failures = failures;
  }

  sealed interface Event {
    /** More of the answer; empty while the model thinks. */
    record Said(String text) implements Event {}

    record Ended(Optional<TokenUsage> tokens) implements Event {}

    record Broken(Throwable cause) implements Event {}
  }

  /** The next event, if one comes soon. Fails where the model broke off or fell silent. */
  Optional<Event> next(Duration soon) throws InterruptedException {
    Event event = events.poll(soon.toMillis(), TimeUnit.MILLISECONDS);
    switch (event) {
      case null -> {
        // A server that closes its stream halfway is no error to the client: it just says no more.
        if (System.nanoTime() - heardAt > silence.toNanos()) {
          throw failures.apply(new TimeoutException("no word for " + silence));
        }
      }
      case Event.Broken broken -> throw failures.apply(broken.cause());
      case Event.Said _, Event.Ended _ -> heardAt = System.nanoTime();
    }
    return Optional.ofNullable(event);
  }

  /** Stops the model, at the latest when it would say its next word. */
  @Override
  public void close() {
    closed = true;
  }

  @Override
  public void onPartialResponse(PartialResponse response, PartialResponseContext context) {
    hear(response.text(), context.streamingHandle());
  }

  @Override
  public void onPartialThinking(PartialThinking thinking, PartialThinkingContext context) {
    hear("", context.streamingHandle());
  }

  @Override
  public void onCompleteResponse(ChatResponse response) {
    events.add(new Event.Ended(Optional.ofNullable(response.tokenUsage())));
  }

  @Override
  public void onError(Throwable cause) {
    events.add(new Event.Broken(cause));
  }

  private void hear(String text, StreamingHandle handle) {
    if (closed) {
      handle.cancel();
    } else {
      events.add(new Event.Said(text));
    }
  }
}
