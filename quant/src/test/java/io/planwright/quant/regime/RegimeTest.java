package io.planwright.quant.regime;

import static io.planwright.quant.InvalidData.Code.CONSTANT;
import static io.planwright.quant.InvalidData.Code.LENGTH_DIFFERS;
import static io.planwright.quant.InvalidData.Code.NOT_FINITE;
import static io.planwright.quant.InvalidData.Code.OUT_OF_RANGE;
import static io.planwright.quant.InvalidData.Code.SINGULAR;
import static io.planwright.quant.InvalidData.Code.TOO_FEW;
import static io.planwright.quant.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.planwright.quant.Congruential;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class RegimeTest {
  private static final double[][] ROWS = rows();
  private static final HmmFit FIT = HmmFit.of(ROWS, 3, HmmFit.Search.DEFAULT);

  private static double[][] rows() {
    Congruential chance = new Congruential(7);
    double[][] rows = new double[800][2];
    int state = 0;
    for (double[] row : rows) {
      if (chance.uniform() < 0.03) {
        state = (state + 1) % 3;
      }
      row[0] = new double[] {0.5, -1, 2}[state] + new double[] {0.5, 1, 2}[state] * chance.normal();
      row[1] = new double[] {0, 1, -1}[state] + new double[] {1, 0.4, 1.5}[state] * chance.normal();
    }
    return rows;
  }

  /** {@code hmmlearn.GaussianHMM(3, "diag")}, priors off, tol 1e-9, best of 10 seeds. */
  @Test
  void agreesWithHmmlearnOnThreeStatesAndTwoColumns() {
    assertThat(FIT.logLikelihood()).isCloseTo(-2098.3742903482625, within(1e-5));
    assertThat(FIT.model().means().get(0).get(0)).isCloseTo(0.4996354436131086, within(1e-4));
    assertThat(FIT.model().means().get(2).get(1)).isCloseTo(-1.1120151416062332, within(1e-4));
    assertThat(FIT.model().variances().get(1).get(1)).isCloseTo(0.1644107374, within(1e-4));
    assertThat(FIT.model().transitions().get(2).get(0)).isCloseTo(0.0345193386, within(1e-4));
    int[] counts = new int[3];
    for (int state : FIT.model().decode(ROWS).path()) {
      counts[state]++;
    }
    assertThat(counts).containsExactly(206, 392, 202);
    assertThat(FIT.model().decode(ROWS).smoothed()[400][1])
        .isCloseTo(0.9999995658041404, within(1e-9));
    assertThat(FIT.converged()).isTrue();
  }

  @Test
  void decodingGivesTheLikelihoodOfTheFit() {
    assertThat(FIT.model().decode(ROWS).logLikelihood())
        .isCloseTo(FIT.logLikelihood(), within(1e-8));
  }

  @Test
  void choosesTheNumberOfStatesThatMadeTheData() {
    HmmFit.Choice choice = HmmFit.choose(ROWS, 4, new HmmFit.Search(5, 1000, 1e-6, 1));
    assertThat(choice.best().model().states()).isEqualTo(3);
    assertThat(choice.tried()).hasSize(4);
  }

  @Test
  void oneStateIsTheNormalDistribution() {
    double[][] column = Arrays.stream(ROWS).map(r -> new double[] {r[0]}).toArray(double[][]::new);
    HmmFit fit = HmmFit.of(column, 1, HmmFit.Search.DEFAULT);
    double variance = fit.model().variances().getFirst().getFirst();
    assertThat(fit.logLikelihood())
        .isCloseTo(-400 * (Math.log(2 * Math.PI * variance) + 1), within(1e-8));
  }

  @Test
  void aFitIsTheSameAgainAndInAnyUnit() {
    assertThat(HmmFit.of(ROWS, 3, HmmFit.Search.DEFAULT)).isEqualTo(FIT);
    double[][] scaled =
        Arrays.stream(ROWS)
            .map(r -> new double[] {r[0] * 1e-9 + 5, r[1] * 1e9})
            .toArray(double[][]::new);
    HmmFit other = HmmFit.of(scaled, 3, HmmFit.Search.DEFAULT);
    assertThat(other.logLikelihood()).isCloseTo(FIT.logLikelihood(), within(1e-3));
  }

  @Test
  void theOnlineFilterIsTheFilterOfAllRows() {
    GaussianHmm.Decoded decoded = FIT.model().decode(ROWS);
    GaussianHmm.Belief belief = FIT.model().belief();
    for (int t = 0; t < ROWS.length; t++) {
      belief = belief.after(ROWS[t]);
      assertThat(belief.probabilities().get(0)).isCloseTo(decoded.filtered()[t][0], within(1e-9));
      assertThat(belief.confidence()).isBetween(1.0 / 3, 1.0);
    }
    assertThat(belief.logLikelihood()).isCloseTo(decoded.logLikelihood(), within(1e-7));
    assertThat(belief.state(0.5)).contains(belief.state());
    assertThat(belief.rows()).isEqualTo(800);
    assertThat(belief.state()).isEqualTo(FIT.model().decode(ROWS).path()[799]);
  }

  @Test
  void aRowThatNoReachableStateExplainsStillHasALikelihood() {
    GaussianHmm stuck =
        new GaussianHmm(
            List.of(1.0, 0.0),
            List.of(List.of(1.0, 0.0), List.of(0.0, 1.0)),
            List.of(List.of(0.0), List.of(1000.0)),
            List.of(List.of(1.0), List.of(1.0)));
    GaussianHmm.Decoded decoded = stuck.decode(new double[][] {{0}, {1000}, {0}});
    double log = -0.5 * Math.log(2 * Math.PI);
    assertThat(decoded.logLikelihood()).isCloseTo(3 * log - 500_000, within(1e-6));
    assertThat(decoded.smoothed()[1]).containsExactly(1, 0);
    assertThat(decoded.path()).containsExactly(0, 0, 0);
  }

  /** {@code statsmodels.MarkovRegression(y, 2, exog=x, switching_variance=True)}. */
  @Test
  void agreesWithStatsmodelsOnASwitchingRegression() {
    Congruential chance = new Congruential(11);
    double[] y = new double[400];
    double[][] x = new double[400][1];
    int state = 0;
    for (int t = 0; t < 400; t++) {
      if (chance.uniform() < 0.05) {
        state = 1 - state;
      }
      x[t][0] = chance.normal();
      y[t] =
          new double[] {0.2, -0.5}[state]
              + new double[] {1, -0.7}[state] * x[t][0]
              + new double[] {0.4, 1.1}[state] * chance.normal();
    }
    MarkovSwitching fit = MarkovSwitching.fit(y, x, MarkovSwitching.Design.regression());
    assertThat(fit.logLikelihood()).isCloseTo(-403.15809925164575, within(1e-6));
    assertThat(fit.transitions().get(0).get(0)).isCloseTo(0.9433907679595995, within(1e-5));
    assertThat(fit.transitions().get(1).get(0)).isCloseTo(0.0842722278063573, within(1e-5));
    assertThat(fit.coefficients().get(0).get(0)).isCloseTo(0.9397379639959338, within(1e-5));
    assertThat(fit.coefficients().get(1).get(0)).isCloseTo(-0.6555260524733348, within(1e-5));
    assertThat(fit.variances().get(1)).isCloseTo(1.1146410012187886, within(1e-5));
    assertThat(fit.smoothed()[200][1]).isCloseTo(1, within(1e-9));
    assertThat(fit.filtered()[200][0]).isCloseTo(3.29950798e-13, within(1e-15));
    assertThat(fit.expectedDurations().get(0)).isCloseTo(1 / (1 - 0.94339076796), within(1e-2));
  }

  /** {@code statsmodels.MarkovAutoregression(y, 2, order=1, switching_ar=False)}. */
  @Test
  void agreesWithStatsmodelsOnASwitchingAutoregression() {
    Congruential chance = new Congruential(13);
    double[] y = new double[300];
    int state = 0;
    double before = 0;
    double meanBefore = 0;
    for (int t = 0; t < 300; t++) {
      if (chance.uniform() < 0.05) {
        state = 1 - state;
      }
      double mean = state == 0 ? 1 : -1;
      y[t] = mean + 0.4 * (before - meanBefore) + 0.5 * chance.normal();
      before = y[t];
      meanBefore = mean;
    }
    MarkovSwitching fit =
        MarkovSwitching.fit(y, new double[0][], MarkovSwitching.Design.autoregression(1));
    assertThat(fit.logLikelihood()).isCloseTo(-269.35652485716, within(1e-6));
    assertThat(fit.autoregression().getFirst()).isCloseTo(0.3762891368253824, within(1e-5));
    assertThat(fit.intercepts().get(0)).isCloseTo(-1.0462195085817745, within(1e-5));
    assertThat(fit.intercepts().get(1)).isCloseTo(0.8833527124144606, within(1e-5));
    // The reference's row 150 counts from the first row after the lag.
    assertThat(fit.smoothed()[150][1]).isCloseTo(0.96188416, within(1e-5));
  }

  @Property(tries = 15)
  void probabilitiesAddUpToOne(
      @ForAll @IntRange(min = 1, max = 4) int states, @ForAll @IntRange(max = 1000) int seed) {
    Congruential chance = new Congruential(seed);
    double[][] rows = new double[60][1];
    for (double[] row : rows) {
      row[0] = Math.pow(chance.normal(), 3);
    }
    HmmFit fit = HmmFit.of(rows, states, new HmmFit.Search(3, 50, 1e-6, seed));
    GaussianHmm.Decoded decoded = fit.model().decode(rows);
    for (int t = 0; t < rows.length; t++) {
      assertThat(Arrays.stream(decoded.filtered()[t]).sum()).isCloseTo(1, within(1e-9));
      assertThat(Arrays.stream(decoded.smoothed()[t]).sum()).isCloseTo(1, within(1e-9));
    }
    assertThat(fit.toString()).doesNotContain("NaN").doesNotContain("Infinity");
  }

  @Test
  void refusesWhatHasNoAnswer() {
    HmmFit.Search search = HmmFit.Search.DEFAULT;
    double[][] nan = {{1}, {2}, {Double.NaN}, {3}};
    refused(() -> HmmFit.of(nan, 1, search), NOT_FINITE, "observations", 2);
    refused(() -> HmmFit.of(new double[0][], 1, search), TOO_FEW, "observations");
    refused(() -> HmmFit.of(new double[][] {{1}}, 1, search), TOO_FEW, "observations");
    refused(() -> HmmFit.of(new double[][] {{1}, {2}, {3}}, 2, search), TOO_FEW, "observations");
    refused(() -> HmmFit.of(new double[50][1], 2, search), CONSTANT, "observations");
    refused(
        () -> HmmFit.of(new double[][] {{1}, {1e200}, {3}, {4}}, 1, search),
        OUT_OF_RANGE,
        "observations",
        1);
    refused(() -> HmmFit.of(ROWS, 21, search), OUT_OF_RANGE, "states");
    refused(
        () -> FIT.model().decode(new double[][] {{1, 2}, {3}}), LENGTH_DIFFERS, "observations", 1);
    refused(() -> FIT.model().decode(new double[][] {{1}}), OUT_OF_RANGE, "columns");
    refused(
        () ->
            new GaussianHmm(
                List.of(0.5, 0.6),
                List.of(List.of(1.0, 0.0), List.of(0.0, 1.0)),
                List.of(List.of(0.0), List.of(0.0)),
                List.of(List.of(1.0), List.of(1.0))),
        OUT_OF_RANGE,
        "start");
    refused(
        () ->
            new GaussianHmm(
                List.of(1.0), List.of(List.of(1.0)), List.of(List.of(0.0)), List.of(List.of(0.0))),
        OUT_OF_RANGE,
        "variances");
    MarkovSwitching.Design design = MarkovSwitching.Design.regression();
    double[] y = new double[60];
    double[][] twice = new double[60][2];
    for (int t = 0; t < 60; t++) {
      y[t] = Math.sin(t * t);
      twice[t][0] = Math.cos(t * t);
      twice[t][1] = 2 * twice[t][0];
    }
    refused(() -> MarkovSwitching.fit(y, twice, design), SINGULAR, "regressors");
    refused(() -> MarkovSwitching.fit(y, new double[60][1], design), CONSTANT, "regressors");
    refused(() -> MarkovSwitching.fit(y, new double[59][1], design), LENGTH_DIFFERS, "regressors");
    refused(() -> MarkovSwitching.fit(new double[60], new double[0][], design), CONSTANT, "y");
    refused(
        () -> MarkovSwitching.fit(new double[] {1, 2, 3}, new double[0][], design), TOO_FEW, "y");
    y[5] = Double.NaN;
    refused(() -> MarkovSwitching.fit(y, new double[0][], design), NOT_FINITE, "y", 5);
    refused(
        () -> new MarkovSwitching.Design(6, 8, true, true, 1, 1),
        OUT_OF_RANGE,
        "states to the power of order + 1");
  }
}
