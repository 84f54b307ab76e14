package io.planwright.quant.tax;

import static io.planwright.quant.InvalidData.Code.OUT_OF_RANGE;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A sale of one asset, by the lots that it takes.
 *
 * @param disposals in the order in which lots were taken
 * @param shortTermGain of lots held for a year or less; below 0 for a loss
 * @param longTermGain of the others
 * @param left lots that remain, in the order given
 */
public record Sale(
    List<Disposal> disposals, double shortTermGain, double longTermGain, List<TaxLot> left) {
  public Sale {
    disposals = List.copyOf(disposals);
    left = List.copyOf(left);
  }

  /** Which lots go first. */
  public enum Order {
    /** The oldest. */
    FIFO,
    /** The newest. */
    LIFO,
    /** The dearest. */
    HIFO
  }

  /**
   * What is sold of one lot.
   *
   * @param lot its id
   * @param quantity units
   * @param proceeds quantity times price
   * @param basis quantity times the lot's unit cost
   * @param gain proceeds less basis
   * @param longTerm whether it was held for more than a year
   */
  public record Disposal(
      String lot, double quantity, double proceeds, double basis, double gain, boolean longTerm) {
    static Disposal of(TaxLot lot, double quantity, double price, LocalDate day) {
      double proceeds = quantity * price;
      double basis = quantity * lot.unitCost();
      return new Disposal(
          lot.id(), quantity, proceeds, basis, proceeds - basis, lot.isLongTerm(day));
    }
  }

  /**
   * @param lots of one asset
   * @param quantity units to sell, above 0 and at most what the lots hold
   * @param price of one unit, 0 or more
   * @param day of the sale
   * @throws InvalidData where an argument is not such, or a lot was bought after the day
   */
  public static Sale of(
      List<TaxLot> lots, double quantity, double price, LocalDate day, Order order) {
    TaxLot.check(lots, day);
    return of(lots, sorted(lots, comparator(order)), quantity, price, day);
  }

  /**
   * Of lots that are named, in their order.
   *
   * @param ids of the lots to take
   * @throws InvalidData as {@link #of(List, double, double, LocalDate, Order)}; {@code ids} where
   *     one is no lot's or comes twice
   */
  public static Sale ofSpecific(
      List<TaxLot> lots, double quantity, double price, LocalDate day, List<String> ids) {
    TaxLot.check(lots, day);
    List<TaxLot> chosen = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      String id = ids.get(i);
      TaxLot lot =
          lots.stream()
              .filter(l -> l.id().equals(id))
              .filter(l -> !chosen.contains(l))
              .findFirst()
              .orElse(null);
      if (lot == null) {
        throw InvalidData.at(OUT_OF_RANGE, "ids", i, "a lot's id, each once", id);
      }
      chosen.add(lot);
    }
    return of(lots, chosen, quantity, price, day);
  }

  static Sale of(
      List<TaxLot> lots, List<TaxLot> inOrder, double quantity, double price, LocalDate day) {
    Require.positive("quantity", quantity);
    Require.within("price", price, 0, TaxLot.MOST);
    double held = inOrder.stream().mapToDouble(TaxLot::quantity).sum();
    if (quantity > held * (1 + 1e-12)) {
      throw InvalidData.of(
          OUT_OF_RANGE, "quantity", "at most what the lots hold, " + held, quantity);
    }
    List<Disposal> disposals = new ArrayList<>();
    double shortTerm = 0;
    double longTerm = 0;
    double wanted = quantity;
    for (TaxLot lot : inOrder) {
      double taken = Math.min(wanted, lot.quantity());
      if (taken > 0) {
        Disposal disposal = Disposal.of(lot, taken, price, day);
        disposals.add(disposal);
        shortTerm += disposal.longTerm() ? 0 : disposal.gain();
        longTerm += disposal.longTerm() ? disposal.gain() : 0;
        wanted -= taken;
      }
    }
    return new Sale(disposals, shortTerm, longTerm, left(lots, disposals));
  }

  private static List<TaxLot> left(List<TaxLot> lots, List<Disposal> disposals) {
    List<TaxLot> left = new ArrayList<>();
    for (TaxLot lot : lots) {
      double sold =
          disposals.stream()
              .filter(d -> d.lot().equals(lot.id()))
              .mapToDouble(Disposal::quantity)
              .sum();
      if (lot.quantity() - sold > 1e-12 * lot.quantity()) {
        left.add(lot.holding(lot.quantity() - sold));
      }
    }
    return left;
  }

  static List<TaxLot> sorted(List<TaxLot> lots, Comparator<TaxLot> comparator) {
    return lots.stream().sorted(comparator).toList();
  }

  private static Comparator<TaxLot> comparator(Order order) {
    return switch (order) {
      case FIFO -> Comparator.comparing(TaxLot::acquired);
      case LIFO -> Comparator.comparing(TaxLot::acquired).reversed();
      case HIFO -> Comparator.comparing(TaxLot::unitCost).reversed();
    };
  }
}
