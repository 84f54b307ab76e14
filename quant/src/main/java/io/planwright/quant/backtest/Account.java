package io.planwright.quant.backtest;

import io.planwright.quant.Require;

/**
 * What an event-driven backtest starts with, and what the exchange lets it trade.
 *
 * @param cash at the start, in the quote currency
 * @param lot units that an order is a multiple of; 0 for any fraction
 * @param volumeShare most of a bar's volume that an order gets, as a fraction; 0 for no bound
 */
public record Account(double cash, double lot, double volumeShare) {
  /**
   * @throws io.planwright.quant.InvalidData where cash is not above 0, the lot is below 0, or the
   *     share not 0 to 1
   */
  public Account {
    Require.within("cash", cash, 1e-6, 1e18);
    Require.within("lot", lot, 0, 1e12);
    Require.within("volumeShare", volumeShare, 0, 1);
  }
}
