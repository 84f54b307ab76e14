package io.planwright.cli.output;

import io.planwright.plan.run.State;

/** The colours of a terminal. */
public enum Colour {
  PLAIN(""),
  BOLD("1"),
  FAINT("2"),
  RED("31"),
  GREEN("32"),
  YELLOW("33"),
  CYAN("36");

  private final String code;

  Colour(String code) {
    this.code = code;
  }

  static Colour of(State state) {
    return switch (state) {
      case PENDING, READY, SKIPPED -> FAINT;
      case RUNNING -> CYAN;
      case PAUSED, WAITING, UNDOING, UNDONE, CANCELLED -> YELLOW;
      case SUCCEEDED -> GREEN;
      case FAILED -> RED;
    };
  }

  public String paint(String text, boolean wanted) {
    return wanted && this != PLAIN ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
