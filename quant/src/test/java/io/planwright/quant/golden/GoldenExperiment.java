package io.planwright.quant.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.planwright.quant.anomaly.IsolationDepth;
import io.planwright.quant.conformal.SplitConformal;
import io.planwright.quant.drift.Adwin;
import io.planwright.quant.drift.KolmogorovSmirnov;
import io.planwright.quant.drift.PageHinkley;
import io.planwright.quant.drift.PopulationStability;
import io.planwright.quant.experiment.Cuped;
import io.planwright.quant.experiment.MeanTest;
import io.planwright.quant.experiment.PairedTest;
import io.planwright.quant.experiment.ProportionTest;
import io.planwright.quant.experiment.ProportionTest.Count;
import io.planwright.quant.experiment.Sample;
import io.planwright.quant.experiment.SampleRatio;
import io.planwright.quant.experiment.SampleSize;
import io.planwright.quant.multiple.Adjustment;
import io.planwright.quant.resample.Bootstrap;
import io.planwright.quant.resample.Statistic;
import io.planwright.quant.sequential.ConfidenceSequence;
import io.planwright.quant.sequential.GroupSequential;
import io.planwright.quant.sequential.Spending;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The stored numbers of experiments, drift, anomalies and conformal intervals. */
final class GoldenExperiment {
  private static final double[] FIRST = {30.02, 29.99, 30.11, 29.97, 30.01, 29.99};
  private static final double[] SECOND = {29.89, 29.93, 29.72, 29.98, 30.02, 29.98};
  private static final double[] P = {0.01, 0.04, 0.03, 0.005, 0.55, 0.6};

  /** Efron's law school: LSAT and grade point average of 15 schools. */
  private static final double[][] LAW_SCHOOL = {
    {576, 635, 558, 578, 666, 580, 555, 661, 651, 605, 653, 575, 545, 572, 594},
    {3.39, 3.30, 2.81, 3.03, 3.44, 3.07, 3.00, 3.43, 3.36, 3.13, 3.12, 2.74, 2.76, 2.88, 2.96}
  };

  private GoldenExperiment() {}

  static Map<String, Golden> computed() {
    Map<String, Golden> all = new LinkedHashMap<>();
    means(all);
    counts(all);
    all.put("holm", Golden.closed(() -> Adjustment.HOLM.adjust(P)));
    all.put("bh", Golden.closed(() -> Adjustment.BENJAMINI_HOCHBERG.adjust(P)));
    all.put("by", Golden.closed(() -> Adjustment.BENJAMINI_YEKUTIELI.adjust(P)));
    sequential(all);
    drift(all);
    all.put("iforest_c_exactH", Golden.closed(() -> depths(IsolationDepth.EXACT)));
    all.put("iforest_c_sklearn", Golden.closed(() -> depths(IsolationDepth.ASYMPTOTIC)));
    all.put("split_conformal_rank", Golden.closed(GoldenExperiment::ranks));
    all.put(
        "split_conformal_q90_n9",
        Golden.closed(
            () ->
                SplitConformal.quantile(
                        new double[] {0.3, 1.2, 0.7, 0.1, 2.5, 0.9, 1.8, 0.4, 0.6}, 0.1)
                    .orElseThrow()));
    return all;
  }

  private static void means(Map<String, Golden> all) {
    Sample first = Sample.of("first", FIRST);
    Sample second = Sample.of("second", SECOND);
    all.put(
        "welch_wikipedia",
        Golden.closed(
            () -> {
              MeanTest t = MeanTest.welch(second, first, 0.05);
              return Map.of(
                  "t",
                  t.t(),
                  "p",
                  t.p(),
                  "df",
                  t.degreesOfFreedom(),
                  "ci",
                  ends(t.low(), t.high()));
            }));
    all.put(
        "student_wikipedia",
        Golden.closed(
            () -> {
              MeanTest t = MeanTest.student(second, first, 0.05);
              return Map.of("t", t.t(), "p", t.p());
            }));
    // The stored size has a power of 0.8000000025 by statsmodels itself: its solver stopped there.
    all.put(
        "n_per_arm_d0.5_80",
        Golden.within(1e-8, () -> SampleSize.perArmForMeans(0.5, 0.8, 1, 0.05)));
    all.put("paired_D_minus_A", Golden.closed(GoldenExperiment::pairedDLessA));
    all.put(
        "cuped_fixture",
        Golden.closed(
            () -> {
              Cuped cuped =
                  Cuped.of(
                      new double[] {1, 2, 3, 4, 5, 6, 7, 8},
                      new double[] {2.1, 3.9, 6.2, 7.8, 10.1, 12.2, 13.8, 16.1});
              return Map.of(
                  "theta",
                  cuped.theta(),
                  "var_before",
                  cuped.varianceBefore(),
                  "var_after",
                  cuped.varianceAfter(),
                  "rho2",
                  cuped.correlationSquared());
            }));
    // Both sides are drawn at random: 20,000 draws leave about 0.006 of the interval's lower end.
    all.put(
        "efron_lawschool",
        Golden.within(
            0.02,
            () -> {
              Bootstrap r = Bootstrap.bca(LAW_SCHOOL, Statistic.Named.CORRELATION, 0.1, 100_000, 1);
              assertThat(Math.abs(r.estimate() / 0.776374491289407 - 1)).isLessThan(1e-12);
              return Map.of(
                  "r", r.estimate(), "bca90", ends(r.low(), r.high()), "se", r.standardError());
            }));
  }

  private static Map<String, Double> pairedDLessA() {
    double[] a = IntStream.range(0, 60).mapToDouble(t -> x(t, 0)).toArray();
    double[] d = IntStream.range(0, 60).mapToDouble(t -> x(t, 3)).toArray();
    double[] differences = IntStream.range(0, 60).mapToDouble(t -> d[t] - a[t]).toArray();
    MeanTest paired = MeanTest.paired(a, d, 0.05);
    PairedTest hac = PairedTest.of(differences, 5, 0.05);
    MeanTest welch = MeanTest.welch(Sample.of("A", a), Sample.of("D", d), 0.05);
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("mean", paired.difference());
    values.put("paired_t", paired.t());
    values.put("paired_p", paired.p());
    values.put("hac5_t", hac.t());
    values.put("hac5_p", hac.p());
    values.put("welch_t", welch.t());
    values.put("welch_p", welch.p());
    return values;
  }

  private static double x(int t, int j) {
    return 0.0005 * (j + 1)
        + Math.sin((t + 1) * (j + 1) * 0.37) * 0.01
        + Math.cos((t + 1) * (j + 2) * 0.11) * 0.008;
  }

  private static void counts(Map<String, Golden> all) {
    all.put("srm_[1000, 1200]", srm(new double[] {1000, 1200}, new double[] {0.5, 0.5}));
    all.put("srm_[135, 115]", srm(new double[] {135, 115}, new double[] {0.5, 0.5}));
    all.put("srm_[310, 98]", srm(new double[] {310, 98}, new double[] {0.75, 0.25}));
    all.put(
        "n_per_arm_10_to_12_arcsine",
        Golden.closed(() -> SampleSize.perArmForSharesArcsine(0.10, 0.12, 0.8, 0.05)));
    all.put(
        "n_per_arm_10_to_12_pooled",
        Golden.closed(() -> SampleSize.perArmForShares(0.10, 0.12, 0.8, 0.05)));
    all.put(
        "prop_z_45_100_vs_60_100",
        Golden.closed(
            () -> {
              ProportionTest z = ProportionTest.of(new Count(60, 100), new Count(45, 100), 0.05);
              return List.of(z.z(), z.p());
            }));
    all.put(
        "wilson_8_of_10",
        Golden.closed(
            () -> {
              ProportionTest.Interval wilson = new Count(8, 10).wilson(0.05);
              return ends(wilson.low(), wilson.high());
            }));
  }

  private static Golden srm(double[] sizes, double[] shares) {
    return Golden.closed(() -> SampleRatio.of(sizes, shares, SampleRatio.ALARM).p());
  }

  private static void sequential(Map<String, Golden> all) {
    all.put(
        "pocock_K5",
        Golden.closed(() -> GroupSequential.pocock(5, 0.05, true).bounds().getFirst()));
    all.put(
        "obf_K5_final",
        Golden.closed(() -> GroupSequential.obrienFleming(5, 0.05, true).bounds().getLast()));
    all.put(
        "obf_K5_bounds",
        Golden.closed(() -> GroupSequential.obrienFleming(5, 0.05, true).bounds()));
    all.put(
        "lan_demets_obf_K5",
        Golden.closed(
            () ->
                GroupSequential.lanDeMetsTogether(
                        Spending.OBRIEN_FLEMING, GroupSequential.equalSteps(5), 0.05)
                    .bounds()));
    all.put("lan_demets_obf_K5_each_side_0.025", Golden.closed(() -> lanDeMets(5)));
    all.put("lan_demets_obf_K3", Golden.closed(() -> lanDeMets(3)));
    for (int looks : new int[] {2, 3, 5, 10, 20}) {
      all.put(
          "peeking_fpr_%d_looks".formatted(looks),
          Golden.closed(() -> GroupSequential.naivePeeking(looks, 1.959964)));
    }
    all.put("asympcs_rho_a05_N5000", Golden.closed(() -> new ConfidenceSequence(0.05, 5000).rho()));
    all.put(
        "asympcs_halfwidth_growthbook_fixture",
        Golden.closed(
            () -> new ConfidenceSequence(0.05, 1000).halfWidth(6461, 0.3334122146400735)));
  }

  private static List<Double> lanDeMets(int looks) {
    return GroupSequential.lanDeMets(
            Spending.OBRIEN_FLEMING, GroupSequential.equalSteps(looks), 0.05, true)
        .bounds();
  }

  private static void drift(Map<String, Golden> all) {
    double[] expected = IntStream.range(0, 10).mapToDouble(i -> 100).toArray();
    double[] actual = {80, 90, 95, 100, 105, 110, 100, 110, 100, 110};
    all.put(
        "psi_fixture", Golden.closed(() -> PopulationStability.ofCounts(expected, actual).psi()));
    all.put(
        "psi_fixture_bins",
        Golden.definition(
            "expected 10x100; actual 80,90,95,100,105,110,100,110,100,110",
            () -> {
              assertThat(expected).hasSize(10).containsOnly(100);
              assertThat(actual).hasSize(10);
            }));
    all.put(
        "ks_2samp_exact",
        Golden.closed(
            () -> {
              KolmogorovSmirnov ks =
                  KolmogorovSmirnov.of(
                      new double[] {0.61, 0.29, 0.06, 0.59, -1.73, -0.74, 0.51, -0.56, 0.39, 1.64},
                      new double[] {
                        -0.05, -0.06, 0.64, -0.82, 0.37, 1.77, 1.09, -1.28, 2.36, 1.31
                      });
              return List.of(ks.d(), ks.p());
            }));
    all.put("adwin_step_fixture", Golden.closed(GoldenExperiment::steps).given("stream"));
  }

  private static Map<String, List<Integer>> steps() {
    Adwin adwin = new Adwin(0.002);
    PageHinkley sums = new PageHinkley();
    List<Integer> cut = new ArrayList<>();
    List<Integer> summed = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      double value = i < 1000 ? i % 2 : 4 + i % 4;
      if (adwin.update(value)) {
        cut.add(i);
      }
      if (sums.update(value)) {
        summed.add(i);
      }
    }
    return Map.of("adwin", cut, "page_hinkley", summed);
  }

  private static Map<String, Double> depths(IsolationDepth depth) {
    return Map.of("2", depth.average(2), "10", depth.average(10), "256", depth.average(256));
  }

  private static Map<String, Integer> ranks() {
    Map<String, Integer> ranks = new LinkedHashMap<>();
    for (int n : new int[] {9, 19, 99, 1000}) {
      ranks.put("n%d_a0.1".formatted(n), SplitConformal.rank(n, 0.1));
      ranks.put("n%d_a0.05".formatted(n), SplitConformal.rank(n, 0.05));
    }
    return ranks;
  }

  private static List<Double> ends(double low, double high) {
    return List.of(low, high);
  }
}
