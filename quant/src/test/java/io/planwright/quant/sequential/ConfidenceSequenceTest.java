package io.planwright.quant.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.planwright.quant.sequential.ConfidenceSequence.Look;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

final class ConfidenceSequenceTest {
  /** GrowthBook's own fixture: 3000 and 3461 users, tuned for 1000, printed to five digits. */
  @Test
  void agreesWithGrowthBook() {
    Look look = new ConfidenceSequence(0.05, 1000).at(6461, 0.50336, 0.3334122146400735);
    assertThat(look.low()).isCloseTo(-0.55844, within(6e-6));
    assertThat(look.high()).isCloseTo(1.56516, within(6e-6));
    assertThat(look.decided()).isFalse();
  }

  @Property
  void pIsLessThanAlphaWhereZeroIsOutside(
      @ForAll @IntRange(min = 2, max = 1_000_000) int rows,
      @ForAll @DoubleRange(min = -8, max = 8) double z,
      @ForAll @DoubleRange(min = 0.001, max = 0.5) @Scale(4) double alpha) {
    Look look = new ConfidenceSequence(alpha, 5000).at(rows, z, 1);
    assertThat(look.p()).isBetween(0.0, 1.0);
    if (Math.abs(look.p() - alpha) > 1e-12) {
      assertThat(look.decided()).isEqualTo(look.p() < alpha);
    }
  }

  @Property
  void isWiderThanATestWithAFixedEnd(
      @ForAll @IntRange(min = 2, max = 1_000_000) int rows,
      @ForAll @DoubleRange(min = 1, max = 1e6) double tunedFor) {
    ConfidenceSequence sequence = new ConfidenceSequence(0.05, tunedFor);
    assertThat(sequence.halfWidth(rows, 1)).isGreaterThan(1.959963984540054);
    assertThat(sequence.oneSidedWidth(rows, 1)).isGreaterThan(1.6448536269514722);
    assertThat(sequence.halfWidth(rows, 1))
        .isLessThan(new ConfidenceSequence(0.01, tunedFor).halfWidth(rows, 1));
  }

  @Test
  void isNarrowestWhereItIsTuned() {
    double at = new ConfidenceSequence(0.05, 5000).halfWidth(5000, 1);
    assertThat(at).isLessThan(new ConfidenceSequence(0.05, 2500).halfWidth(5000, 1));
    assertThat(at).isLessThan(new ConfidenceSequence(0.05, 10_000).halfWidth(5000, 1));
  }

  @Test
  void knowsTheRowsForAWidth() {
    ConfidenceSequence sequence = new ConfidenceSequence(0.05, 5000);
    long rows = sequence.rowsFor(0.1, 2);
    assertThat(sequence.halfWidth(rows, 2 / Math.sqrt(rows))).isLessThanOrEqualTo(0.1);
    assertThat(sequence.halfWidth(rows - 1, 2 / Math.sqrt(rows - 1))).isGreaterThan(0.1);
    assertThatThrownBy(() -> sequence.rowsFor(1e-9, 1)).hasMessageContaining("halfWidth");
  }

  @Test
  void aMillionValuesAreLookedAtInAMoment() {
    SplittableRandom chance = new SplittableRandom(4);
    double[] control = new double[500_000];
    double[] challenger = new double[500_000];
    for (int i = 0; i < control.length; i++) {
      control[i] = chance.nextDouble();
      challenger[i] = chance.nextDouble();
    }
    OptionalInt decision =
        Assertions.assertTimeout(
            Duration.ofSeconds(2),
            () ->
                TwoArms.firstDecision(new ConfidenceSequence(0.05, 100_000), control, challenger));
    assertThat(decision).isEmpty();
  }

  @Test
  void seesAnEffectAndStops() {
    double[] control = new double[2000];
    double[] challenger = new double[2000];
    for (int i = 0; i < 2000; i++) {
      control[i] = Math.sin(i * 1.3);
      challenger[i] = Math.sin(i * 2.1) + 0.3;
    }
    ConfidenceSequence sequence = new ConfidenceSequence(0.05, 1000);
    int at = TwoArms.firstDecision(sequence, control, challenger).orElseThrow();
    TwoArms arms = new TwoArms(sequence);
    for (int i = 0; i <= at; i++) {
      assertThat(arms.look().map(Look::decided).orElse(false)).isFalse();
      arms.control(control[i]);
      arms.challenger(challenger[i]);
    }
    Look look = arms.look().orElseThrow();
    assertThat(look.decided()).isTrue();
    assertThat(look.rows()).isEqualTo(2L * at + 2);
    assertThat(look.low()).isPositive();
  }

  /** At a nominal 5 %, and at 100 looks: the whole simulation is a benchmark. */
  @Test
  void keepsItsErrorAtAHundredLooksWherePeekingDoesNot() {
    int rejected = 0;
    int peeked = 0;
    for (int run = 0; run < 400; run++) {
      SplittableRandom chance = new SplittableRandom(run);
      TwoArms arms = new TwoArms(new ConfidenceSequence(0.05, 5000));
      boolean any = false;
      boolean naive = false;
      for (int look = 0; look < 100; look++) {
        for (int i = 0; i < 50; i++) {
          arms.control(chance.nextDouble());
          arms.challenger(chance.nextDouble());
        }
        Look seen = arms.look().orElseThrow();
        any |= seen.decided();
        double error =
            (seen.high() - seen.effect())
                / new ConfidenceSequence(0.05, 5000).halfWidth(seen.rows(), 1);
        naive |= Math.abs(seen.effect()) > 1.959963984540054 * error;
      }
      rejected += any ? 1 : 0;
      peeked += naive ? 1 : 0;
    }
    assertThat(rejected).isLessThanOrEqualTo(20);
    assertThat(peeked).isGreaterThan(100);
  }

  @Test
  void refusesWhatItCannotLookAt() {
    assertThatThrownBy(() -> new ConfidenceSequence(1, 10)).hasMessageContaining("alpha");
    assertThatThrownBy(() -> new ConfidenceSequence(0.05, 0)).hasMessageContaining("tunedFor");
    ConfidenceSequence sequence = new ConfidenceSequence(0.05, 10);
    assertThatThrownBy(() -> sequence.at(1, 0, 1)).hasMessageContaining("rows");
    assertThatThrownBy(() -> sequence.at(5, 0, 0)).hasMessageContaining("standardError");
    assertThatThrownBy(() -> sequence.at(5, Double.NaN, 1)).hasMessageContaining("effect");
    TwoArms arms = new TwoArms(sequence);
    assertThat(arms.look()).isEmpty();
    arms.challenger(1);
    assertThatThrownBy(() -> arms.challenger(Double.NaN))
        .hasMessageContaining("challenger row 1: expected a finite number");
  }
}
