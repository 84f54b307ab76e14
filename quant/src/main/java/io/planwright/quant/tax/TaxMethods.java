package io.planwright.quant.tax;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.planwright.quant.method.Method;
import io.planwright.quant.portfolio.Rebalancing.Bands;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** This package's methods by name. */
public final class TaxMethods {
  private TaxMethods() {}

  /** See {@link Sale}; the order is FIFO where neither it nor ids are given. */
  public record OfSale(
      List<TaxLot> lots,
      double quantity,
      double price,
      LocalDate day,
      @JsonProperty(defaultValue = "FIFO") Optional<Sale.Order> order,
      @JsonProperty(defaultValue = "by the order") Optional<List<String>> ids) {}

  /** See {@link WashSale#of}; 30 days where absent. */
  public record OfLosses(
      List<WashSale.Loss> losses,
      List<TaxLot> purchases,
      @JsonProperty(defaultValue = "30") Optional<Integer> washDays) {}

  /** See {@link Harvest#of}; any loss where the least is absent. */
  public record OfHarvest(
      List<TaxLot> lots,
      double price,
      LocalDate day,
      TaxRules rules,
      @JsonProperty(defaultValue = "0.0") Optional<Double> leastLoss) {}

  /** See {@link TaxAwareRebalancing#of}. */
  public record OfAssets(
      List<TaxAwareRebalancing.Asset> assets,
      double cash,
      Bands bands,
      LocalDate day,
      TaxRules rules,
      @JsonProperty(defaultValue = "no limit") Optional<Double> mostTax) {}

  public static List<Method<?>> all() {
    return List.of(
        new Method<>(
            "lot-sale",
            List.of(),
            "Gains of a sale by the lots that it takes, in the price's currency.",
            OfSale.class,
            TaxMethods::sale),
        new Method<>(
            "wash-sale",
            List.of(),
            "Losses that purchases of the same put off, in the price's currency.",
            OfLosses.class,
            q -> WashSale.of(q.losses(), q.purchases(), q.washDays().orElse(30))),
        new Method<>(
            "loss-harvest",
            List.of(),
            "Lots whose sale realises a loss that counts, and the tax it saves.",
            OfHarvest.class,
            q -> Harvest.of(q.lots(), q.price(), q.day(), q.rules(), q.leastLoss().orElse(0.0))),
        new Method<>(
            "tax-aware-rebalancing",
            List.of(),
            "What to sell by lots of least tax and what to buy, in the price's currency.",
            OfAssets.class,
            q ->
                TaxAwareRebalancing.of(
                    q.assets(), q.cash(), q.bands(), q.day(), q.rules(), q.mostTax())));
  }

  private static Sale sale(OfSale q) {
    return q.ids()
        .map(ids -> Sale.ofSpecific(q.lots(), q.quantity(), q.price(), q.day(), ids))
        .orElseGet(
            () ->
                Sale.of(
                    q.lots(), q.quantity(), q.price(), q.day(), q.order().orElse(Sale.Order.FIFO)));
  }
}
