package io.planwright.quant.tax;

import static io.planwright.quant.InvalidData.Code.OUT_OF_RANGE;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Losses that do not count, since the same was bought within 30 days before or after the sale (26
 * U.S.C. § 1091). The loss of as many units as were bought is added to their basis, and they count
 * as held for as long as what was sold. Each unit bought takes away the loss of one unit; the
 * earliest sale and the earliest purchase come first.
 *
 * @param replacements which purchase took away how much
 * @param allowedLoss what still counts, above 0
 * @param disallowedLoss what was put off, above 0
 * @param lots purchases with the basis that they have now; one that was matched in part is split
 */
public record WashSale(
    List<Replacement> replacements, double allowedLoss, double disallowedLoss, List<TaxLot> lots) {
  private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

  public WashSale {
    replacements = List.copyOf(replacements);
    lots = List.copyOf(lots);
  }

  /**
   * A sale at a loss.
   *
   * @param acquired when what was sold had been bought
   * @param quantity units, above 0
   * @param unitLoss of each unit, above 0
   */
  public record Loss(LocalDate sold, LocalDate acquired, double quantity, double unitLoss) {}

  /**
   * @param loss number of the loss, from 0
   * @param lot id of the purchase
   * @param quantity units that it replaced
   * @param disallowed loss that was added to its basis
   */
  public record Replacement(int loss, String lot, double quantity, double disallowed) {}

  /**
   * @param losses of one asset
   * @param purchases of the same asset that are still held, without what was sold
   * @param washDays before and after, usually 30
   * @throws InvalidData where a number is not in its range or an id comes twice
   */
  public static WashSale of(List<Loss> losses, List<TaxLot> purchases, int washDays) {
    Require.within("washDays", washDays, 0, 366);
    TaxLot.check("purchases", purchases, LAST_DAY);
    check(losses);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < losses.size(); i++) {
      order.add(i);
    }
    order.sort(Comparator.comparing(i -> losses.get(i).sold()));
    List<TaxLot> bought = Sale.sorted(purchases, Comparator.comparing(TaxLot::acquired));
    double[] free = bought.stream().mapToDouble(TaxLot::quantity).toArray();
    List<Replacement> replacements = new ArrayList<>();
    List<TaxLot> raised = new ArrayList<>();
    double allowed = 0;
    double disallowed = 0;
    for (int number : order) {
      Loss loss = losses.get(number);
      double unmatched = loss.quantity();
      for (int p = 0; p < free.length && unmatched > 0; p++) {
        TaxLot lot = bought.get(p);
        double matched = Math.min(unmatched, free[p]);
        if (matched > 0
            && Math.abs(ChronoUnit.DAYS.between(loss.sold(), lot.acquired())) <= washDays) {
          free[p] -= matched;
          unmatched -= matched;
          replacements.add(new Replacement(number, lot.id(), matched, matched * loss.unitLoss()));
          raised.add(raised(lot, matched, loss, raised.size()));
          disallowed += matched * loss.unitLoss();
        }
      }
      allowed += unmatched * loss.unitLoss();
    }
    for (int p = 0; p < free.length; p++) {
      if (free[p] > 0) {
        raised.add(bought.get(p).holding(free[p]));
      }
    }
    return new WashSale(replacements, allowed, disallowed, raised);
  }

  private static TaxLot raised(TaxLot lot, double quantity, Loss loss, int number) {
    long held = ChronoUnit.DAYS.between(loss.acquired(), loss.sold());
    return new TaxLot(
        lot.id() + "/wash-" + number,
        lot.acquired().minusDays(held),
        quantity,
        lot.unitCost() + loss.unitLoss());
  }

  private static void check(List<Loss> losses) {
    for (int i = 0; i < losses.size(); i++) {
      Loss loss = losses.get(i);
      TaxLot.check("losses", i, loss.sold());
      TaxLot.check("losses", i, loss.acquired());
      if (!(loss.quantity() > 0 && loss.quantity() <= TaxLot.MOST)
          || !(loss.unitLoss() > 0 && loss.unitLoss() <= TaxLot.MOST)) {
        throw InvalidData.at(
            OUT_OF_RANGE,
            "losses",
            i,
            "a quantity and a unit loss above 0",
            loss.quantity() + " and " + loss.unitLoss());
      }
      if (loss.acquired().isAfter(loss.sold())) {
        throw InvalidData.at(
            OUT_OF_RANGE, "losses", i, "a purchase up to " + loss.sold(), loss.acquired());
      }
    }
  }
}
