package io.planwright.bench;

import io.planwright.routing.Choice;
import io.planwright.routing.Router;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.Main;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What routing a task costs: one that was never seen, and one that was. */
@State(Scope.Benchmark)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class RoutingBenchmark {
  private final Router router = Router.load();
  private int number;

  @Benchmark
  public Choice unseen() {
    number++;
    return router.route(
        "Train the LSTM on five years of EURUSD minute bars, part " + number,
        "Phase " + number + ": Modelling and validation");
  }

  @Benchmark
  public Choice seen() {
    return router.route("Train the LSTM on five years of EURUSD bars", "Phase 2: Modelling");
  }

  public static void main(String[] args) throws IOException {
    Main.main(new String[] {RoutingBenchmark.class.getSimpleName()});
  }
}
