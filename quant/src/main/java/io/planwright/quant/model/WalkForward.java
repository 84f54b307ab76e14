package io.planwright.quant.model;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Splits rows in time: fold by fold a longer past to learn from, and the rows after it to be scored
 * on. The rows are cut into {@code folds + 1} blocks of equal length (the last takes the rest); the
 * first is only learnt from. Between past and test {@code purge} rows are left out, since their
 * labels look into the test (purging, Lopez de Prado, Advances in Financial Machine Learning, 2018,
 * chapter 7).
 *
 * @param folds 1 or more
 * @param purge rows left out before each test: at least the horizon of the labels
 */
public record WalkForward(int folds, int purge) {
  /** Most folds. */
  public static final int MOST_FOLDS = 100;

  /**
   * @throws IllegalArgumentException where folds are not 1 to {@link #MOST_FOLDS} or purge is
   *     negative
   */
  public WalkForward {
    if (folds < 1 || folds > MOST_FOLDS) {
      throw new IllegalArgumentException("folds must be 1 to " + MOST_FOLDS + ", was " + folds);
    }
    if (purge < 0) {
      throw new IllegalArgumentException("purge must not be negative, was " + purge);
    }
  }

  /**
   * A past and the rows after it.
   *
   * @param trainTo the past is rows 0 (inclusive) to this one (exclusive)
   * @param testFrom inclusive
   * @param testTo exclusive
   */
  public record Fold(int number, int trainTo, int testFrom, int testTo) {}

  /**
   * @return the folds, numbered from 1, whose tests follow each other without gap to the last row
   * @throws IllegalArgumentException where the rows are too few for a past in each fold
   */
  public List<Fold> split(int rows) {
    int block = rows / (folds + 1);
    if (block <= purge) {
      throw new IllegalArgumentException(
          "%d folds with a purge of %d need at least %d rows, were %d"
              .formatted(folds, purge, (purge + 1L) * (folds + 1), rows));
    }
    return IntStream.rangeClosed(1, folds)
        .mapToObj(
            fold ->
                new Fold(
                    fold,
                    fold * block - purge,
                    fold * block,
                    fold == folds ? rows : (fold + 1) * block))
        .toList();
  }
}
