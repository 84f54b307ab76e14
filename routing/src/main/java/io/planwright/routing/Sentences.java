package io.planwright.routing;

import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;

/** The sentence model that ships in a jar: texts of like meaning lie close together. */
final class Sentences {
  static final int DIMENSION = 384;
  private final EmbeddingModel model = new AllMiniLmL6V2QuantizedEmbeddingModel();

  /** Of length one. */
  float[] embed(String text) {
    return model.embed(text.isBlank() ? "?" : text).content().vector();
  }
}
