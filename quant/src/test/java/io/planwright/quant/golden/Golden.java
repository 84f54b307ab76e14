package io.planwright.quant.golden;

import java.util.Set;
import java.util.concurrent.Callable;

/**
 * How one stored value is computed here.
 *
 * @param tolerance of each number, relative to the larger of it and 0.001: {@link #CLOSED}, {@link
 *     #OPTIMISER}, {@link #EM} or what a rounded stored value allows
 * @param given the fields of the stored value that are the question, not the answer
 * @param computed in the stored value's shape: a number, a list, or a map of its fields
 */
record Golden(double tolerance, Set<String> given, Callable<Object> computed) {
  static final double CLOSED = 1e-9;
  static final double OPTIMISER = 1e-6;
  static final double EM = 1e-4;

  static Golden closed(Callable<Object> computed) {
    return new Golden(CLOSED, Set.of(), computed);
  }

  static Golden within(double tolerance, Callable<Object> computed) {
    return new Golden(tolerance, Set.of(), computed);
  }

  /** A stored sentence that says how a series is made; what holds of our series is asserted. */
  static Golden definition(String sentence, Runnable holds) {
    return closed(
        () -> {
          holds.run();
          return sentence;
        });
  }

  Golden given(String... fields) {
    return new Golden(tolerance, Set.of(fields), computed);
  }
}
