package io.planwright.quant.sequential;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * The probability that a Brownian motion, looked at a few times, is outside of its bounds at a look
 * and was inside before: the recursive integration of Armitage, McPherson and Rowe (1969,
 * doi:10.2307/2343787). The density of the paths that are still inside is kept at the nodes of
 * Gauss's rule on panels of at most {@link #PANEL} deviations of a step, on which that rule leaves
 * an error in the last digits; the tails outside are the normal distribution's own, so that
 * probabilities of 1e-12 keep their digits.
 */
final class Crossing {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final GaussIntegrator RULE = new GaussIntegratorFactory().legendre(16);
  private static final double PANEL = 2.5;

  /** Beyond so many deviations there is nothing that a double could tell from 0. */
  private static final double FAR = 9;

  private final double drift;
  private final boolean twoSided;

  private double time;
  private double[] at = {0};
  private double[] mass = {1};

  /**
   * @param drift of the motion per unit of information
   * @param twoSided whether −bound is a bound too
   */
  Crossing(double drift, boolean twoSided) {
    this.drift = drift;
    this.twoSided = twoSided;
  }

  /** The probability of being above z √next at the next look, or below −z √next where that ends. */
  double outside(double next, double z) {
    return above(next, z) + (twoSided ? below(next, z) : 0);
  }

  private double above(double next, double z) {
    double step = next - time;
    double deviation = Math.sqrt(step);
    double bound = z * Math.sqrt(next) - drift * step;
    double sum = 0;
    for (int i = 0; i < at.length; i++) {
      sum += mass[i] * NORMAL.survivalProbability((bound - at[i]) / deviation);
    }
    return sum;
  }

  private double below(double next, double z) {
    double step = next - time;
    double deviation = Math.sqrt(step);
    double bound = -z * Math.sqrt(next) - drift * step;
    double sum = 0;
    for (int i = 0; i < at.length; i++) {
      sum += mass[i] * NORMAL.cumulativeProbability((bound - at[i]) / deviation);
    }
    return sum;
  }

  /** Goes on with the paths that are inside at the next look. */
  void inside(double next, double z) {
    double step = next - time;
    double deviation = Math.sqrt(step);
    double reach = FAR * Math.sqrt(next);
    double high = Math.min(z * Math.sqrt(next), drift * next + reach);
    double low = drift * next - reach;
    if (twoSided) {
      low = Math.max(-z * Math.sqrt(next), low);
    }
    if (high <= low) {
      at = new double[0];
      mass = new double[0];
      time = next;
      return;
    }
    int panels = (int) Math.ceil((high - low) / (PANEL * deviation));
    int nodes = RULE.getNumberOfPoints();
    double half = (high - low) / panels / 2;
    double[] to = new double[panels * nodes];
    double[] density = new double[to.length];
    double scale = 1 / (deviation * Math.sqrt(2 * Math.PI));
    int first = 0;
    for (int i = 0; i < to.length; i++) {
      to[i] = low + half * (2 * (i / nodes) + 1 + RULE.getPoint(i % nodes));
      double from = to[i] - drift * step;
      while (first < at.length && at[first] < from - FAR * deviation) {
        first++;
      }
      double sum = 0;
      for (int j = first; j < at.length && at[j] <= from + FAR * deviation; j++) {
        double d = (from - at[j]) / deviation;
        sum += mass[j] * StrictMath.exp(-d * d / 2);
      }
      density[i] = sum * scale * half * RULE.getWeight(i % nodes);
    }
    at = to;
    mass = density;
    time = next;
  }
}
