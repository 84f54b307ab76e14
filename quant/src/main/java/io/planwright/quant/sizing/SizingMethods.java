package io.planwright.quant.sizing;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.planwright.quant.method.Method;
import io.planwright.quant.sizing.Sizing.Rules;
import io.planwright.quant.sizing.Sizing.Signal;
import java.util.List;
import java.util.Optional;

/** This package's methods by name. */
public final class SizingMethods {
  private SizingMethods() {}

  /** A bet; see {@link Kelly#binary}. */
  public record Bet(double winProbability, double odds) {}

  /** An asset; see {@link Kelly#continuous}. */
  public record Asset(double excess, double deviation) {}

  /** An order; see {@link Sizing#of}. */
  public record Order(
      double balance,
      double price,
      Signal signal,
      @JsonProperty(defaultValue = "half of the wish, no leverage, long only, no lots")
          Optional<Rules> rules) {}

  public static List<Method<?>> all() {
    return List.of(
        new Method<>(
            "kelly-binary",
            List.of("kelly_p.6_b1"),
            "The fraction of wealth to stake on a bet that is won or lost.",
            Bet.class,
            q -> Kelly.binary(q.winProbability(), q.odds())),
        new Method<>(
            "kelly-continuous",
            List.of("kelly_cont_mu.08_s.2"),
            "The fraction of wealth to hold of an asset with this excess return and deviation.",
            Asset.class,
            q -> Kelly.continuous(q.excess(), q.deviation())),
        new Method<>(
            "position-size",
            List.of(),
            "The quantity to hold, in units of the asset, or why none.",
            Order.class,
            q ->
                Sizing.of(
                    q.balance(), q.price(), q.signal(), q.rules().orElseGet(Rules::defaults))));
  }
}
