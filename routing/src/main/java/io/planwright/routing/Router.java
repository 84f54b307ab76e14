package io.planwright.routing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Ranks the executors for a task by what its title means, and less by its context.
 *
 * <p>The title, in English as far as the {@link Glossary} goes, becomes a sentence embedding and a
 * set of lexical {@link Evidence}; a linear {@link Head}, learnt on labelled titles, makes of both
 * a probability per executor, among them {@code manual}: building software, or a goal that several
 * could serve.
 */
public final class Router {
  public static final String MANUAL = "manual";

  private static final int REMEMBERED = 20_000;
  private static final int REASONS = 4;

  private final Glossary glossary;
  private final Evidence evidence;
  private final Sentences sentences;
  private final Head head;
  private final Cache<String, double[]> logits =
      Caffeine.newBuilder().maximumSize(REMEMBERED).executor(Runnable::run).build();

  Router(Glossary glossary, Evidence evidence, Sentences sentences, Head head) {
    this.glossary = glossary;
    this.evidence = evidence;
    this.sentences = sentences;
    this.head = head;
  }

  /** Takes most of a second; a router may be shared by threads. */
  public static Router load() {
    return new Router(Glossary.load(), Evidence.load(), new Sentences(), Head.load());
  }

  /** All executors, the likeliest first; their confidences add up to one. */
  public List<Choice> rank(String title, String context) {
    double[] sum = logits(title).clone();
    if (!context.isBlank()) {
      double[] around = logits(context);
      for (int k = 0; k < sum.length; k++) {
        sum[k] += head.context() * around[k];
      }
    }
    double[] p = head.probabilities(sum);
    return IntStream.range(0, p.length)
        .mapToObj(k -> new Choice(head.executors().get(k), p[k]))
        .sorted(Comparator.comparingDouble(Choice::confidence).reversed())
        .toList();
  }

  /** The likeliest executor, or {@code manual} where none is likely enough. */
  public Choice route(String title, String context) {
    List<Choice> ranked = rank(title, context);
    Choice best = ranked.getFirst();
    if (best.executor().equals(MANUAL) || best.confidence() >= head.threshold()) {
      return best;
    }
    return ranked.stream()
        .filter(choice -> choice.executor().equals(MANUAL))
        .findFirst()
        .orElseThrow();
  }

  /** The words and shapes of a title that speak for an executor, the strongest first. */
  public List<String> reasons(String title, String executor) {
    return head.reasons(executor, evidence(title), REASONS);
  }

  private double[] logits(String text) {
    return logits.get(
        text,
        key -> {
          String english = english(key);
          return head.logits(sentences.embed(english), evidence.in(english));
        });
  }

  private Set<String> evidence(String text) {
    return evidence.in(english(text));
  }

  private String english(String text) {
    return glossary.english(Wording.of(text));
  }
}
