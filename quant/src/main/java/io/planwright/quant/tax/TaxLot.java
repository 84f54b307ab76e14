package io.planwright.quant.tax;

import static io.planwright.quant.InvalidData.Code.OUT_OF_RANGE;

import io.planwright.quant.InvalidData;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;

/**
 * What was bought of one asset at one time.
 *
 * @param id by which it is chosen; unique among its asset's lots
 * @param acquired day of purchase, or the day from which it counts as held
 * @param quantity units, above 0
 * @param unitCost basis of one unit, 0 or more
 */
public record TaxLot(String id, LocalDate acquired, double quantity, double unitCost) {

  /** Whether it was held for more than a year, so that its gain is long-term. */
  public boolean isLongTerm(LocalDate sold) {
    return sold.isAfter(acquired.plusYears(1));
  }

  /** More than any quantity or price. */
  static final double MOST = 1e30;

  /** A day of the years 1 to 9999, in which a year can be added and subtracted. */
  static void check(LocalDate day) {
    if (!isCounted(day)) {
      throw InvalidData.of(OUT_OF_RANGE, "day", "a day of the years 1 to 9999", day);
    }
  }

  static void check(String argument, int row, LocalDate day) {
    if (!isCounted(day)) {
      throw bad(argument, row, "a day of the years 1 to 9999", day);
    }
  }

  private static boolean isCounted(LocalDate day) {
    return day.getYear() >= 1 && day.getYear() <= 9999;
  }

  static void check(List<TaxLot> lots, LocalDate day) {
    check(day);
    check("lots", lots, day);
  }

  /**
   * @param argument the lots' name in an error
   */
  static void check(String argument, List<TaxLot> lots, LocalDate day) {
    TreeSet<String> ids = new TreeSet<>();
    for (int i = 0; i < lots.size(); i++) {
      TaxLot lot = lots.get(i);
      check(argument, i, lot.acquired());
      if (!(lot.quantity() > 0 && lot.quantity() <= MOST)) {
        throw bad(argument, i, "a quantity above 0", lot.quantity());
      }
      if (!(lot.unitCost() >= 0 && lot.unitCost() <= MOST)) {
        throw bad(argument, i, "a unit cost of 0 or more", lot.unitCost());
      }
      if (lot.acquired().isAfter(day)) {
        throw bad(argument, i, "a day of purchase up to " + day, lot.acquired());
      }
      if (!ids.add(lot.id())) {
        throw bad(argument, i, "an id that no lot before it has", lot.id());
      }
    }
  }

  private static InvalidData bad(String argument, int row, String expected, Object came) {
    return InvalidData.at(OUT_OF_RANGE, argument, row, expected, came);
  }

  TaxLot holding(double quantity) {
    return new TaxLot(id, acquired, quantity, unitCost);
  }
}
