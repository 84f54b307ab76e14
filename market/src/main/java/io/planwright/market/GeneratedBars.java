package io.planwright.market;

import io.planwright.quant.Bar;
import io.planwright.quant.RegimeMarket;
import java.time.LocalDate;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Bars of a {@link RegimeMarket} as a dataset: time, open, high, low, close, volume. */
public final class GeneratedBars {
  private GeneratedBars() {}

  /**
   * @throws IllegalArgumentException as {@link RegimeMarket#bars} does
   */
  public static Dataset dataset(long seed, LocalDate first, int count) {
    List<Bar> bars = new RegimeMarket().bars(seed, first, count).toList();
    return new Dataset(
        "time",
        bars.stream().map(Bar::time).toList(),
        List.of(
            column("open", bars, Bar::open),
            column("high", bars, Bar::high),
            column("low", bars, Bar::low),
            column("close", bars, Bar::close),
            column("volume", bars, Bar::volume)));
  }

  private static Dataset.Column column(String name, List<Bar> bars, ToDoubleFunction<Bar> value) {
    return new Dataset.Numbers(name, bars.stream().mapToDouble(value).toArray());
  }
}
