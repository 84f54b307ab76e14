package io.planwright.quant.drift;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;

/**
 * When an alarm comes on and when it goes off, so that a measure at the edge does not ring each
 * day: on after some windows in a row at or above one threshold, off after some below a lower one.
 *
 * @param on threshold of the measure
 * @param off threshold, at most {@code on}
 * @param windowsOn in a row that turn the alarm on
 * @param windowsOff in a row that turn it off
 */
public record Hysteresis(double on, double off, int windowsOn, int windowsOff) {
  /**
   * For a population stability index: on after two windows from 0.25, off after three under 0.1.
   */
  public static final Hysteresis OF_STABILITY_INDEX = new Hysteresis(0.25, 0.1, 2, 3);

  /**
   * @throws InvalidData where a threshold is not finite, the lower one is above the other, or a
   *     number of windows is less than 1
   */
  public Hysteresis {
    Require.finite("on", new double[] {on}, 1);
    Require.within("off", off, -Double.MAX_VALUE, on);
    Require.within("windowsOn", windowsOn, 1, 1e6);
    Require.within("windowsOff", windowsOff, 1, 1e6);
  }

  /**
   * Whether the alarm is on.
   *
   * @param alarm on or off
   * @param run windows in a row that speak for the change
   */
  public record State(boolean alarm, int run) {
    /** Before the first window. */
    public static final State CALM = new State(false, 0);
  }

  /**
   * After one more window.
   *
   * @throws InvalidData where the measure is not finite
   */
  public State next(State state, double measure) {
    Require.finite("measure", new double[] {measure}, 1);
    boolean speaks = state.alarm ? measure < off : measure >= on;
    if (!speaks) {
      return new State(state.alarm, 0);
    }
    int run = state.run + 1;
    boolean turns = run >= (state.alarm ? windowsOff : windowsOn);
    return turns ? new State(!state.alarm, 0) : new State(state.alarm, run);
  }
}
