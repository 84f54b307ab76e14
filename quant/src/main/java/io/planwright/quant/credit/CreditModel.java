package io.planwright.quant.credit;

import java.util.List;

/** A probability of default from features, each of which moves it in one direction alone. */
public interface CreditModel {
  /** How a feature moves the probability of default as it grows. */
  enum Direction {
    RAISES,
    LOWERS,
    /** Nothing is promised. */
    ANY
  }

  /** What is promised of each feature, in their order. */
  List<Direction> directions();

  /**
   * @param features as many as there are directions, each a number
   * @return 0 to 1
   */
  double probabilityOfDefault(double[] features);
}
