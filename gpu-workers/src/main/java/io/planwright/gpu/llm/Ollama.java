package io.planwright.gpu.llm;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.ollama.OllamaStreamingChatModel;
import io.planwright.workflows.FailureKind;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An Ollama server: which models it has, and what they answer. */
final class Ollama {
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration LIST = Duration.ofSeconds(5);
  private static final int LONGEST_LIST = 1 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI base;
  private final Duration silence;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();

  /**
   * @param silence longest wait for the next word; the first one waits for the model's loading
   */
  Ollama(URI base, Duration silence) {
    this.base = base;
    this.silence = silence;
  }

  /** A model as Ollama knows it; the digest tells which weights answered. */
  record Model(String name, String digest) {
    String label() {
      return name + "@" + Text.beginning(digest.replaceFirst("^sha256:", ""), 12);
    }
  }

  Model model(Optional<String> wanted) {
    List<Model> models = models();
    if (wanted.isEmpty()) {
      return models.stream()
          .findFirst()
          .orElseThrow(() -> unavailable("lists no model: pull one, or name one", null));
    }
    String name = wanted.get();
    return models.stream()
        .filter(model -> model.name().equals(name) || model.name().equals(name + ":latest"))
        .findFirst()
        .orElseThrow(
            () ->
                FailureKind.INPUT_INVALID.failure(
                    "model must be one that Ollama has ("
                        + models.stream()
                            .map(Model::name)
                            .limit(20)
                            .collect(Collectors.joining(", "))
                        + "), was "
                        + name));
  }

  /** Starts an answer; it is read from the words that are given back, and ended by closing them. */
  Words ask(Model model, Question question) {
    Words words = new Words(silence, this::failure);
    OllamaStreamingChatModel.OllamaStreamingChatModelBuilder chat =
        OllamaStreamingChatModel.builder()
            .baseUrl(base.toString())
            .modelName(model.name())
            .numPredict(question.maxTokens())
            .numCtx(question.context())
            .timeout(silence);
    question.answer().ifPresent(schema -> chat.temperature(0.0).responseFormat(json(schema)));
    chat.build()
        .chat(
            ChatRequest.builder()
                .messages(
                    SystemMessage.from(question.system()), UserMessage.from(question.prompt()))
                .build(),
            words);
    return words;
  }

  private static ResponseFormat json(JsonSchema schema) {
    return ResponseFormat.builder().type(ResponseFormatType.JSON).jsonSchema(schema).build();
  }

  private List<Model> models() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base.toString().replaceFirst("/+$", "") + "/api/tags"))
            .timeout(LIST)
            .build();
    HttpResponse<String> response;
    try {
      response =
          http.send(
              request,
              BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), LONGEST_LIST));
    } catch (IOException e) {
      throw unavailable("did not list its models: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable("was not waited for: the worker stops", e);
    }
    if (response.statusCode() != 200) {
      throw unavailable("must list its models with status 200, was " + response.statusCode(), null);
    }
    try {
      return JSON.readValue(response.body(), Tags.class).found();
    } catch (JsonProcessingException e) {
      throw unavailable("must list its models as JSON: " + e.getOriginalMessage(), e);
    }
  }

  private ApplicationFailure failure(Throwable cause) {
    return switch (cause) {
      case ModelNotFoundException _, InvalidRequestException _ ->
          FailureKind.INPUT_INVALID.failure("Ollama refused the question: " + reason(cause), cause);
      default -> unavailable("broke off: " + reason(cause), cause);
    };
  }

  private static String reason(Throwable cause) {
    return Text.beginning(Text.oneLine(String.valueOf(cause.getMessage())), 300);
  }

  private ApplicationFailure unavailable(String what, @Nullable Throwable cause) {
    String message = "Ollama at " + base.getHost() + " " + what;
    return cause == null
        ? FailureKind.UNAVAILABLE.failure(message)
        : FailureKind.UNAVAILABLE.failure(message, cause);
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Tags(@Nullable List<Tag> models) {
    List<Model> found() {
      return Optional.ofNullable(models).orElse(List.of()).stream()
          .filter(tag -> tag.name() != null)
          .map(tag -> new Model(tag.name(), Optional.ofNullable(tag.digest()).orElse("unknown")))
          .toList();
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Tag(String name, @Nullable String digest) {}
}
