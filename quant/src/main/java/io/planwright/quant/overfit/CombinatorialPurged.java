package io.planwright.quant.overfit;

import static io.planwright.quant.InvalidData.Code.OUT_OF_RANGE;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import java.util.ArrayList;
import java.util.List;

/**
 * Combinatorial purged cross-validation (López de Prado, Advances in Financial Machine Learning,
 * 2018, chapter 12): each choice of {@code testFolds} of the folds is tested once, by a model that
 * learnt from the rest. Each fold is tested several times, so that the tests make up several paths
 * through the whole time. Rows are cut as {@code skfolio.CombinatorialPurgedCV} cuts them: folds of
 * equal length, the last takes what is left. One test fold is the purged k-fold of chapter 7.
 *
 * @param folds 2 or more
 * @param testFolds 1 to {@code folds − 1}
 * @param purge rows left out of the training on either side of a test: at least the horizon of the
 *     labels
 * @param embargo rows left out after a test, beyond the purge
 */
public record CombinatorialPurged(int folds, int testFolds, int purge, int embargo) {
  /** Most splits. */
  public static final int MOST_SPLITS = 100_000;

  /**
   * Rows next to each other.
   *
   * @param from inclusive
   * @param to exclusive
   */
  public record Rows(int from, int to) {}

  /**
   * One model's rows.
   *
   * @param testFolds numbers of the tested folds, ascending from 0
   * @param paths for each tested fold, the path that its test belongs to
   * @param train in the order of time
   * @param test one a fold, in the order of time
   */
  public record Split(
      List<Integer> testFolds, List<Integer> paths, List<Rows> train, List<Rows> test) {}

  /**
   * @throws InvalidData where there are fewer than two folds, no fold to train or to test, more
   *     than {@link #MOST_SPLITS} splits, or a purge or embargo below 0
   */
  public CombinatorialPurged {
    Require.within("folds", folds, 2, 1000);
    Require.within("testFolds", testFolds, 1, folds - 1);
    Require.within("purge", purge, 0, 1_000_000);
    Require.within("embargo", embargo, 0, 1_000_000);
    if (choices(folds, testFolds) > MOST_SPLITS) {
      throw InvalidData.of(
          OUT_OF_RANGE,
          "testFolds",
          "at most " + MOST_SPLITS + " splits",
          choices(folds, testFolds));
    }
  }

  /** Models to be trained. */
  public int splitCount() {
    return (int) choices(folds, testFolds);
  }

  /** Paths through the whole time that the tests make up. */
  public int pathCount() {
    return splitCount() * testFolds / folds;
  }

  /**
   * @return the splits, in lexical order of their test folds
   * @throws InvalidData where a fold has no more rows than purge and embargo
   */
  public List<Split> splits(int rows) {
    int length = rows / folds;
    if (length <= purge + embargo) {
      throw InvalidData.of(
          InvalidData.Code.TOO_FEW,
          "rows",
          "at least %d, more than purge and embargo in each fold"
              .formatted((purge + embargo + 1L) * folds),
          rows);
    }
    List<Split> splits = new ArrayList<>();
    int[] seen = new int[folds];
    int[] chosen = new int[testFolds];
    for (int i = 0; i < testFolds; i++) {
      chosen[i] = i;
    }
    do {
      splits.add(split(chosen, seen, rows, length));
    } while (advance(chosen));
    return splits;
  }

  private Split split(int[] chosen, int[] seen, int rows, int length) {
    List<Integer> testFolds = new ArrayList<>();
    List<Integer> paths = new ArrayList<>();
    List<Rows> test = new ArrayList<>();
    List<Rows> train = new ArrayList<>();
    int trainFrom = 0;
    for (int fold : chosen) {
      int from = fold * length;
      int to = fold == folds - 1 ? rows : from + length;
      testFolds.add(fold);
      paths.add(seen[fold]++);
      test.add(new Rows(from, to));
      if (trainFrom < from - purge) {
        train.add(new Rows(trainFrom, from - purge));
      }
      trainFrom = to + purge + embargo;
    }
    if (trainFrom < rows) {
      train.add(new Rows(trainFrom, rows));
    }
    return new Split(testFolds, paths, train, test);
  }

  /** To the next choice in lexical order; false after the last. */
  private boolean advance(int[] chosen) {
    int i = testFolds - 1;
    while (i >= 0 && chosen[i] == folds - testFolds + i) {
      i--;
    }
    if (i < 0) {
      return false;
    }
    chosen[i]++;
    for (int j = i + 1; j < testFolds; j++) {
      chosen[j] = chosen[j - 1] + 1;
    }
    return true;
  }

  /** Or more than the most, where counting stops. */
  private static long choices(int of, int choose) {
    long result = 1;
    for (int i = 1; i <= Math.min(choose, of - choose) && result <= MOST_SPLITS; i++) {
      result = result * (of - Math.min(choose, of - choose) + i) / i;
    }
    return result;
  }
}
