package io.planwright.quant.tax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.planwright.quant.InvalidData;
import io.planwright.quant.portfolio.Rebalancing.Bands;
import io.planwright.quant.portfolio.Rebalancing.Toward;
import io.planwright.quant.tax.Sale.Disposal;
import io.planwright.quant.tax.Sale.Order;
import io.planwright.quant.tax.TaxAwareRebalancing.Asset;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class TaxLotsTest {
  private static final LocalDate DAY = LocalDate.of(2026, 6, 15);
  private static final TaxRules RULES = new TaxRules(0.35, 0.15, Optional.empty());
  private static final List<TaxLot> LOTS =
      List.of(
          new TaxLot("old", LocalDate.of(2020, 1, 1), 10, 50),
          new TaxLot("dear", LocalDate.of(2025, 9, 1), 10, 120),
          new TaxLot("new", LocalDate.of(2026, 6, 1), 10, 90));

  @Test
  void takesLotsInTheirOrder() {
    Sale fifo = Sale.of(LOTS, 15, 100, DAY, Order.FIFO);
    assertThat(fifo.disposals()).extracting(Disposal::lot).containsExactly("old", "dear");
    assertThat(fifo.longTermGain()).isEqualTo(500);
    assertThat(fifo.shortTermGain()).isEqualTo(-100);
    assertThat(fifo.left()).extracting(TaxLot::quantity).containsExactly(5.0, 10.0);
    Sale lifo = Sale.of(LOTS, 15, 100, DAY, Order.LIFO);
    assertThat(lifo.disposals()).extracting(Disposal::lot).containsExactly("new", "dear");
    assertThat(lifo.shortTermGain()).isEqualTo(0);
    Sale hifo = Sale.of(LOTS, 15, 100, DAY, Order.HIFO);
    assertThat(hifo.disposals()).extracting(Disposal::lot).containsExactly("dear", "new");
    Sale specific = Sale.ofSpecific(LOTS, 12, 100, DAY, List.of("new", "old"));
    assertThat(specific.disposals()).extracting(Disposal::quantity).containsExactly(10.0, 2.0);
  }

  @Test
  void aYearAndADayIsLongTerm() {
    TaxLot lot = new TaxLot("a", LocalDate.of(2024, 2, 29), 1, 1);
    assertThat(lot.isLongTerm(LocalDate.of(2025, 2, 28))).isFalse();
    assertThat(lot.isLongTerm(LocalDate.of(2025, 3, 1))).isTrue();
  }

  @Property(tries = 200)
  void noOrderOfWholeLotsLosesUnitsAndHifoGainsLeast(@ForAll long seed) {
    Random random = new Random(seed);
    List<TaxLot> lots = new ArrayList<>();
    double held = 0;
    for (int i = 0; i < 1 + random.nextInt(8); i++) {
      lots.add(
          new TaxLot(
              "lot" + i,
              DAY.minusDays(random.nextInt(1000)),
              1 + random.nextInt(50),
              random.nextInt(200)));
      held += lots.getLast().quantity();
    }
    double quantity = Math.max(1, held * random.nextDouble());
    double least = gain(Sale.of(lots, quantity, 100, DAY, Order.HIFO));
    for (Order order : Order.values()) {
      Sale sale = Sale.of(lots, quantity, 100, DAY, order);
      double sold = sale.disposals().stream().mapToDouble(Disposal::quantity).sum();
      double left = sale.left().stream().mapToDouble(TaxLot::quantity).sum();
      assertThat(sold).isCloseTo(quantity, within(1e-9));
      assertThat(sold + left).isCloseTo(held, within(1e-9));
      assertThat(gain(sale)).isGreaterThanOrEqualTo(least - 1e-6);
    }
  }

  private static double gain(Sale sale) {
    return sale.shortTermGain() + sale.longTermGain();
  }

  /** The example of IRS publication 550: 100 shares at 1,000, sold at 750, 100 bought at 800. */
  @Test
  void aReplacementTakesTheLossOver() {
    WashSale wash =
        WashSale.of(
            List.of(new WashSale.Loss(DAY, DAY.minusDays(100), 100, 2.5)),
            List.of(new TaxLot("again", DAY.plusDays(30), 100, 8)),
            30);
    assertThat(wash.disallowedLoss()).isEqualTo(250);
    assertThat(wash.allowedLoss()).isZero();
    assertThat(wash.lots()).hasSize(1);
    assertThat(wash.lots().getFirst().unitCost()).isEqualTo(10.5);
    assertThat(wash.lots().getFirst().acquired()).isEqualTo(DAY.plusDays(30).minusDays(100));
  }

  @Test
  void theWindowHasThirtyDaysOnEachSide() {
    List<WashSale.Loss> loss = List.of(new WashSale.Loss(DAY, DAY.minusDays(400), 10, 1));
    for (int away : new int[] {-31, 31}) {
      TaxLot lot = new TaxLot("a", DAY.plusDays(away), 10, 5);
      assertThat(WashSale.of(loss, List.of(lot), 30).disallowedLoss()).isZero();
    }
    for (int away : new int[] {-30, 0, 30}) {
      TaxLot lot = new TaxLot("a", DAY.plusDays(away), 4, 5);
      WashSale wash = WashSale.of(loss, List.of(lot), 30);
      assertThat(wash.disallowedLoss()).isEqualTo(4);
      assertThat(wash.allowedLoss()).isEqualTo(6);
    }
  }

  @Test
  void harvestsLossesThatCount() {
    Harvest harvest = Harvest.of(LOTS, 80, DAY, RULES, 0);
    assertThat(harvest.disposals()).extracting(Disposal::lot).containsExactly("dear", "new");
    assertThat(harvest.disallowedLoss()).isZero();
    assertThat(harvest.taxSaved()).isCloseTo((400 + 100) * 0.35, within(1e-9));
    assertThat(harvest.buyAgainFrom()).isEqualTo(LocalDate.of(2026, 7, 16));
    Harvest blocked = Harvest.of(LOTS, 100, DAY, RULES, 0.1);
    assertThat(blocked.disposals()).extracting(Disposal::lot).containsExactly("dear");
    assertThat(blocked.disallowedLoss()).isEqualTo(200);
    assertThat(blocked.taxSaved()).isZero();
  }

  @Test
  void sellsTheLotsOfLeastTaxAndStopsAtTheLimit() {
    Asset heavy =
        new Asset(
            100,
            0.5,
            List.of(
                new TaxLot("cheap", LocalDate.of(2020, 1, 1), 5, 20),
                new TaxLot("dear", LocalDate.of(2021, 1, 1), 2, 110)));
    Asset light = new Asset(10, 0.5, List.of(new TaxLot("l", LocalDate.of(2021, 1, 1), 10, 10)));
    Bands bands = new Bands(Optional.of(0.05), Optional.empty(), Optional.empty(), Toward.TARGET);
    TaxAwareRebalancing all =
        TaxAwareRebalancing.of(List.of(heavy, light), 0, bands, DAY, RULES, Optional.empty());
    assertThat(all.sales().getFirst().disposals())
        .extracting(Disposal::lot)
        .containsExactly("dear", "cheap");
    assertThat(all.tax()).isCloseTo((-20 + 80) * 0.15, within(1e-9));
    assertThat(all.unsold()).containsExactly(0, 0);
    assertThat(all.purchases()[1]).isCloseTo(300 - all.tax(), within(1e-9));
    TaxAwareRebalancing limited =
        TaxAwareRebalancing.of(List.of(heavy, light), 0, bands, DAY, RULES, Optional.of(0.0));
    assertThat(limited.tax()).isCloseTo(0, within(1e-9));
    assertThat(limited.unsold()[0]).isCloseTo(75, within(1e-9));
  }

  @Test
  void namesTheLotThatIsWrong() {
    List<TaxLot> bad = new ArrayList<>(LOTS);
    bad.add(new TaxLot("nan", DAY, Double.NaN, 1));
    assertThatThrownBy(() -> Sale.of(bad, 1, 1, DAY, Order.FIFO))
        .hasMessageContaining("lots row 3");
    bad.set(3, new TaxLot("old", DAY, 1, 1));
    assertThatThrownBy(() -> Sale.of(bad, 1, 1, DAY, Order.FIFO))
        .hasMessageContaining("lots row 3");
    assertThatThrownBy(() -> Sale.of(LOTS, 31, 1, DAY, Order.FIFO))
        .isInstanceOf(InvalidData.class)
        .hasMessageContaining("quantity");
    assertThatThrownBy(() -> Sale.of(LOTS, 1, 1, DAY.minusYears(1), Order.FIFO))
        .hasMessageContaining("lots row 1");
    assertThatThrownBy(() -> Sale.of(LOTS, 1, 1, LocalDate.MAX, Order.FIFO))
        .hasMessageContaining("day");
    assertThatThrownBy(() -> Sale.ofSpecific(LOTS, 1, 1, DAY, List.of("none")))
        .hasMessageContaining("ids row 0");
    assertThatThrownBy(() -> new TaxRules(1.5, 0, Optional.empty()))
        .hasMessageContaining("shortTermRate");
  }
}
