package io.planwright.quant.tax;

import static io.planwright.quant.InvalidData.Code.OUT_OF_RANGE;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import io.planwright.quant.portfolio.Rebalancing;
import io.planwright.quant.portfolio.Rebalancing.Bands;
import io.planwright.quant.tax.Sale.Disposal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Rebalancing that sells the lots of least tax first, and stops where the tax would be more than
 * allowed.
 *
 * @param sales what to sell, asset by asset
 * @param purchases value to buy of each asset, at most what cash and sales pay for
 * @param tax on all sales together: losses are set off against gains; not below 0
 * @param disallowedLoss put off by wash sales, above 0
 * @param unsold value that should have been sold of each asset, but for the tax
 */
public record TaxAwareRebalancing(
    List<AssetSale> sales, double[] purchases, double tax, double disallowedLoss, double[] unsold) {
  public TaxAwareRebalancing {
    sales = List.copyOf(sales);
  }

  /**
   * @param price of one unit, above 0
   * @param target weight, 0 or more; all together at most 1, the rest is cash
   * @param lots may be none
   */
  public record Asset(double price, double target, List<TaxLot> lots) {
    public Asset {
      lots = List.copyOf(lots);
    }

    double held() {
      return lots.stream().mapToDouble(TaxLot::quantity).sum();
    }
  }

  /**
   * @param asset its number, from 0
   */
  public record AssetSale(int asset, List<Disposal> disposals) {
    public AssetSale {
      disposals = List.copyOf(disposals);
    }
  }

  /**
   * @param cash 0 or more
   * @param mostTax that may be paid; no limit where absent
   * @throws InvalidData where an argument is not such
   */
  public static TaxAwareRebalancing of(
      List<Asset> assets,
      double cash,
      Bands bands,
      LocalDate day,
      TaxRules rules,
      Optional<Double> mostTax) {
    Require.atLeast("assets", assets.size(), 1);
    double most = mostTax.orElse(Double.MAX_VALUE);
    Require.within("mostTax", most, 0, Double.MAX_VALUE);
    double all = 0;
    double[] holdings = new double[assets.size()];
    double[] targets = new double[assets.size()];
    for (int i = 0; i < holdings.length; i++) {
      Asset asset = assets.get(i);
      TaxLot.check(asset.lots(), day);
      if (!(asset.price() > 0 && asset.price() <= TaxLot.MOST)) {
        throw InvalidData.at(OUT_OF_RANGE, "assets", i, "a price above 0", asset.price());
      }
      if (!(asset.target() >= 0 && asset.target() <= 1)) {
        throw InvalidData.at(
            OUT_OF_RANGE, "assets", i, "a target weight of 0 to 1", asset.target());
      }
      holdings[i] = asset.held() * asset.price();
      targets[i] = asset.target();
      all += asset.target();
    }
    if (all > 1 + 1e-9) {
      throw InvalidData.of(OUT_OF_RANGE, "assets", "targets that add up to at most 1", all);
    }
    double[] wanted = Rebalancing.of(holdings, cash, targets, bands).trades();
    Plan plan = new Plan(assets, day, rules, most);
    plan.sell(wanted);
    return plan.result(wanted, cash);
  }

  /** A lot that may be sold, and the tax on one unit of its value. */
  private record Offer(int asset, TaxLot lot, double taxOfValue) {}

  private static final class Plan {
    private final List<Asset> assets;
    private final LocalDate day;
    private final TaxRules rules;
    private final double mostTax;
    private final List<List<Disposal>> disposals = new ArrayList<>();
    private double tax;

    private Plan(List<Asset> assets, LocalDate day, TaxRules rules, double mostTax) {
      this.assets = assets;
      this.day = day;
      this.rules = rules;
      this.mostTax = mostTax;
      assets.forEach(asset -> disposals.add(new ArrayList<>()));
    }

    /** The cheapest lots of all assets first, so that losses come before the gains they offset. */
    private void sell(double[] wanted) {
      double[] left = wanted.clone();
      List<Offer> offers = new ArrayList<>();
      for (int i = 0; i < left.length; i++) {
        if (left[i] < 0) {
          for (TaxLot lot : assets.get(i).lots()) {
            offers.add(new Offer(i, lot, taxOfValue(assets.get(i), lot)));
          }
        }
      }
      offers.sort(Comparator.comparingDouble(Offer::taxOfValue));
      for (Offer offer : offers) {
        double price = assets.get(offer.asset()).price();
        double value = Math.min(-left[offer.asset()], offer.lot().quantity() * price);
        if (offer.taxOfValue() > 0) {
          value = Math.min(value, Math.max(0, mostTax - tax) / offer.taxOfValue());
        }
        if (value > 0) {
          left[offer.asset()] += value;
          tax += value * offer.taxOfValue();
          double quantity = Math.min(offer.lot().quantity(), value / price);
          disposals.get(offer.asset()).add(Disposal.of(offer.lot(), quantity, price, day));
        }
      }
    }

    /** A loss that the window puts off saves nothing. */
    private double taxOfValue(Asset asset, TaxLot lot) {
      double gain = (asset.price() - lot.unitCost()) / asset.price();
      boolean washed = gain < 0 && boughtLately(asset, lot);
      return washed ? 0 : gain * rules.rate(lot.isLongTerm(day));
    }

    private boolean boughtLately(Asset asset, TaxLot but) {
      return asset.lots().stream()
          .anyMatch(
              lot ->
                  !lot.id().equals(but.id())
                      && !lot.acquired().isBefore(day.minusDays(rules.days())));
    }

    private TaxAwareRebalancing result(double[] wanted, double cash) {
      List<AssetSale> sales = new ArrayList<>();
      double[] purchases = new double[wanted.length];
      double[] unsold = new double[wanted.length];
      double pay = cash - Math.max(0, tax);
      double disallowed = 0;
      double bought = 0;
      for (int i = 0; i < wanted.length; i++) {
        double sold = disposals.get(i).stream().mapToDouble(Disposal::proceeds).sum();
        pay += sold;
        bought += Math.max(0, wanted[i]);
        unsold[i] = Math.max(0, -wanted[i] - sold);
        unsold[i] = unsold[i] <= 1e-9 * Math.abs(wanted[i]) ? 0 : unsold[i];
        disallowed += disallowed(assets.get(i), disposals.get(i));
        if (!disposals.get(i).isEmpty()) {
          sales.add(new AssetSale(i, disposals.get(i)));
        }
      }
      double share = bought > pay ? Math.max(0, pay) / bought : 1;
      for (int i = 0; i < wanted.length; i++) {
        purchases[i] = Math.max(0, wanted[i]) * share;
      }
      return new TaxAwareRebalancing(sales, purchases, Math.max(0, tax), disallowed, unsold);
    }

    private double disallowed(Asset asset, List<Disposal> sold) {
      List<TaxLot> staying = new ArrayList<>();
      List<WashSale.Loss> losses = new ArrayList<>();
      for (TaxLot lot : asset.lots()) {
        double quantity =
            sold.stream()
                .filter(d -> d.lot().equals(lot.id()))
                .mapToDouble(Disposal::quantity)
                .sum();
        if (quantity < lot.quantity()) {
          staying.add(lot.holding(lot.quantity() - quantity));
        }
        if (quantity > 0 && lot.unitCost() > asset.price()) {
          losses.add(
              new WashSale.Loss(day, lot.acquired(), quantity, lot.unitCost() - asset.price()));
        }
      }
      return losses.isEmpty() ? 0 : WashSale.of(losses, staying, rules.days()).disallowedLoss();
    }
  }
}
