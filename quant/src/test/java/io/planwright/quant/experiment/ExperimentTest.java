package io.planwright.quant.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.planwright.quant.experiment.ProportionTest.Count;
import io.planwright.quant.experiment.Verdict.Outcome;
import io.planwright.quant.sequential.GroupSequential;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ExperimentTest {
  private static final Experiment ONCE = Experiment.of(Better.HIGHER, new Looks.Once(), 0.1);
  private static final Experiment ANY_TIME = Experiment.of(Better.HIGHER, new Looks.AnyTime(), 0.1);

  @Test
  void saysWhoIsBetter() {
    Verdict better = ONCE.judge(means(0.3));
    assertThat(better.outcome()).isEqualTo(Outcome.WINNER);
    assertThat(better.test()).isEqualTo("Welch's t, once at a fixed end");
    assertThat(better.fits()).contains("variances may differ");
    assertThat(better.assumes()).contains("nobody acted on an earlier look");
    assertThat(better.wouldChange()).anyMatch(c -> c.contains("with 5 looks")).hasSize(4);
    assertThat(better.evidence().orElseThrow().effect()).isCloseTo(0.3, within(1e-12));
    assertThat(ONCE.judge(means(-0.3)).outcome()).isEqualTo(Outcome.LOSER);
    assertThat(Experiment.of(Better.LOWER, new Looks.Once(), 0.1).judge(means(-0.3)).outcome())
        .isEqualTo(Outcome.WINNER);
  }

  @Test
  void saysWhatIsMissing() {
    Verdict small = ONCE.judge(means(0.02));
    assertThat(small.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(small.because()).endsWith("an effect that matters, 0.1000, is not ruled out");
    assertThat(small.wouldChange().getFirst()).matches("about .* more rows in all, were the .*");
    Experiment coarse = Experiment.of(Better.HIGHER, new Looks.Once(), 1);
    assertThat(coarse.judge(means(0.02)).because()).endsWith("1.000, is ruled out");
    assertThat(coarse.judge(means(0.02)).wouldChange().getFirst())
        .startsWith("an effect larger than 1.000");
  }

  @Test
  void lookingAtAnyTimeCostsWidth() {
    Verdict once = ONCE.judge(means(0.12));
    Verdict anyTime = ANY_TIME.judge(means(0.12));
    assertThat(once.outcome()).isEqualTo(Outcome.WINNER);
    assertThat(anyTime.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(anyTime.test()).endsWith("asymptotic confidence sequence");
    assertThat(anyTime.evidence().orElseThrow().p())
        .isGreaterThan(once.evidence().orElseThrow().p());
  }

  @Test
  void aPlannedLookHasItsOwnBound() {
    GroupSequential design = GroupSequential.obrienFleming(5, 0.05, true);
    Experiment first = Experiment.of(Better.HIGHER, new Looks.Planned(design, 1), 0.1);
    Experiment last = Experiment.of(Better.HIGHER, new Looks.Planned(design, 5), 0.1);
    assertThat(first.judge(means(0.12)).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(last.judge(means(0.12)).outcome()).isEqualTo(Outcome.WINNER);
    assertThat(last.judge(means(0.12)).test()).isEqualTo("Welch's t, look 5 of 5 with bound 2.040");
    assertThatThrownBy(() -> new Looks.Planned(design, 6)).hasMessageContaining("look");
    assertThatThrownBy(() -> new Looks.Planned(GroupSequential.pocock(3, 0.05, false), 1))
        .hasMessageContaining("two sides");
  }

  @Test
  void aMismatchOfSizesIsInvalidWhateverTheNumbersSay() {
    Sample control = new Sample(1000, 1, 999);
    Verdict verdict = ONCE.judge(new Arms.Means(control, new Sample(1200, 5, 1199)));
    assertThat(verdict.outcome()).isEqualTo(Outcome.INVALID);
    assertThat(verdict.because()).startsWith("sample ratio mismatch: sizes 1000 and 1200");
    assertThat(verdict.evidence()).isEqualTo(Optional.empty());
    Experiment planned = new Experiment(0.05, Better.HIGHER, new Looks.Once(), 0.1, 0.545, 30);
    assertThat(planned.judge(new Arms.Means(control, new Sample(1200, 5, 1199))).outcome())
        .isEqualTo(Outcome.WINNER);
  }

  @Test
  void tooFewAreInvalid() {
    Sample ten = new Sample(10, 1, 9);
    assertThat(ONCE.judge(new Arms.Means(ten, ten)).because()).startsWith("too few: 10 rows");
    Verdict rare = ONCE.judge(new Arms.Counts(new Count(1, 1000), new Count(2, 1000)));
    assertThat(rare.outcome()).isEqualTo(Outcome.INVALID);
    assertThat(rare.because()).isEqualTo("too few: 3 events and 1997 that were none");
    assertThat(ONCE.judge(new Arms.SameRows(new double[5])).outcome()).isEqualTo(Outcome.INVALID);
  }

  @Test
  void nothingThatVariesIsInvalid() {
    Sample flat = new Sample(100, 1, 0);
    assertThat(ONCE.judge(new Arms.Means(flat, flat)).because()).startsWith("nothing varies");
    assertThat(ONCE.judge(new Arms.SameRows(new double[50])).because())
        .startsWith("nothing varies");
  }

  @Test
  void countsAreComparedAsShares() {
    Verdict verdict = ONCE.judge(new Arms.Counts(new Count(450, 1000), new Count(600, 1000)));
    assertThat(verdict.outcome()).isEqualTo(Outcome.WINNER);
    assertThat(verdict.test()).startsWith("z of two proportions");
    assertThat(verdict.evidence().orElseThrow().effect()).isCloseTo(0.15, within(1e-12));
    assertThat(
            ANY_TIME.judge(new Arms.Counts(new Count(450, 1000), new Count(600, 1000))).outcome())
        .isEqualTo(Outcome.WINNER);
  }

  @Test
  void allAgainstNoneIsDecidedHoweverOneLooks() {
    Arms arms = new Arms.Counts(new Count(0, 100), new Count(100, 100));
    GroupSequential design = GroupSequential.pocock(3, 0.05, true);
    for (Looks looks :
        new Looks[] {new Looks.Once(), new Looks.AnyTime(), new Looks.Planned(design, 2)}) {
      assertThat(Experiment.of(Better.HIGHER, looks, 0.1).judge(arms).outcome())
          .isEqualTo(Outcome.WINNER);
    }
  }

  @Test
  void strategiesOnTheSameBarsArePaired() {
    double[] control = IntStream.range(0, 500).mapToDouble(t -> Math.sin(t * 2.3)).toArray();
    double[] challenger =
        IntStream.range(0, 500)
            .mapToDouble(t -> control[t] + 0.05 + 0.2 * Math.cos(t * 1.9))
            .toArray();
    Verdict verdict = ONCE.judge(Arms.SameRows.of(control, challenger));
    assertThat(verdict.outcome()).isEqualTo(Outcome.WINNER);
    assertThat(verdict.test()).startsWith("paired t with errors by Newey and West");
    assertThat(
            ONCE.judge(
                    new Arms.Means(
                        Sample.of("control", control), Sample.of("challenger", challenger)))
                .outcome())
        .isEqualTo(Outcome.INCONCLUSIVE);
    assertThatThrownBy(() -> Arms.SameRows.of(new double[] {1, Double.NaN}, new double[2]))
        .hasMessage("control row 1: expected a finite number, was NaN");
  }

  @Test
  void refusesSettingsThatMeanNothing() {
    assertThatThrownBy(() -> Experiment.of(Better.HIGHER, new Looks.Once(), 0))
        .hasMessageContaining("smallestEffect");
    assertThatThrownBy(() -> new Experiment(0.6, Better.HIGHER, new Looks.Once(), 1, 0.5, 30))
        .hasMessageContaining("alpha");
    assertThatThrownBy(() -> new Experiment(0.05, Better.HIGHER, new Looks.Once(), 1, 1, 30))
        .hasMessageContaining("challengerShare");
  }

  /** Thousand users in each arm, of deviation 1. */
  private static Arms means(double effect) {
    return new Arms.Means(new Sample(1000, 2, 999), new Sample(1000, 2 + effect, 999));
  }
}
