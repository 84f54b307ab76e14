package io.planwright.quant.calendar;

import static io.planwright.quant.InvalidData.Code.OUT_OF_RANGE;

import io.planwright.quant.InvalidData;
import java.time.Duration;

/**
 * How old a price may be.
 *
 * @param open while the market trades
 * @param closed between two sessions
 * @param weekend where a Saturday or Sunday is between them
 */
public record AgeLimits(Duration open, Duration closed, Duration weekend) {
  private static final Duration MOST = Duration.ofDays(366);

  /** 2, 24 and 72 hours. */
  public static final AgeLimits USUAL =
      new AgeLimits(Duration.ofHours(2), Duration.ofHours(24), Duration.ofHours(72));

  /**
   * @throws InvalidData where one is not above 0 and at most 366 days
   */
  public AgeLimits {
    demand("open", open);
    demand("closed", closed);
    demand("weekend", weekend);
  }

  private static void demand(String argument, Duration limit) {
    if (!limit.isPositive() || limit.compareTo(MOST) > 0) {
      throw InvalidData.of(OUT_OF_RANGE, argument, "above 0, at most 366 days", limit);
    }
  }
}
