package io.planwright.quant.experiment;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Whether arms have the sizes that their shares promise. A mismatch means that the assignment, or
 * what counts its users, is broken, and that no result of the experiment holds (Fabijan et al.
 * 2019, doi:10.1145/3292500.3330722).
 *
 * @param chiSquared Pearson's statistic
 * @param degreesOfFreedom arms less 1
 * @param p of sizes as far off as these
 * @param alarm threshold of p
 * @param mismatch whether p is less than the alarm
 */
public record SampleRatio(
    double chiSquared, int degreesOfFreedom, double p, double alarm, boolean mismatch) {
  /** Strict, since each look at each experiment asks. */
  public static final double ALARM = 0.001;

  /**
   * @param sizes users in each arm, whole numbers
   * @param shares promised, in any unit
   * @throws InvalidData where there are fewer than 2 arms, lengths differ, a size is negative, a
   *     share not positive, or no arm has a user
   */
  public static SampleRatio of(double[] sizes, double[] shares, double alarm) {
    Require.moderate("sizes", sizes, 2);
    Require.moderate("shares", shares, 2);
    Require.sameLength("shares", shares.length, "sizes", sizes.length);
    Require.between("alarm", alarm, 0, 1);
    double users = 0;
    double whole = 0;
    for (int i = 0; i < sizes.length; i++) {
      if (sizes[i] < 0 || sizes[i] != Math.rint(sizes[i])) {
        throw InvalidData.at(
            InvalidData.Code.OUT_OF_RANGE, "sizes", i, "a whole number from 0", sizes[i]);
      }
      if (shares[i] <= 0) {
        throw InvalidData.at(InvalidData.Code.OUT_OF_RANGE, "shares", i, "above 0", shares[i]);
      }
      users += sizes[i];
      whole += shares[i];
    }
    if (users == 0) {
      throw InvalidData.of(InvalidData.Code.TOO_FEW, "sizes", "at least 1 user", 0);
    }
    double chi = 0;
    for (int i = 0; i < sizes.length; i++) {
      double expected = users * (shares[i] / whole);
      chi += (sizes[i] - expected) * (sizes[i] - expected) / expected;
    }
    int df = sizes.length - 1;
    double p = ChiSquaredDistribution.of(df).survivalProbability(chi);
    return new SampleRatio(chi, df, p, alarm, p < alarm);
  }
}
