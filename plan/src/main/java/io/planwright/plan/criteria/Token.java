package io.planwright.plan.criteria;

/**
 * A word, number or sign of a criterion.
 *
 * @param text lower case; of a comparison its canonical sign
 * @param number of a NUMBER
 * @param glued no space stands before it
 */
record Token(Kind kind, String text, double number, boolean glued) {

  enum Kind {
    WORD,
    NUMBER,
    /** {@code <}, {@code <=}, {@code >}, {@code >=}, {@code =}. */
    COMPARISON,
    /** {@code %}, {@code -}, {@code /}, a currency, an arrow … */
    MARK,
    /** Where one clause ends and another begins. */
    BREAK
  }

  boolean word(String expected) {
    return kind == Kind.WORD && text.equals(expected);
  }

  boolean mark(String expected) {
    return kind == Kind.MARK && text.equals(expected);
  }

  boolean isNumber() {
    return kind == Kind.NUMBER;
  }

  boolean isWord() {
    return kind == Kind.WORD;
  }

  boolean isBreak() {
    return kind == Kind.BREAK;
  }
}
