package io.planwright.quant.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.planwright.quant.credit.CreditModel.Direction;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

/**
 * Reference numbers: scikit-learn {@code LogisticRegression(C=1)} and {@code IsotonicRegression},
 * and {@code scipy.optimize.minimize(method="L-BFGS-B")} with bounds, on a closed-form sample.
 */
final class CreditTest {
  private static final double[][] FEATURES =
      IntStream.range(0, 200)
          .mapToObj(
              i -> new double[] {Math.sin(1.3 * i), Math.cos(0.7 * i), Math.sin(0.11 * i * i)})
          .toArray(double[][]::new);

  private static final int[] DEFAULTS =
      IntStream.range(0, 200)
          .map(
              i -> {
                double[] x = FEATURES[i];
                double z = 0.5 + 1.5 * x[0] - x[1] - 0.3 * x[2];
                double u = 0.5 + 0.5 * Math.sin(12.9898 * i + 0.5);
                return u < 1 / (1 + Math.exp(-z)) ? 1 : 0;
              })
          .toArray();

  private static MonotoneLogistic fit(Direction direction) {
    return MonotoneLogistic.fit(FEATURES, DEFAULTS, Collections.nCopies(3, direction), 1);
  }

  @Test
  void withoutSignsItIsThePeersLogisticRegression() {
    MonotoneLogistic model = fit(Direction.ANY);
    assertThat(model.intercept()).isCloseTo(0.22841808, within(1e-7));
    assertThat(model.coefficients().get(0)).isCloseTo(0.98302436, within(1e-7));
    assertThat(model.coefficients().get(1)).isCloseTo(-0.55066911, within(1e-7));
    assertThat(model.coefficients().get(2)).isCloseTo(-0.53163477, within(1e-7));
  }

  @Test
  void aCoefficientOfTheWrongSignIsZero() {
    MonotoneLogistic model = fit(Direction.RAISES);
    assertThat(model.intercept()).isCloseTo(0.2203455, within(1e-6));
    assertThat(model.coefficients().get(0)).isCloseTo(0.97600689, within(1e-6));
    assertThat(model.coefficients()).last().isEqualTo(0.0);
    assertThat(model.logLikelihood()).isLessThan(fit(Direction.ANY).logLikelihood());
    assertThat(Monotonicity.of(model, FEATURES).kept()).isTrue();
  }

  @Test
  void stepsPoolAdjacentViolators() {
    double[] feature = IntStream.range(0, 200).mapToDouble(i -> FEATURES[i][0]).toArray();
    IsotonicModel model = IsotonicModel.fit(feature, DEFAULTS, Direction.RAISES);
    assertThat(model.rates()).hasSize(8).isSorted();
    double[] expected = {0.47058824, 0.82352941, 0.69767442, 0.37209302, 0.37209302, 0.60869565};
    for (int i = 0; i < expected.length; i++) {
      assertThat(model.probabilityOfDefault(new double[] {feature[i]}))
          .isCloseTo(expected[i], within(1e-8));
    }
    assertThat(Monotonicity.of(model, column(feature)).kept()).isTrue();
    assertThat(model.probabilityOfDefault(new double[] {-9})).isEqualTo(model.rates().getFirst());
  }

  private static double[][] column(double[] values) {
    return IntStream.range(0, values.length)
        .mapToObj(i -> new double[] {values[i]})
        .toArray(double[][]::new);
  }

  @Property(tries = 100)
  void fallingStepsFall(@ForAll long seed) {
    Random chance = new Random(seed);
    double[] feature = new double[40];
    int[] defaults = new int[40];
    for (int i = 0; i < 40; i++) {
      feature[i] = chance.nextInt(15);
      defaults[i] = chance.nextInt(2);
    }
    IsotonicModel model = IsotonicModel.fit(feature, defaults, Direction.LOWERS);
    Monotonicity monotonicity = Monotonicity.of(model, column(feature));
    assertThat(monotonicity.kept()).isTrue();
    assertThat(monotonicity.checked()).isPositive();
  }

  @Test
  void tellsWhereAModelBreaksItsPromise() {
    CreditModel liar =
        new CreditModel() {
          @Override
          public List<Direction> directions() {
            return List.of(Direction.RAISES);
          }

          @Override
          public double probabilityOfDefault(double[] features) {
            return features[0] > 2 ? 0.1 : 0.2;
          }
        };
    Monotonicity monotonicity = Monotonicity.of(liar, new double[][] {{1}, {2}, {3}});
    assertThat(monotonicity.kept()).isFalse();
    assertThat(monotonicity.broken().getFirst())
        .isEqualTo(new Monotonicity.Broken(0, 0, 2, 3, 0.2, 0.1));
  }

  @Property
  void theScoreOfAProbabilityStandsForIt(
      @ForAll @DoubleRange(min = 0.01, max = 0.99) double probability) {
    Scorecard card = Scorecard.of(600, 50, 20);
    assertThat(card.probabilityOfDefault(card.score(probability)))
        .isCloseTo(probability, within(1e-9));
  }

  @Test
  void theScoreRisesByItsPointsWhereOddsDouble() {
    Scorecard card = Scorecard.of(600, 50, 20);
    assertThat(card.score(1 / 51.0)).isCloseTo(600, within(1e-9));
    assertThat(card.score(1 / 101.0)).isCloseTo(620, within(1e-9));
  }

  @Test
  void evidenceIsTheLogarithmOfTheShares() {
    Evidence evidence = Evidence.of(new double[] {100, 300, 600}, new double[] {50, 30, 20});
    assertThat(evidence.weights().get(0)).isCloseTo(Math.log(0.1 / 0.5), within(1e-12));
    assertThat(evidence.informationValue())
        .isCloseTo(0.4 * Math.log(5) + 0.4 * Math.log(3), within(1e-12));
    assertThat(evidence.monotone()).isTrue();
    assertThat(Evidence.of(new double[] {5, 0}, new double[] {1, 4}).weights())
        .allSatisfy(weight -> assertThat(weight).isFinite());
  }

  @Test
  void refusesWhatHasNoModel() {
    assertThatThrownBy(
            () ->
                MonotoneLogistic.fit(
                    FEATURES, new int[200], Collections.nCopies(3, Direction.ANY), 1))
        .hasMessage("defaults: expected both 0 and 1, was all 0");
    assertThatThrownBy(
            () ->
                MonotoneLogistic.fit(
                    new double[][] {{1}, {Double.NaN}},
                    new int[] {0, 1},
                    List.of(Direction.ANY),
                    1))
        .hasMessageContaining("features row 1");
    assertThatThrownBy(() -> IsotonicModel.fit(new double[] {1}, new int[] {2}, Direction.RAISES))
        .hasMessage("defaults row 0: expected 0 or 1, was 2");
    assertThatThrownBy(() -> Evidence.of(new double[] {1, 2}, new double[] {-1, 2}))
        .hasMessageContaining("bads row 0");
    assertThatThrownBy(() -> Scorecard.of(600, 0, 20)).hasMessageContaining("odds");
    assertThatThrownBy(() -> Scorecard.of(600, 50, 20).score(1))
        .hasMessageContaining("probabilityOfDefault");
  }

  @Test
  void separatedAndConstantFeaturesStillHaveAFiniteModel() {
    MonotoneLogistic model =
        MonotoneLogistic.fit(
            new double[][] {{-1e6, 1}, {-2e6, 1}, {1e6, 1}, {2e6, 1}},
            new int[] {0, 0, 1, 1},
            List.of(Direction.RAISES, Direction.ANY),
            1);
    assertThat(model.probabilityOfDefault(new double[] {1e6, 1})).isBetween(0.5, 1.0);
    assertThat(model.intercept()).isFinite();
  }
}
