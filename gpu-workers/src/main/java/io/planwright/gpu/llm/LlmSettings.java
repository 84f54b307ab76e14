package io.planwright.gpu.llm;

import java.net.URI;
import java.util.Optional;

/**
 * Which language model answers.
 *
 * @param ollama where Ollama listens; absent: a template answers and says so
 * @param model its name at Ollama; absent: the first that Ollama lists
 */
public record LlmSettings(Optional<URI> ollama, Optional<String> model) {
  public LlmSettings {
    ollama.ifPresent(LlmSettings::check);
    model = model.map(String::strip).filter(name -> !name.isEmpty());
  }

  private static void check(URI uri) {
    String scheme = String.valueOf(uri.getScheme());
    if (!(scheme.equals("http") || scheme.equals("https")) || uri.getHost() == null) {
      throw new IllegalArgumentException(
          // All of it could tell a password.
          "the URL of Ollama must be http:// or https:// with a host, was "
              + scheme
              + "://"
              + uri.getHost());
    }
  }
}
