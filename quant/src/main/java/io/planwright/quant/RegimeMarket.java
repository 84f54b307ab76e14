package io.planwright.quant;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A generated market of daily bars, one on each weekday. The same seed gives the same bars on every
 * machine.
 *
 * <p>A hidden Markov chain moves between regimes. In a regime the daily log return is {@code r[t] =
 * drift + momentum · r[t−1] + volatility · z[t]} with standard normal {@code z}: where momentum is
 * not 0 the next return can be told in part from the last one, and the regime from volatility and
 * trend, so that a model can be better than chance (a Markov-switching autoregression, Hamilton
 * 1989, doi:10.2307/1912559). The chance comes from {@link Random}, whose sequence the Java
 * specification fixes, the functions from {@link StrictMath}; prices have 8 significant digits.
 */
public final class RegimeMarket {
  /** Most bars that one market has. */
  public static final int MOST_BARS = 1_000_000;

  private static final double FIRST_PRICE = 100;
  private static final double USUAL_VOLUME = 1_000_000;

  /**
   * How the market behaves while it lasts.
   *
   * @param drift of the log return, per day, as a fraction
   * @param momentum share of the last log return that comes again, in (−1, 1)
   * @param volatility standard deviation of the day's new part, as a fraction
   * @param moves probabilities, by regime, of being there tomorrow; they add up to 1
   */
  public record Regime(
      String name, double drift, double momentum, double volatility, List<Double> moves) {
    /**
     * @throws IllegalArgumentException where a parameter is outside its range
     */
    public Regime {
      moves = List.copyOf(moves);
      if (!(Math.abs(momentum) < 1) || !(volatility > 0) || !Double.isFinite(drift)) {
        throw new IllegalArgumentException(
            "regime %s needs momentum in (-1, 1) and a positive volatility, was %s and %s"
                .formatted(name, momentum, volatility));
      }
      double sum = moves.stream().mapToDouble(Double::doubleValue).sum();
      if (Math.abs(sum - 1) > 1e-9 || moves.stream().anyMatch(p -> !(p >= 0))) {
        throw new IllegalArgumentException(
            "moves from regime %s must be probabilities that add up to 1, were %s"
                .formatted(name, moves));
      }
    }
  }

  /** A rising market that trends, a flat one that turns back, a falling one in turmoil. */
  public static final List<Regime> REGIMES =
      List.of(
          new Regime("rising", 0.0006, 0.25, 0.007, List.of(0.980, 0.015, 0.005)),
          new Regime("flat", 0.0, -0.30, 0.005, List.of(0.015, 0.975, 0.010)),
          new Regime("falling", -0.0010, 0.20, 0.018, List.of(0.010, 0.030, 0.960)));

  private final List<Regime> regimes;

  public RegimeMarket() {
    this(REGIMES);
  }

  /**
   * @throws IllegalArgumentException where there is no regime, or one's moves are not as many as
   *     the regimes
   */
  public RegimeMarket(List<Regime> regimes) {
    this.regimes = List.copyOf(regimes);
    if (regimes.isEmpty() || regimes.stream().anyMatch(r -> r.moves().size() != regimes.size())) {
      throw new IllegalArgumentException(
          "each regime must have as many moves as there are regimes, were " + regimes);
    }
  }

  /**
   * @param seed of the chance
   * @param first day; on a weekend the market starts on the Monday after
   * @return {@code bars} bars of consecutive weekdays, at midnight UTC
   * @throws IllegalArgumentException where {@code bars} is not from 1 to {@link #MOST_BARS}, or the
   *     first day is not in the years 1 to 9999
   */
  public Stream<Bar> bars(long seed, LocalDate first, int bars) {
    if (bars < 1 || bars > MOST_BARS) {
      throw new IllegalArgumentException("bars must be 1 to " + MOST_BARS + ", was " + bars);
    }
    if (first.getYear() < 1 || first.getYear() > 9999) {
      throw new IllegalArgumentException(
          "the first day must be in the years 1 to 9999, was " + first);
    }
    Walk walk = new Walk(new Random(seed), first);
    return Stream.generate(walk::next).limit(bars);
  }

  private final class Walk {
    private final Random chance;
    private LocalDate day;
    private double price = FIRST_PRICE;
    private double lastReturn;
    private int regime;

    private Walk(Random chance, LocalDate first) {
      this.chance = chance;
      this.day = first;
    }

    private Bar next() {
      while (day.getDayOfWeek().getValue() > DayOfWeek.FRIDAY.getValue()) {
        day = day.plusDays(1);
      }
      Regime now = regimes.get(regime);
      double gap = 0.2 * now.volatility() * chance.nextGaussian();
      double up = StrictMath.abs(0.5 * now.volatility() * chance.nextGaussian());
      double down = StrictMath.abs(0.5 * now.volatility() * chance.nextGaussian());
      double change =
          now.drift() + now.momentum() * lastReturn + now.volatility() * chance.nextGaussian();
      double open = price * StrictMath.exp(gap);
      double close = price * StrictMath.exp(change);
      double volume =
          USUAL_VOLUME
              * StrictMath.exp(
                  0.3 * chance.nextGaussian() + 20 * StrictMath.min(StrictMath.abs(change), 0.1));
      Bar bar =
          new Bar(
              day.atStartOfDay(ZoneOffset.UTC).toInstant(),
              rounded(open),
              rounded(StrictMath.max(open, close) * StrictMath.exp(up)),
              rounded(StrictMath.min(open, close) * StrictMath.exp(-down)),
              rounded(close),
              StrictMath.rint(volume));
      lastReturn = change;
      price = close;
      day = day.plusDays(1);
      regime = nextRegime(now);
      return bar;
    }

    private int nextRegime(Regime now) {
      double left = chance.nextDouble();
      for (int i = 0; i < regimes.size(); i++) {
        left -= now.moves().get(i);
        if (left < 0) {
          return i;
        }
      }
      return regimes.size() - 1;
    }

    private static double rounded(double price) {
      return new BigDecimal(price).round(new MathContext(8)).doubleValue();
    }
  }
}
