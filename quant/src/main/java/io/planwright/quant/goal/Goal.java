package io.planwright.quant.goal;

import static io.planwright.quant.InvalidData.Code.OUT_OF_RANGE;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import java.util.Optional;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * An amount to have at a time, from wealth that grows as a geometric Brownian motion: the logarithm
 * of a year's growth is normal with mean {@code annualReturn − volatility²/2}, so that the mean of
 * wealth grows by {@code exp(annualReturn)} a year.
 *
 * @param wealth today, in units of the currency
 * @param target to have at the end
 * @param annualReturn a fraction, 0.07 for 7 %
 * @param volatility a fraction per year
 * @param years until then
 * @param monthly added at the end of each month, negative for what is spent; wealth that is used up
 *     stays so. Else 0
 */
public record Goal(
    double wealth,
    double target,
    double annualReturn,
    double volatility,
    double years,
    @JsonProperty(defaultValue = "0") Optional<Double> monthly) {

  private static final NormalDistribution NORMAL = new NormalDistribution(0, 1);

  /**
   * @throws InvalidData where wealth is not 0 to 1e12, the target not above 0 and at most that, the
   *     return not −1 to 1, the volatility not 0 to 5, the years not above 0 and at most 100, or
   *     the monthly amount not within ±1e12
   */
  public Goal {
    Require.within("wealth", wealth, 0, 1e12);
    Require.between("target", target, 0, 1e12 + 1);
    Require.within("annualReturn", annualReturn, -1, 1);
    Require.within("volatility", volatility, 0, 5);
    Require.between("years", years, 0, Annuity.MOST_MONTHS / 12.0 + 1e-9);
    Require.within("monthly", monthly.orElse(0.0), -1e12, 1e12);
  }

  double contribution() {
    return monthly.orElse(0.0);
  }

  /** Months until the end. */
  int months() {
    double months = years * 12;
    if (Math.abs(months - Math.rint(months)) > 1e-6 || months < 0.5) {
      throw InvalidData.of(OUT_OF_RANGE, "years", "a whole number of months", years);
    }
    return (int) Math.rint(months);
  }

  /**
   * The chance that the target is reached, where nothing is added: {@code Φ((ln(W/G) + (μ − σ²/2)
   * T) / (σ √T))}.
   *
   * @throws InvalidData where something is added each month: then see {@link GoalSimulation}
   */
  public double success() {
    if (contribution() != 0) {
      throw InvalidData.of(OUT_OF_RANGE, "monthly", "0 in the closed form", contribution());
    }
    if (wealth == 0) {
      return 0;
    }
    double mean =
        StrictMath.log(wealth / target) + (annualReturn - volatility * volatility / 2) * years;
    double deviation = volatility * Math.sqrt(years);
    return deviation == 0 ? mean >= 0 ? 1 : 0 : NORMAL.cumulativeProbability(mean / deviation);
  }
}
