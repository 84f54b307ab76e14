package io.planwright.quant;

import java.util.OptionalInt;

/**
 * Numbers that no answer can be given for: which argument, which row of it, what was expected, what
 * came. Thrown instead of an answer that is NaN.
 */
public final class InvalidData extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /** What is wrong, by a name that stays. */
  public enum Code {
    /** A value that is NaN or infinite. */
    NOT_FINITE,
    /** Fewer values than the method needs. */
    TOO_FEW,
    /** Two arguments that must be of one length, or a row of another width. */
    LENGTH_DIFFERS,
    /** A value outside of where the method is defined. */
    OUT_OF_RANGE,
    /** Values that do not vary where the method divides by their variation. */
    CONSTANT,
    /** A matrix that has no inverse or is no covariance matrix. */
    SINGULAR,
    /** Rows that are not in the order of time. */
    NOT_ORDERED,
    /** Demands that no answer fulfils together. */
    INFEASIBLE,
    /** An iteration that did not settle. */
    NO_CONVERGENCE,
    /** An argument that is needed and is not there. */
    MISSING,
    /** An argument that the method does not have. */
    UNKNOWN,
    /** A value of another type than the argument's. */
    WRONG_TYPE
  }

  private final Code code;
  private final String argument;
  private final int row;
  private final String expected;
  private final String came;

  private InvalidData(Code code, String argument, int row, String expected, String came) {
    super(
        "%s%s: expected %s, was %s"
            .formatted(argument, row < 0 ? "" : " row " + row, expected, came));
    this.code = code;
    this.argument = argument;
    this.row = row;
    this.expected = expected;
    this.came = came;
  }

  /** Of a whole argument. */
  public static InvalidData of(Code code, String argument, String expected, Object came) {
    return new InvalidData(code, argument, -1, expected, String.valueOf(came));
  }

  /** Of one row of an argument, counted from 0. */
  public static InvalidData at(Code code, String argument, int row, String expected, Object came) {
    return new InvalidData(code, argument, row, expected, String.valueOf(came));
  }

  public Code code() {
    return code;
  }

  public String argument() {
    return argument;
  }

  /** The row, counted from 0; empty where the whole argument is meant. */
  public OptionalInt row() {
    return row < 0 ? OptionalInt.empty() : OptionalInt.of(row);
  }

  public String expected() {
    return expected;
  }

  public String came() {
    return came;
  }
}
