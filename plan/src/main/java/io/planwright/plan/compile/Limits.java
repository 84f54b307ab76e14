package io.planwright.plan.compile;

import io.planwright.plan.Key;

/** How much a document may ask for; beyond it stands an error, never a slow or failing compiler. */
final class Limits {
  static final int MOST_BYTES = 5 * 1024 * 1024;

  /** Lists in lists, quotes in quotes. */
  static final int DEEPEST_NESTING = 40;

  /** Marks that could open emphasis, in one paragraph or cell of a table. */
  static final int MOST_OPEN_MARKS = 1_000;

  static final int MOST_OPEN_MARKS_BY_LINES = 1_000_000;

  static final int MOST_TASKS = 5_000;
  static final int MOST_SUBTASKS = 20_000;
  static final int MOST_DEPENDENCIES = 100_000;

  /** Groups of tasks, with headings or without. */
  static final int MOST_PHASES = 5_000;

  static final int MOST_CHAIN_ARROWS = 2_000;

  /** Numbered lists that are read as an order, and the steps of one. */
  static final int MOST_SEQUENCES = 100;

  static final int MOST_STEPS = 200;

  /** Comparisons of words with titles, in one plan. */
  static final long MOST_COMPARISONS = 5_000_000;

  /** Edges that are tried one by one against more trusted ones. */
  static final int MOST_TRIALS = 200;

  /** Code blocks that are read for tasks, an order or criteria. */
  static final int MOST_FENCES = 5_000;

  static final int MOST_DIAGNOSTICS = 1_000;

  /** What comes after it in a line is not read. */
  static final int LONGEST_LINE = 10_000;

  /** Of a task's prose. */
  static final int LONGEST_DESCRIPTION = 500;

  static final int LONGEST_ANNOTATION = 64 * 1024;
  static final int DEEPEST_ANNOTATION = 10;
  static final int MOST_RETRIES = 100;

  static final int MOST_BYTES_OF_RULES = 256 * 1024;
  static final int MOST_RULES = 500;
  static final int LONGEST_PATTERN = 200;

  /** What a pattern is held against; what comes after it in a title is not looked at. */
  static final int LONGEST_MATCHED = 500;

  /** Of counted repetitions in a regular expression, multiplied with each other. */
  static final int MOST_REPETITIONS = 1_000;

  /** Of a key, in characters; a longer one ends in a hash of the whole. */
  static final int LONGEST_KEY_WORD = Key.LONGEST_WORD;

  private Limits() {}
}
