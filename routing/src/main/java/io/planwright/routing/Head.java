package io.planwright.routing;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A multinomial logistic regression over a sentence's embedding and its lexical evidence.
 *
 * @param weights per executor: first the embedding's, then the evidence's
 * @param temperature divides the logits, so that probabilities are as often right as they say
 * @param threshold the probability from which an executor is chosen
 * @param context how much a context's logits count beside a title's
 */
record Head(
    List<String> executors,
    Map<String, Integer> evidence,
    float[][] weights,
    float[] bias,
    double temperature,
    double threshold,
    double context) {
  private static final int FORMAT = 0x706c7731;

  /** Share of the evidence's scale: many words must not drown the sentence. */
  static final float SENTENCE_SCALE = 4f;

  static final float EVIDENCE_SCALE = 3f;

  double[] logits(float[] sentence, Set<String> found) {
    int[] ids = found.stream().filter(evidence::containsKey).mapToInt(evidence::get).toArray();
    float scale = scale(ids.length);
    double[] logits = new double[executors.size()];
    for (int k = 0; k < logits.length; k++) {
      double sum = bias[k];
      for (int i = 0; i < sentence.length; i++) {
        sum += SENTENCE_SCALE * weights[k][i] * sentence[i];
      }
      for (int id : ids) {
        sum += scale * weights[k][sentence.length + id];
      }
      logits[k] = sum;
    }
    return logits;
  }

  static float scale(int found) {
    return found == 0 ? 0 : (float) (EVIDENCE_SCALE / Math.sqrt(found));
  }

  /** What of the evidence speaks for an executor against the others, the strongest first. */
  List<String> reasons(String executor, Set<String> found, int most) {
    int k = executors.indexOf(executor);
    return found.stream()
        .filter(name -> advantage(k, name) > 0)
        .sorted(Comparator.comparingDouble((String name) -> advantage(k, name)).reversed())
        .limit(most)
        .toList();
  }

  private double advantage(int k, String name) {
    Integer id = evidence.get(name);
    if (id == null) {
      return 0;
    }
    double mean = 0;
    for (float[] row : weights) {
      mean += row[Sentences.DIMENSION + id] / weights.length;
    }
    return weights[k][Sentences.DIMENSION + id] - mean;
  }

  double[] probabilities(double[] logits) {
    double max = Double.NEGATIVE_INFINITY;
    for (double logit : logits) {
      max = Math.max(max, logit);
    }
    double[] p = new double[logits.length];
    double sum = 0;
    for (int k = 0; k < p.length; k++) {
      p[k] = Math.exp((logits[k] - max) / temperature);
      sum += p[k];
    }
    for (int k = 0; k < p.length; k++) {
      p[k] /= sum;
    }
    return p;
  }

  static Head load() {
    try (InputStream in = Resources.open("head.bin")) {
      return read(in);
    } catch (IOException e) {
      throw new UncheckedIOException("head.bin", e);
    }
  }

  static Head read(InputStream from) throws IOException {
    DataInputStream in = new DataInputStream(new BufferedInputStream(from, 1 << 16));
    int format = in.readInt();
    if (format != FORMAT) {
      throw new IOException("expected format %x, was %x".formatted(FORMAT, format));
    }
    List<String> executors = new ArrayList<>();
    for (int n = in.readInt(); n > 0; n--) {
      executors.add(in.readUTF());
    }
    Map<String, Integer> evidence = new LinkedHashMap<>();
    for (int n = in.readInt(); n > 0; n--) {
      evidence.put(in.readUTF(), evidence.size());
    }
    double temperature = in.readDouble();
    double threshold = in.readDouble();
    double context = in.readDouble();
    float[] bias = new float[executors.size()];
    float[][] weights = new float[executors.size()][];
    for (int k = 0; k < bias.length; k++) {
      bias[k] = in.readFloat();
      weights[k] = new float[Sentences.DIMENSION + evidence.size()];
      float step = in.readFloat();
      for (int i = 0; i < weights[k].length; i++) {
        weights[k][i] = step * in.readShort();
      }
    }
    return new Head(executors, evidence, weights, bias, temperature, threshold, context);
  }

  void write(OutputStream to) throws IOException {
    DataOutputStream out = new DataOutputStream(to);
    out.writeInt(FORMAT);
    out.writeInt(executors.size());
    for (String executor : executors) {
      out.writeUTF(executor);
    }
    out.writeInt(evidence.size());
    for (String name : evidence.keySet()) {
      out.writeUTF(name);
    }
    out.writeDouble(temperature);
    out.writeDouble(threshold);
    out.writeDouble(context);
    for (int k = 0; k < weights.length; k++) {
      out.writeFloat(bias[k]);
      float largest = 1e-9f;
      for (float weight : weights[k]) {
        largest = Math.max(largest, Math.abs(weight));
      }
      float step = largest / Short.MAX_VALUE;
      out.writeFloat(step);
      for (float weight : weights[k]) {
        out.writeShort(Math.round(weight / step));
      }
    }
  }
}
