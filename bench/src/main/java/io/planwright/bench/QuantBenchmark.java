package io.planwright.bench;

import io.planwright.quant.backtest.Closes;
import io.planwright.quant.backtest.Costs;
import io.planwright.quant.backtest.Limits;
import io.planwright.quant.backtest.Rule;
import io.planwright.quant.backtest.WalkForwardBacktest;
import io.planwright.quant.backtest.Weights;
import io.planwright.quant.covariance.CovarianceMatrix;
import io.planwright.quant.model.WalkForward;
import io.planwright.quant.portfolio.Constraints;
import io.planwright.quant.portfolio.HierarchicalRiskParity;
import io.planwright.quant.portfolio.MeanVariance;
import io.planwright.quant.portfolio.Optimum;
import io.planwright.quant.regime.HmmFit;
import io.planwright.quant.risk.TailBootstrap;
import io.planwright.quant.sequential.ConfidenceSequence;
import io.planwright.quant.sequential.TwoArms;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.Main;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the heavy methods of the statistics library cost; {@code bench/peers/time.py} times the
 * peers.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class QuantBenchmark {
  private static final int ASSETS = 500;
  private static final int BARS = 2520;

  /** Two momenta, a reversal and a crossover, each in five windows. */
  private static final List<Rule> RULES =
      List.of(5, 20, 60, 120, 250).stream()
          .flatMap(
              window ->
                  List.of(
                      new Rule(Rule.Kind.MOMENTUM, 0, window),
                      new Rule(Rule.Kind.MOMENTUM, 1, window),
                      new Rule(Rule.Kind.REVERSAL, 0, window),
                      new Rule(Rule.Kind.CROSSOVER, 2, window))
                      .stream())
          .toList();

  private double[] returns = new double[0];
  private CovarianceMatrix covariance = CovarianceMatrix.of(new double[][] {{1}});
  private double[] mean = new double[0];
  private double[][] observations = new double[0][];
  private double[] control = new double[0];
  private double[] challenger = new double[0];
  private double[][] prices = new double[0][];

  @Setup
  public void data() {
    returns = Chance.regimes(1, 1000);
    double[][] market = Chance.returns(2, 1000, ASSETS);
    mean = means(market);
    covariance = CovarianceMatrix.of(covariance(market, mean));
    observations =
        Arrays.stream(Chance.regimes(3, 5000))
            .mapToObj(value -> new double[] {value})
            .toArray(double[][]::new);
    control = Chance.normal(4, 500_000);
    challenger = Chance.normal(5, 500_000);
    prices = Chance.prices(6, BARS, ASSETS);
  }

  private static double[] means(double[][] rows) {
    double[] means = new double[rows[0].length];
    for (double[] row : rows) {
      for (int j = 0; j < means.length; j++) {
        means[j] += row[j] / rows.length;
      }
    }
    return means;
  }

  private static double[][] covariance(double[][] rows, double[] means) {
    int n = means.length;
    double[][] covariance = new double[n][n];
    for (double[] row : rows) {
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          covariance[i][j] += (row[i] - means[i]) * (row[j] - means[j]) / (rows.length - 1);
        }
      }
    }
    return covariance;
  }

  /** 10,000 resamples of 1,000 returns. */
  @Benchmark
  public TailBootstrap bootstrapRisk() {
    return TailBootstrap.of(returns, 0.95, 10_000, 1, 1);
  }

  @Benchmark
  public double[] hierarchicalRiskParity() {
    return HierarchicalRiskParity.weights(covariance);
  }

  @Benchmark
  public Optimum minimumVariance() {
    return MeanVariance.minimumVariance(covariance, Constraints.longOnly());
  }

  @Benchmark
  public Optimum meanVariance() {
    return MeanVariance.maximumUtility(covariance, mean, 5, Constraints.longOnly());
  }

  /** One start on 5,000 points until a step gains less than 1e-4 nats. */
  @Benchmark
  public HmmFit hiddenMarkovModel() {
    return HmmFit.of(observations, 2, new HmmFit.Search(1, 1000, 1e-4, 1));
  }

  /** A look after each of a million observations. */
  @Benchmark
  public OptionalInt alwaysValidTest() {
    return TwoArms.firstDecision(new ConfidenceSequence(0.05, 5000), control, challenger);
  }

  /** 20 rules on 500 instruments over ten years, chosen from in five folds. */
  @Benchmark
  public WalkForwardBacktest walkForward() {
    Closes closes = new Closes(prices);
    List<Weights> strategies = RULES.stream().map(rule -> rule.on(closes)).toList();
    return WalkForwardBacktest.run(
        closes, Costs.NONE, Limits.LONG_SHORT, strategies, new WalkForward(5, 0));
  }

  public static void main(String[] args) throws IOException {
    Main.main(new String[] {QuantBenchmark.class.getSimpleName()});
  }
}
