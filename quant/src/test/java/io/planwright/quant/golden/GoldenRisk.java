package io.planwright.quant.golden;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.planwright.quant.overfit.BacktestOverfitting;
import io.planwright.quant.overfit.CombinatorialPurged;
import io.planwright.quant.overfit.TrackRecord;
import io.planwright.quant.performance.Moments;
import io.planwright.quant.performance.Performance;
import io.planwright.quant.performance.Sharpe;
import io.planwright.quant.regime.HmmFit;
import io.planwright.quant.regime.MarkovSwitching;
import io.planwright.quant.risk.CornishFisher;
import io.planwright.quant.risk.TailRisk;
import io.planwright.quant.risk.VarBacktest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Performance, overfitting, regimes, volatility and risk. */
final class GoldenRisk {
  private GoldenRisk() {}

  static Map<String, Golden> computed() {
    Map<String, Golden> all = new LinkedHashMap<>();
    overfitting(all);
    performance(all);
    regimes(all);
    backtests(all);
    tails(all);
    return all;
  }

  private static void overfitting(Map<String, Golden> all) {
    all.put(
        "psr_SREF",
        Golden.closed(
            () -> new TrackRecord(1.585 / Math.sqrt(12), 24, -2.448, 10.164).probabilityAbove(0)));
    all.put("emax_100", Golden.closed(() -> TrackRecord.expectedMaximum(100)));
    all.put("sr0_DSR", Golden.closed(() -> TrackRecord.expectedBest(100, 0.5 / 250)));
    all.put("dsr_paper", Golden.closed(() -> deflated(-3, 10, 100)));
    all.put("dsr_paper_N46", Golden.closed(() -> deflated(-3, 10, 46)));
    all.put("dsr_paper_N88", Golden.closed(() -> deflated(0, 3, 88)));
    all.put(
        "minTRL_years",
        Golden.closed(
            () ->
                List.of(
                    minimumYears(250, 2, 1, 0, 3),
                    minimumYears(52, 2, 1, 0, 3),
                    minimumYears(12, 3, 2.5, -0.72, 5.78))));
    all.put("minBTL_years_N45_SR1", Golden.closed(() -> TrackRecord.minimumBacktestYears(45, 1)));
    all.put("cpcv_6_2", Golden.closed(() -> folds(6, 2)));
    all.put("cpcv_10_2", Golden.closed(() -> folds(10, 2)));
    all.put("cpcv_10_8", Golden.closed(() -> folds(10, 8)));
    all.put(
        "Y_def",
        Golden.definition(
            "Y[t][j]=0.01 sin(0.61(t+1)(j+1))+0.008 cos(0.23(t+1)(j+3))+0.0004(j%3), t=0..95,j=0..7",
            () -> {
              assertThat(Series.Y).hasDimensions(96, 8);
              assertThat(Series.Y[0][0])
                  .isCloseTo(0.01 * Math.sin(0.61) + 0.008 * Math.cos(0.69), within(1e-17));
              assertThat(Series.Y[95][7])
                  .isCloseTo(
                      0.01 * Math.sin(0.61 * 96 * 8) + 0.008 * Math.cos(0.23 * 96 * 10) + 0.0004,
                      within(1e-14));
            }));
    all.put("pbo_Y_S8", Golden.closed(() -> overfitting(8)));
    all.put("pbo_Y_S6", Golden.closed(() -> overfitting(6)));
  }

  private static double deflated(double skewness, double kurtosis, int trials) {
    return new TrackRecord(2.5 / Math.sqrt(250), 1250, skewness, kurtosis)
        .deflated(trials, 0.5 / 250)
        .probability();
  }

  private static double minimumYears(
      int year, double ratio, double benchmark, double skewness, double kurtosis) {
    return new TrackRecord(ratio / Math.sqrt(year), 2, skewness, kurtosis)
            .minimumLength(benchmark / Math.sqrt(year), 0.95)
        / year;
  }

  private static Map<String, Integer> folds(int folds, int testFolds) {
    CombinatorialPurged purged = new CombinatorialPurged(folds, testFolds, 0, 0);
    return Map.ofEntries(
        entry("splits", purged.splits(1000).size()), entry("paths", purged.pathCount()));
  }

  private static List<Double> overfitting(int blocks) {
    BacktestOverfitting found = BacktestOverfitting.of(Series.Y, blocks);
    return List.of((double) found.splits(), found.probability(), found.medianLogit());
  }

  private static void performance(Map<String, Golden> all) {
    all.put("lo2002_se_sr1_T60_iid", Golden.closed(() -> Sharpe.normalStandardError(1, 60)));
    all.put(
        "perf_col0",
        Golden.closed(
            () -> {
              Performance found = Performance.of(Series.COLUMN_0, 252);
              Sharpe sharpe = found.sharpe().orElseThrow();
              return Map.of(
                  "sharpe_daily_ddof1", sharpe.ratio(),
                  "sharpe_ann252", sharpe.annualised(),
                  "sortino_daily", found.sortino().orElseThrow(),
                  "mdd", found.drawdown().depth(),
                  "total", found.totalReturn());
            }));
  }

  private static void regimes(Map<String, Golden> all) {
    all.put(
        "y_def",
        Golden.definition(
            "t in [100,160)u[220,250): -0.002+0.02 sin(2.3t)+0.004 cos(7.1t) else 0.001+0.005 sin(1.7t)+0.001 cos(5.3t), t=0..299",
            () -> {
              assertThat(Series.REGIMES).hasSize(300);
              assertThat(Series.REGIMES[0]).isCloseTo(0.002, within(1e-17));
              assertThat(Series.REGIMES[220])
                  .isCloseTo(-0.002 + 0.02 * Math.sin(506) + 0.004 * Math.cos(1562), within(1e-14));
            }));
    all.put(
        "hmm_2state_mle",
        Golden.within(
            Golden.EM,
            () -> {
              double[][] rows = Series.column(Series.REGIMES);
              HmmFit fit = HmmFit.of(rows, 2, HmmFit.Search.DEFAULT);
              int[] path = fit.model().decode(rows).path();
              return Map.of(
                  "loglik", fit.logLikelihood(),
                  "mean", fit.model().means().stream().map(List::getFirst).toList(),
                  "var", fit.model().variances().stream().map(List::getFirst).toList(),
                  "trans", fit.model().transitions(),
                  "high_state_count", Arrays.stream(path).sum());
            }));
    all.put(
        "markov_regression",
        Golden.within(
            Golden.EM,
            () -> {
              MarkovSwitching fit =
                  MarkovSwitching.fit(
                      Series.REGIMES, new double[0][], MarkovSwitching.Design.regression());
              return Map.of(
                  "llf",
                  fit.logLikelihood(),
                  // The reference calls the turbulent state 0.
                  "params",
                  Map.of(
                      "p[0->0]", fit.transitions().get(1).get(1),
                      "p[1->0]", fit.transitions().get(0).get(1),
                      "const[0]", fit.intercepts().get(1),
                      "const[1]", fit.intercepts().get(0),
                      "sigma2[0]", fit.variances().get(1),
                      "sigma2[1]", fit.variances().get(0)));
            }));
    all.put(
        "hamilton1989",
        // The reference stopped short: with gtol 1e-9 its ar.L1 is 0.0134872, as here.
        Golden.within(
            5e-4,
            () -> {
              MarkovSwitching fit =
                  MarkovSwitching.fit(
                      Series.GNP_GROWTH, new double[0][], MarkovSwitching.Design.autoregression(4));
              return Map.of(
                  "llf",
                  fit.logLikelihood(),
                  "n",
                  Series.GNP_GROWTH.length,
                  // The reference calls the growing state 0.
                  "params",
                  Map.of(
                      "p[0->0]", fit.transitions().get(1).get(1),
                      "p[1->0]", fit.transitions().get(0).get(1),
                      "const[0]", fit.intercepts().get(1),
                      "const[1]", fit.intercepts().get(0),
                      "sigma2", fit.variances().getFirst(),
                      "ar.L1", fit.autoregression().get(0),
                      "ar.L2", fit.autoregression().get(1),
                      "ar.L3", fit.autoregression().get(2),
                      "ar.L4", fit.autoregression().get(3)));
            }));
  }

  private static void backtests(Map<String, Golden> all) {
    all.put(
        "kupiec_nonreject_region",
        Golden.closed(
            () -> {
              Map<String, List<Integer>> regions = new LinkedHashMap<>();
              for (int days : new int[] {255, 510, 1000}) {
                for (String p : List.of("0.01", "0.025", "0.05", "0.075", "0.1")) {
                  VarBacktest.Region region =
                      VarBacktest.kupiecRegion(days, Double.parseDouble(p), 0.05);
                  regions.put("T" + days + "_p" + p, List.of(region.fewest(), region.most()));
                }
              }
              return regions;
            }));
    all.put(
        "kupiec_T250_N",
        Golden.closed(
            () -> {
              Map<String, List<Double>> tests = new LinkedHashMap<>();
              for (int breaches : new int[] {0, 1, 2, 4, 5, 7, 10}) {
                VarBacktest.LikelihoodRatio test = VarBacktest.kupiec(250, breaches, 0.01);
                tests.put("" + breaches, List.of(test.statistic(), test.p()));
              }
              return tests;
            }));
    all.put(
        "christoffersen_fixture",
        Golden.closed(
                () -> {
                  boolean[] breached = new boolean[250];
                  for (int t : new int[] {10, 11, 12, 80, 81, 150, 200, 240}) {
                    breached[t] = true;
                  }
                  VarBacktest test = VarBacktest.of(breached, 0.99);
                  return Map.of(
                      "LR_ind", test.independence().statistic(),
                      "p_ind", test.independence().p(),
                      "LR_pof", test.coverage().statistic(),
                      "LR_cc", test.conditionalCoverage().statistic(),
                      "p_cc", test.conditionalCoverage().p());
                })
            .given("hits_at"));
    all.put(
        "basel_traffic_light_P_ge",
        Golden.closed(
            () ->
                Map.of(
                    "5", VarBacktest.trafficLight(250, 5, 0.01).probabilityOfAsMany(),
                    "10", VarBacktest.trafficLight(250, 10, 0.01).probabilityOfAsMany())));
  }

  private static void tails(Map<String, Golden> all) {
    all.put(
        "cornish_fisher_z",
        Golden.closed(
            () ->
                Map.of(
                    "a0.01_S-0.5_K3", new CornishFisher(-0.5, 3).quantile(0.01),
                    "a0.05_S-0.5_K3", new CornishFisher(-0.5, 3).quantile(0.05),
                    "a0.05_S0_K0", new CornishFisher(0, 0).quantile(0.05))));
    all.put(
        "normal_ES_factor",
        Golden.closed(
            () ->
                Map.of(
                    "0.95", TailRisk.normalShortfallFactor(0.95),
                    "0.975", TailRisk.normalShortfallFactor(0.975),
                    "0.99", TailRisk.normalShortfallFactor(0.99))));
    all.put(
        "var_col0",
        Golden.closed(
            () -> {
              double[] returns = Series.COLUMN_0;
              Moments moments = Moments.of("returns", returns);
              // Outside of its domain, so that the library itself answers with the historical one.
              double quantile =
                  new CornishFisher(moments.skewness(), moments.excessKurtosis()).quantile(0.05);
              TailRisk historical = TailRisk.historical(returns, 0.95);
              return Map.of(
                  "mean", moments.mean(),
                  "sd0", moments.populationDeviation(),
                  "skew", moments.skewness(),
                  "exkurt", moments.excessKurtosis(),
                  "hist95_linear_interp", historical.valueAtRisk(),
                  "gauss95", TailRisk.gaussian(returns, 0.95).valueAtRisk(),
                  "cf95", -(moments.mean() + quantile * moments.populationDeviation()),
                  "es95_hist_mean_of_worst_3", historical.expectedShortfall());
            }));
  }
}
