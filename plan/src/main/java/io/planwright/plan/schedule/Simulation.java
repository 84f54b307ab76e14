package io.planwright.plan.schedule;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Draws what each task takes, many times, and passes forward over the network each time (Van Slyke
 * 1963). Tasks are independent. A range is spread as PERT does (Malcolm, Roseboom, Clark and Fazar
 * 1959), a single figure lognormally with that figure as its median. The way back from the end of
 * each draw counts how often a task is critical.
 */
final class Simulation {
  private final int[] order;
  private final int[][] before;
  private final List<Work> work;
  private final Spread pert = Spread.pert();
  private final Spread lognormal;
  private final double[] finish;
  private final int[] cause;
  private final double[] ends;
  private final int[] critical;

  private Simulation(Network network, List<Work> work, Assumptions assumptions) {
    this.order = network.order();
    this.work = work;
    this.lognormal = Spread.lognormal(assumptions.sigma());
    this.before = new int[network.size()][];
    for (int node = 0; node < before.length; node++) {
      before[node] = network.before(node).stream().mapToInt(Integer::intValue).toArray();
    }
    this.finish = new double[network.size()];
    this.cause = new int[network.size()];
    this.critical = new int[work.size()];
    this.ends = new double[Forecast.draws(assumptions.draws(), work.size())];
  }

  static Simulation of(Network network, List<Work> work, Assumptions assumptions) {
    Simulation simulation = new Simulation(network, work, assumptions);
    SplitMix random = new SplitMix(assumptions.seed());
    for (int draw = 0; draw < simulation.ends.length; draw++) {
      simulation.ends[draw] = simulation.draw(random);
    }
    Arrays.sort(simulation.ends);
    return simulation;
  }

  private double draw(SplitMix random) {
    int last = -1;
    for (int node : order) {
      double at = 0;
      int from = -1;
      for (int earlier : before[node]) {
        if (from < 0 || finish[earlier] > at) {
          at = finish[earlier];
          from = earlier;
        }
      }
      cause[node] = from;
      finish[node] = at + (node < work.size() ? take(work.get(node), random) : 0);
      if (last < 0 || finish[node] > finish[last]) {
        last = node;
      }
    }
    double end = last < 0 ? 0 : finish[last];
    for (int node = end > 0 ? last : -1; node >= 0; node = cause[node]) {
      if (node < critical.length) {
        critical[node]++;
      }
    }
    return end;
  }

  private double take(Work task, SplitMix random) {
    if (task.most() == 0) {
      return 0;
    }
    return task.isRange()
        ? task.least() + (task.most() - task.least()) * pert.draw(random.next())
        : task.most() * lognormal.draw(random.next());
  }

  /** The share of the draws in which a task lay on the critical path. */
  double criticality(int task) {
    return (double) critical[task] / ends.length;
  }

  Forecast forecast(Calendar calendar) {
    return new Forecast(
        ends.length,
        seconds(Arrays.stream(ends).sum() / ends.length),
        percentile(50, calendar),
        percentile(80, calendar),
        percentile(95, calendar));
  }

  /** By the nearest rank. */
  private Forecast.Finish percentile(int percent, Calendar calendar) {
    long rank = ((long) percent * ends.length + 99) / 100;
    Duration time = seconds(ends[(int) Math.max(0, rank - 1)]);
    return new Forecast.Finish(time, calendar.ends(time));
  }

  private static Duration seconds(double seconds) {
    return Duration.ofSeconds(Math.round(seconds));
  }
}
