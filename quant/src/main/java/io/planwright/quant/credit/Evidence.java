package io.planwright.quant.credit;

import static io.planwright.quant.InvalidData.Code.OUT_OF_RANGE;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import java.util.ArrayList;
import java.util.List;

/**
 * What the bins of one feature say about default: the weight of evidence of a bin is {@code
 * ln((goods/all goods) / (bads/all bads))}, the information value {@code Σ (share of goods − share
 * of bads) · weight} (Siddiqi 2006). Where a bin has no goods or no bads, 0.5 is added to both
 * counts of all bins.
 *
 * @param weights by bin
 * @param informationValue below 0.02 the feature says nothing, above 0.3 much
 * @param monotone whether the weights only rise or only fall
 */
public record Evidence(List<Double> weights, double informationValue, boolean monotone) {
  public Evidence {
    weights = List.copyOf(weights);
  }

  /**
   * @param goods by bin, in the order of the feature
   * @param bads by bin
   * @throws InvalidData where there are fewer than two bins, a count is negative, or there are no
   *     goods or no bads at all
   */
  public static Evidence of(double[] goods, double[] bads) {
    Require.finite("goods", goods, 2);
    Require.finite("bads", bads, 2);
    Require.sameLength("bads", bads.length, "goods", goods.length);
    boolean empty = false;
    double allGoods = 0;
    double allBads = 0;
    for (int i = 0; i < goods.length; i++) {
      count("goods", i, goods[i]);
      count("bads", i, bads[i]);
      empty |= goods[i] == 0 || bads[i] == 0;
      allGoods += goods[i];
      allBads += bads[i];
    }
    Require.positive("goods", allGoods);
    Require.positive("bads", allBads);
    double added = empty ? 0.5 : 0;
    allGoods += added * goods.length;
    allBads += added * bads.length;
    List<Double> weights = new ArrayList<>();
    double value = 0;
    boolean rises = true;
    boolean falls = true;
    for (int i = 0; i < goods.length; i++) {
      double good = (goods[i] + added) / allGoods;
      double bad = (bads[i] + added) / allBads;
      double weight = StrictMath.log(good / bad);
      value += (good - bad) * weight;
      if (i > 0) {
        rises &= weight >= weights.getLast();
        falls &= weight <= weights.getLast();
      }
      weights.add(weight);
    }
    return new Evidence(weights, value, rises || falls);
  }

  private static void count(String argument, int row, double count) {
    if (count < 0) {
      throw InvalidData.at(OUT_OF_RANGE, argument, row, "a count of 0 or more", count);
    }
  }
}
