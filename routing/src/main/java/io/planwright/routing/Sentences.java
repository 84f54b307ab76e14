package io.planwright.routing;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.langchain4j.model.embedding.onnx.AbstractInProcessEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.OnnxBertBiEncoder;
import dev.langchain4j.model.embedding.onnx.PoolingMode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The sentence model that ships in a jar: texts of like meaning lie close together. */
final class Sentences {
  static final int DIMENSION = 384;
  private static final String MODEL = "/all-minilm-l6-v2-q.onnx";
  private static final String TOKENIZER = "/all-minilm-l6-v2-q-tokenizer.json";

  private final OneThread model = new OneThread(encoder());

  /** Of length one. */
  float[] embed(String text) {
    return model.embed(text.isBlank() ? "?" : text).content().vector();
  }

  private static OnnxBertBiEncoder encoder() {
    try (InputStream model = Resources.open(MODEL);
        InputStream tokenizer = Resources.open(TOKENIZER);
        OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      // A title is milliseconds of work; threads that spin for each other cost more on a busy host.
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      return new OnnxBertBiEncoder(
          environment,
          environment.createSession(model.readAllBytes(), options),
          tokenizer,
          PoolingMode.MEAN);
    } catch (IOException e) {
      throw new UncheckedIOException(MODEL, e);
    } catch (OrtException e) {
      throw new IllegalStateException("the sentence model can't be loaded", e);
    }
  }

  private static final class OneThread extends AbstractInProcessEmbeddingModel {
    private final OnnxBertBiEncoder encoder;

    OneThread(OnnxBertBiEncoder encoder) {
      super(Runnable::run);
      this.encoder = encoder;
    }

    @Override
    protected OnnxBertBiEncoder model() {
      return encoder;
    }
  }
}
