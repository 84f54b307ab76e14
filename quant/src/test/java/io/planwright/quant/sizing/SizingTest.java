package io.planwright.quant.sizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.planwright.quant.sizing.Position.Limit;
import io.planwright.quant.sizing.Position.None;
import io.planwright.quant.sizing.Position.Reason;
import io.planwright.quant.sizing.Position.Taken;
import io.planwright.quant.sizing.Sizing.Rules;
import io.planwright.quant.sizing.Sizing.Signal;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class SizingTest {
  private static final Rules DEFAULTS = Rules.defaults();

  @Test
  void holdsHalfOfTheWishWhereNothingElseIsSaid() {
    Taken taken = taken(Sizing.of(10_000, 50, Signal.of(0.4), DEFAULTS));
    assertThat(taken.quantity()).isCloseTo(40, within(1e-12));
    assertThat(taken.notional()).isCloseTo(2_000, within(1e-9));
    assertThat(taken.fraction()).isCloseTo(0.2, within(1e-15));
    assertThat(taken.limits()).isEmpty();
  }

  @Test
  void doesNotBorrowThoughKellyWould() {
    Taken taken = taken(Sizing.of(1_000, 10, Signal.of(Kelly.continuous(0.08, 0.15)), DEFAULTS));
    assertThat(taken.fraction()).isEqualTo(1);
    assertThat(taken.limits()).containsExactly(Limit.FRACTION);
  }

  @Test
  void saysEachLimitInItsOrder() {
    Rules rules =
        new Rules(
            Optional.of(1.0),
            Optional.of(0.1),
            Optional.empty(),
            Optional.of(0.3),
            Optional.of(250.0),
            Optional.empty(),
            Optional.of(1.0),
            Optional.empty());
    Signal signal = new Signal(2, Optional.of(0.2), Optional.empty(), Optional.empty());
    Taken taken = taken(Sizing.of(1_000, 99, signal, rules));
    assertThat(taken.limits())
        .containsExactly(Limit.VOLATILITY, Limit.FRACTION, Limit.NOTIONAL, Limit.LOT);
    assertThat(taken.quantity()).isEqualTo(2);
    assertThat(taken.notional()).isEqualTo(198);
  }

  @Test
  void regimeAndConfidenceScaleTheWish() {
    Signal signal = new Signal(0.4, Optional.empty(), Optional.of(0.5), Optional.of(0.25));
    assertThat(taken(Sizing.of(1_000, 1, signal, DEFAULTS)).fraction())
        .isCloseTo(0.4 * 0.5 * 0.5 * 0.25, within(1e-15));
  }

  @Test
  void sellsShortOnlyWhereThatIsAllowed() {
    assertThat(reason(Sizing.of(1_000, 10, Signal.of(-0.5), DEFAULTS))).isEqualTo(Reason.NO_EDGE);
    Rules shorts = lots(0, 0, true);
    assertThat(taken(Sizing.of(1_000, 10, Signal.of(-0.5), shorts)).quantity()).isEqualTo(-25);
  }

  @Test
  void aWholeNumberOfLotsIsNotRoundedAway() {
    assertThat(taken(Sizing.of(0.6, 1, Signal.of(1), lots(0.1, 0, false))).quantity())
        .isCloseTo(0.3, within(1e-15));
  }

  @Test
  void saysWhyThereIsNoPosition() {
    assertThat(reason(Sizing.of(Double.NaN, 1, Signal.of(1), DEFAULTS)))
        .isEqualTo(Reason.INVALID_BALANCE);
    assertThat(reason(Sizing.of(0, 1, Signal.of(1), DEFAULTS))).isEqualTo(Reason.NO_BALANCE);
    assertThat(reason(Sizing.of(-5, 1, Signal.of(1), DEFAULTS))).isEqualTo(Reason.NO_BALANCE);
    for (double price : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThat(reason(Sizing.of(1, price, Signal.of(1), DEFAULTS)))
          .isEqualTo(Reason.INVALID_PRICE);
    }
    assertThat(reason(Sizing.of(1, 1, Signal.of(Double.NaN), DEFAULTS)))
        .isEqualTo(Reason.INVALID_SIGNAL);
    assertThat(reason(Sizing.of(1, 1, Signal.of(0), DEFAULTS))).isEqualTo(Reason.NO_EDGE);
    assertThat(reason(Sizing.of(10, 100, Signal.of(1), lots(1, 0, false))))
        .isEqualTo(Reason.BELOW_LOT);
    assertThat(reason(Sizing.of(10, 100, Signal.of(1), lots(0, 10, false))))
        .isEqualTo(Reason.BELOW_NOTIONAL);
    assertThat(reason(Sizing.of(10, 100, Signal.of(1), lots(Double.NaN, 0, false))))
        .isEqualTo(Reason.INVALID_RULES);
    assertThat(
            reason(
                Sizing.of(
                    1,
                    1,
                    new Signal(1, Optional.empty(), Optional.of(0.0), Optional.empty()),
                    DEFAULTS)))
        .isEqualTo(Reason.LOW_CONFIDENCE);
    assertThat(
            reason(
                Sizing.of(
                    1,
                    1,
                    new Signal(1, Optional.empty(), Optional.empty(), Optional.of(0.0)),
                    DEFAULTS)))
        .isEqualTo(Reason.REGIME);
    Rules target =
        new Rules(
            Optional.empty(),
            Optional.of(0.1),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    assertThat(reason(Sizing.of(1, 1, Signal.of(1), target))).isEqualTo(Reason.INVALID_SIGNAL);
  }

  @Test
  void takesNothingThatRoundingWouldDouble() {
    answersForAnyNumbers(1, 1.5, 1, 0.1, Double.MIN_VALUE, 0);
  }

  @Property(tries = 2000)
  void answersForAnyNumbers(
      @ForAll("any") double balance,
      @ForAll("any") double price,
      @ForAll("any") double wished,
      @ForAll("any") double volatility,
      @ForAll("any") double cap,
      @ForAll("any") double lot) {
    Rules rules =
        new Rules(
            Optional.of(1.0),
            Optional.of(0.2),
            Optional.empty(),
            Optional.of(2.0),
            Optional.of(cap),
            Optional.empty(),
            Optional.of(lot),
            Optional.of(true));
    Signal signal = new Signal(wished, Optional.of(volatility), Optional.of(0.9), Optional.empty());
    if (Sizing.of(balance, price, signal, rules) instanceof Taken taken) {
      assertThat(taken.quantity()).isFinite().isNotZero();
      assertThat(taken.notional()).isFinite();
      assertThat(Math.abs(taken.fraction())).isLessThanOrEqualTo(2 * (1 + 1e-8));
      assertThat(Math.abs(taken.notional())).isLessThanOrEqualTo(cap * (1 + 1e-8));
      assertThat(Math.signum(taken.quantity())).isEqualTo(Math.signum(wished));
    }
  }

  @Provide
  Arbitrary<Double> any() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            0.0,
            -0.0,
            1.0,
            -1.0,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.MIN_VALUE,
            Double.MAX_VALUE,
            1e-300,
            1e300),
        Arbitraries.doubles().between(0.0001, 10_000).ofScale(4));
  }

  private static Rules lots(double lot, double leastNotional, boolean shortSales) {
    return new Rules(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(leastNotional),
        Optional.of(lot),
        Optional.of(shortSales));
  }

  private static Taken taken(Position position) {
    assertThat(position).isInstanceOf(Taken.class);
    return (Taken) position;
  }

  private static Reason reason(Position position) {
    assertThat(position).isInstanceOf(None.class);
    return ((None) position).reason();
  }
}
