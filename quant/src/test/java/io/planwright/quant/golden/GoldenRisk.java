package io.planwright.quant.golden;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.planwright.quant.overfit.BacktestOverfitting;
import io.planwright.quant.overfit.CombinatorialPurged;
import io.planwright.quant.overfit.TrackRecord;
import io.planwright.quant.performance.Performance;
import io.planwright.quant.performance.Sharpe;
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
}
