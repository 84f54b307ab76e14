package io.planwright.routing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Learns a {@link Head}: multinomial logistic regression, L2-regularised, by full-batch gradient
 * descent with Nesterov's momentum. Probabilities are calibrated (temperature, Guo et al. 2017) and
 * the threshold is set on out-of-fold predictions over the training labels alone.
 */
final class HeadTrainer {
  static final int FOLDS = 8;
  static final long SEED = 20_261_121;
  private static final int ROUNDS = 250;

  /** A phase's title says less of a task than its own, however the training documents fall. */
  private static final double MOST_CONTEXT = 0.2;

  private static final double LEAST_THRESHOLD = 0.4;
  private static final double WANTED = 0.95;

  /** A title with what is seen in it. */
  record Sample(float[] sentence, Set<String> found, int executor) {}

  /** Free choices of a training. */
  record Settings(double sentencePenalty, double evidencePenalty, int rarest) {
    static final Settings CHOSEN = new Settings(3e-4, 3e-4, 2);
  }

  private final List<String> executors;
  private final Settings settings;

  HeadTrainer(List<String> executors, Settings settings) {
    this.executors = executors;
    this.settings = settings;
  }

  Head fit(List<Sample> samples) {
    Map<String, Integer> vocabulary = vocabulary(samples);
    int n = samples.size();
    int dimension = Sentences.DIMENSION;
    int classes = executors.size();
    int width = dimension + vocabulary.size();
    int[][] ids = new int[n][];
    for (int s = 0; s < n; s++) {
      ids[s] =
          samples.get(s).found().stream()
              .filter(vocabulary::containsKey)
              .mapToInt(vocabulary::get)
              .toArray();
    }
    float[][] w = new float[classes][width];
    float[][] last = new float[classes][width];
    float[][] look = new float[classes][width];
    float[] bias = new float[classes];
    double rate = 0.25;
    for (int round = 0; round < ROUNDS; round++) {
      float momentum = (float) (round / (round + 3.0));
      for (int k = 0; k < classes; k++) {
        for (int i = 0; i < width; i++) {
          look[k][i] = w[k][i] + momentum * (w[k][i] - last[k][i]);
        }
      }
      Head head = new Head(executors, vocabulary, look, bias, 1, 0, 0);
      float[][] gradient = new float[classes][width];
      float[] biasGradient = new float[classes];
      for (int s = 0; s < n; s++) {
        Sample sample = samples.get(s);
        double[] p = head.probabilities(head.logits(sample.sentence(), sample.found()));
        float scale = Head.scale(ids[s].length);
        for (int k = 0; k < classes; k++) {
          float error = (float) (p[k] - (k == sample.executor() ? 1 : 0)) / n;
          if (Math.abs(error) < 1e-9f) {
            continue;
          }
          biasGradient[k] += error;
          for (int i = 0; i < dimension; i++) {
            gradient[k][i] += error * Head.SENTENCE_SCALE * sample.sentence()[i];
          }
          for (int id : ids[s]) {
            gradient[k][dimension + id] += error * scale;
          }
        }
      }
      for (int k = 0; k < classes; k++) {
        for (int i = 0; i < width; i++) {
          double penalty = i < dimension ? settings.sentencePenalty() : settings.evidencePenalty();
          float next = (float) (look[k][i] - rate * (gradient[k][i] + penalty * look[k][i]));
          last[k][i] = w[k][i];
          w[k][i] = next;
        }
        float nextBias = (float) (bias[k] - rate * biasGradient[k]);
        bias[k] = nextBias;
      }
    }
    return new Head(executors, vocabulary, w, bias, 1, 0, 0);
  }

  private Map<String, Integer> vocabulary(List<Sample> samples) {
    Map<String, Integer> counts = new TreeMap<>();
    samples.forEach(s -> s.found().forEach(name -> counts.merge(name, 1, Integer::sum)));
    Map<String, Integer> vocabulary = new LinkedHashMap<>();
    counts.forEach(
        (name, count) -> {
          if (count >= settings.rarest()) {
            vocabulary.put(name, vocabulary.size());
          }
        });
    return vocabulary;
  }

  /** Each sample's logits by a head that has not seen its block of neighbours. */
  double[][] outOfFold(List<Sample> samples, int block) {
    int blocks = (samples.size() + block - 1) / block;
    int[] fold = new int[blocks];
    List<Integer> order = new ArrayList<>(IntStream.range(0, blocks).boxed().toList());
    Collections.shuffle(order, new Random(SEED));
    for (int i = 0; i < blocks; i++) {
      fold[order.get(i)] = i % FOLDS;
    }
    double[][] logits = new double[samples.size()][];
    IntStream.range(0, FOLDS)
        .parallel()
        .forEach(
            f -> {
              List<Sample> seen =
                  IntStream.range(0, samples.size())
                      .filter(s -> fold[s / block] != f)
                      .mapToObj(samples::get)
                      .toList();
              Head head = fit(seen);
              for (int s = 0; s < samples.size(); s++) {
                if (fold[s / block] == f) {
                  logits[s] = head.logits(samples.get(s).sentence(), samples.get(s).found());
                }
              }
            });
    return logits;
  }

  /** Learns, calibrates and sets the threshold; says what it found. */
  Head train(List<Sample> titles, List<Optional<Sample>> contexts, Consumer<String> say) {
    Head plain = fit(titles);
    double[][] logits = outOfFold(titles, 1);
    double[][] around =
        contexts.stream()
            .map(c -> c.map(s -> plain.logits(s.sentence(), s.found())).orElse(new double[0]))
            .toArray(double[][]::new);
    Head best = plain;
    double least = Double.POSITIVE_INFINITY;
    for (double context = 0; context <= MOST_CONTEXT + 1e-9; context += 0.05) {
      for (double temperature = 0.3; temperature < 2; temperature += 0.05) {
        Head head = with(plain, temperature, 0, context);
        double loss = 0;
        for (int s = 0; s < titles.size(); s++) {
          double[] p = head.probabilities(sum(logits[s], around[s], context));
          loss -= Math.log(p[titles.get(s).executor()]) / titles.size();
        }
        if (loss < least) {
          least = loss;
          best = head;
        }
      }
    }
    double threshold = threshold(best, titles, logits, around);
    say.accept(
        "temperature %.2f, context %.2f, loss %.3f, threshold %.2f"
            .formatted(best.temperature(), best.context(), least, threshold));
    return with(plain, best.temperature(), threshold, best.context());
  }

  /** The least from which out-of-fold choices are right as often as wanted. */
  private double threshold(Head head, List<Sample> titles, double[][] logits, double[][] around) {
    int manual = executors.indexOf(Router.MANUAL);
    for (double threshold = LEAST_THRESHOLD; threshold < 1; threshold += 0.01) {
      int bound = 0;
      int right = 0;
      for (int s = 0; s < titles.size(); s++) {
        double[] p = head.probabilities(sum(logits[s], around[s], head.context()));
        int top =
            IntStream.range(0, p.length)
                .boxed()
                .max(Comparator.comparingDouble(k -> p[k]))
                .orElseThrow();
        if (top != manual && p[top] >= threshold) {
          bound++;
          right += top == titles.get(s).executor() ? 1 : 0;
        }
      }
      if (right >= WANTED * bound) {
        return threshold;
      }
    }
    throw new IllegalStateException("no threshold gives " + WANTED);
  }

  static double[] sum(double[] title, double[] context, double weight) {
    double[] sum = title.clone();
    for (int k = 0; k < context.length; k++) {
      sum[k] += weight * context[k];
    }
    return sum;
  }

  private static Head with(Head head, double temperature, double threshold, double context) {
    return new Head(
        head.executors(),
        head.evidence(),
        head.weights(),
        head.bias(),
        temperature,
        threshold,
        context);
  }
}
