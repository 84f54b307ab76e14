package io.planwright.quant.tax;

import io.planwright.quant.Require;
import io.planwright.quant.tax.Sale.Disposal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Lots of one asset whose sale would realise a loss that counts.
 *
 * @param disposals the lots to sell, those with the greatest loss per unit first
 * @param disallowedLoss what does not count, since lots that stay were bought in the wash-sale
 *     window; above 0
 * @param taxSaved by the rest of the loss
 * @param buyAgainFrom first day on which buying the asset takes nothing away
 */
public record Harvest(
    List<Disposal> disposals, double disallowedLoss, double taxSaved, LocalDate buyAgainFrom) {
  public Harvest {
    disposals = List.copyOf(disposals);
  }

  /**
   * @param lots of one asset, all that are held
   * @param price of one unit, 0 or more
   * @param day of the sale
   * @param leastLoss of a lot, as a fraction of its basis, that is worth a sale; 0 to 1
   * @throws io.planwright.quant.InvalidData where an argument is not such
   */
  public static Harvest of(
      List<TaxLot> lots, double price, LocalDate day, TaxRules rules, double leastLoss) {
    TaxLot.check(lots, day);
    Require.within("price", price, 0, TaxLot.MOST);
    Require.within("leastLoss", leastLoss, 0, 1);
    List<TaxLot> losing = new ArrayList<>();
    List<TaxLot> staying = new ArrayList<>();
    for (TaxLot lot : lots) {
      double loss = lot.unitCost() - price;
      (loss > 0 && loss >= leastLoss * lot.unitCost() ? losing : staying).add(lot);
    }
    losing.sort((a, b) -> Double.compare(b.unitCost(), a.unitCost()));
    List<Disposal> disposals = new ArrayList<>();
    List<WashSale.Loss> losses = new ArrayList<>();
    for (TaxLot lot : losing) {
      disposals.add(Disposal.of(lot, lot.quantity(), price, day));
      losses.add(new WashSale.Loss(day, lot.acquired(), lot.quantity(), lot.unitCost() - price));
    }
    WashSale wash = WashSale.of(losses, staying, rules.days());
    double saved = 0;
    for (int i = 0; i < losses.size(); i++) {
      int number = i;
      double put =
          wash.replacements().stream()
              .filter(r -> r.loss() == number)
              .mapToDouble(WashSale.Replacement::disallowed)
              .sum();
      saved += (-disposals.get(i).gain() - put) * rules.rate(disposals.get(i).longTerm());
    }
    return new Harvest(
        disposals, wash.disallowedLoss(), Math.max(0, saved), day.plusDays(rules.days() + 1L));
  }
}
