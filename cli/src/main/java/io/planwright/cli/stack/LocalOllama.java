package io.planwright.cli.stack;

import io.planwright.cli.stack.Stack.Llm;
import io.planwright.cli.stack.Stack.Origin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** An Ollama on this machine, if one answers at once. */
final class LocalOllama {
  private static final String URL = "http://127.0.0.1:11434";
  private static final Duration AT_ONCE = Duration.ofMillis(300);

  private LocalOllama() {}

  static Llm detect() {
    return answers(URI.create(URL + "/api/version"))
        ? new Llm(Optional.of(URL), Origin.EXTERNAL, "Ollama at " + URL + ", found running")
        : new Llm(
            Optional.empty(),
            Origin.FALLBACK,
            "no language model: no OLLAMA_URL, and no Ollama answers at "
                + URL
                + "; rules answer, and every answer says so");
  }

  private static boolean answers(URI uri) {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(AT_ONCE).build()) {
      return client
              .send(
                  HttpRequest.newBuilder(uri).timeout(AT_ONCE).build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
