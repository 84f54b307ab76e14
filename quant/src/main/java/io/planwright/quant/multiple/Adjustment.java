package io.planwright.quant.multiple;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import java.util.Arrays;
import java.util.Comparator;

/** What is held where many p-values are read together; {@code statsmodels.multipletests}. */
public enum Adjustment {
  /**
   * The probability of any wrong rejection, however the tests depend on each other (Holm 1979,
   * https://www.jstor.org/stable/4615733).
   */
  HOLM,
  /**
   * The expected share of wrong rejections, for independent or positively dependent tests
   * (Benjamini and Hochberg 1995, doi:10.1111/j.2517-6161.1995.tb02031.x).
   */
  BENJAMINI_HOCHBERG,
  /**
   * The expected share of wrong rejections, however the tests depend on each other (Benjamini and
   * Yekutieli 2001, doi:10.1214/aos/1013699998).
   */
  BENJAMINI_YEKUTIELI;

  /**
   * @param p values of the single tests
   * @return in the same order, p-values that may each be compared to the level that is held of all
   * @throws InvalidData where there is none, or one is not from 0 to 1
   */
  public double[] adjust(double[] p) {
    Require.atLeast("p", p.length, 1);
    for (int i = 0; i < p.length; i++) {
      if (!(p[i] >= 0 && p[i] <= 1)) {
        throw InvalidData.at(
            Double.isFinite(p[i]) ? InvalidData.Code.OUT_OF_RANGE : InvalidData.Code.NOT_FINITE,
            "p",
            i,
            "0 to 1",
            p[i]);
      }
    }
    Integer[] order = new Integer[p.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> p[i]));
    return switch (this) {
      case HOLM -> stepDown(p, order);
      case BENJAMINI_HOCHBERG -> stepUp(p, order, 1);
      case BENJAMINI_YEKUTIELI -> stepUp(p, order, harmonic(p.length));
    };
  }

  private static double[] stepDown(double[] p, Integer[] order) {
    double[] adjusted = new double[p.length];
    double most = 0;
    for (int i = 0; i < p.length; i++) {
      most = Math.max(most, p[order[i]] * (p.length - i));
      adjusted[order[i]] = Math.min(1, most);
    }
    return adjusted;
  }

  private static double[] stepUp(double[] p, Integer[] order, double factor) {
    double[] adjusted = new double[p.length];
    double least = 1;
    for (int i = p.length - 1; i >= 0; i--) {
      least = Math.min(least, p[order[i]] * factor * p.length / (i + 1));
      adjusted[order[i]] = least;
    }
    return adjusted;
  }

  private static double harmonic(int n) {
    double sum = 0;
    for (int i = n; i >= 1; i--) {
      sum += 1.0 / i;
    }
    return sum;
  }
}
