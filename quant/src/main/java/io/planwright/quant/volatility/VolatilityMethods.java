package io.planwright.quant.volatility;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.planwright.quant.method.Method;
import java.util.List;
import java.util.Optional;

/** The methods of this package by name. */
public final class VolatilityMethods {
  private VolatilityMethods() {}

  /**
   * @param series returns or changes, in the order of time
   */
  public record OfGarch(double[] series) {}

  /**
   * @param series returns or changes, in the order of time
   * @param decay 0.94 where absent
   */
  public record OfEwma(
      double[] series, @JsonProperty(defaultValue = "0.94") Optional<Double> decay) {}

  /**
   * @param series returns or changes, in the order of time
   * @param horizon rows ahead
   */
  public record OfForecast(double[] series, int horizon) {}

  public static List<Method<?>> all() {
    return List.of(
        new Method<>(
            "garch",
            List.of(),
            "GARCH(1,1) with a constant mean and normal errors: parameters, conditional and next standard deviation.",
            OfGarch.class,
            q -> Garch.fit(q.series())),
        new Method<>(
            "garch-forecast",
            List.of(),
            "Standard deviations of the rows after the last by GARCH(1,1), in the unit of the series.",
            OfForecast.class,
            q -> Garch.fit(q.series()).forecast(q.horizon())),
        new Method<>(
            "ewma-volatility",
            List.of(),
            "Exponentially weighted standard deviation of each row and of the next, in the unit of the series.",
            OfEwma.class,
            q -> Ewma.of(q.series(), q.decay().orElse(Ewma.DAILY_DECAY))));
  }
}
